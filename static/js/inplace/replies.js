// A reply as a page that was fetched has it, put where it stands in the thread of this one.

import { arrived } from "../enhance.js";

// What a page says elsewhere of its replies.
const COUNTED = ["#thread-h", ".critique-line", ".leaps", ".masthead ul"];

// Returns the reply as it stands here now, or null where it has no place on this page.
export function putReply(page, number) {
  const reply = page.getElementById(`reply-${number}`);
  const old = document.getElementById(`reply-${number}`);
  if (!reply) return null;
  let root = reply;
  if (old) old.replaceWith(reply);
  else root = insert(reply.closest("li"));
  if (!root) return null;
  recount(page, reply);
  restate(page);
  reletter(page);
  arrived(root);
  return reply;
}

// Says at the reply what the page says of what one did, and goes there.
export function land(reply, page) {
  const byline = reply.querySelector(".byline");
  for (const flash of page.querySelectorAll("main > .flash")) {
    const told = document.createElement("span");
    told.className = "told";
    told.setAttribute("role", "status");
    told.tabIndex = -1;
    if (flash.dataset.accepted) told.dataset.accepted = flash.dataset.accepted;
    told.append(...flash.querySelector("p").childNodes);
    byline.append(told);
    arrived(told);
  }
  const at = byline.querySelector(".told") ?? byline.querySelector("h3");
  at.tabIndex = -1;
  at.focus();
}

// Beside what it stands beside there; returns what has come, or null.
function insert(item) {
  const parent = item.querySelector(".reply").dataset.parent;
  const above = parent ? document.getElementById(`reply-${parent}`)?.parentNode : document.getElementById("thread");
  const list = above?.querySelector(":scope > .replies, :scope > .branch > .replies");
  if (list) {
    const before = walk(item, "previousElementSibling");
    const after = walk(item, "nextElementSibling");
    if (before) before.after(item);
    else if (after) after.before(item);
    // The thread goes on elsewhere.
    else if (!parent) return null;
    else list.append(item);
    return item;
  }
  // The first answer there comes with its branch.
  const branch = parent && item.closest(".branch");
  if (!above || !branch) return null;
  above.append(branch);
  return branch;
}

// The nearest in that direction that this page has, too.
function walk(item, way) {
  for (let each = item[way]; each; each = each[way]) {
    const id = each.querySelector(":scope > .reply")?.id;
    const here = id && document.getElementById(id);
    if (here) return here.parentNode;
  }
  return null;
}

function recount(page, reply) {
  for (const selector of COUNTED) swap(document.querySelector(selector), page.querySelector(selector));
  for (let each = reply.parentNode.parentNode.closest("li"); each; each = each.parentNode.closest("li")) {
    const there = page.getElementById(each.querySelector(":scope > .reply").id);
    swap(branchOf(each), there && branchOf(there.parentNode));
  }
}

// Where an objection stands is told wherever it was raised or shared.
function restate(page) {
  for (const reply of page.querySelectorAll(".reply")) {
    const [old, now] = [document.getElementById(reply.id), reply].map(chipsOf);
    const isSame = old.length === now.length && old.every((each, i) => each.dataset.objection === now[i].dataset.objection);
    if (isSame) old.forEach((each, i) => each.outerHTML !== now[i].outerHTML && each.replaceWith(now[i].cloneNode(true)));
  }
}

function chipsOf(reply) {
  return reply ? [...reply.querySelectorAll(".chip[data-objection]")] : [];
}

// A letter comes to its passage; a new wording of the essay waits until its reader loads it.
function reletter(page) {
  const [here, there] = [document, page].map((each) => each.querySelector(".essay .prose"));
  if (here && there && wordsOf(here) === wordsOf(there)) swap(here, there);
}

function wordsOf(prose) {
  const words = prose.cloneNode(true);
  for (const ours of words.querySelectorAll(".note, .quote")) ours.remove();
  return words.textContent;
}

function branchOf(item) {
  return item.querySelector(":scope > .branch > summary");
}

function swap(here, there) {
  if (here && there && here.innerHTML !== there.innerHTML) here.replaceChildren(...there.cloneNode(true).childNodes);
}
