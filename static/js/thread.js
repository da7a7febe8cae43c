// Getting about in a thread: to what is new, to the reply before or after, folding, and back.

import { make } from "./elements.js";
import { enhance, within } from "./enhance.js";
import { gettext } from "./words/words.js";

const FOLDED = "rejoinder:folded"; // kept in this browser: the numbers of replies
const MOST = 2_000;
// Pixels: of a letter in the narrowest column, and of what stands around a text.
const LETTER = 1;
const AROUND = 80;

const thread = document.getElementById("thread");
const list = thread?.querySelector(".replies");
let current = null;

if (items().length) {
  makeRoom();
  const kept = read();
  enhance((root) => {
    for (const reply of within(root, ".reply[data-reply]").filter((each) => list.contains(each))) {
      const item = reply.parentNode;
      reply.querySelector(".byline").prepend(foldOf(item));
      if (root === document && kept.includes(numberOf(item))) fold(item, true);
    }
  });
  addTools(thread.querySelector(".thread__tools"));
  list.addEventListener("click", ({ target }) => (current = target.closest(".reply") ?? current));
  list.addEventListener("focusin", ({ target }) => (current = target.closest(".reply") ?? current));
  addEventListener("hashchange", arrive);
  // A link to where one is already changes no address.
  document.addEventListener("click", ({ target }) => {
    if (target.closest('a[href^="#reply-"]')?.hash === location.hash) arrive();
  });
  arrive();
  // What one did is told where one lands, and read aloud there: once the browser has landed.
  addEventListener("load", () => setTimeout(() => list.querySelector(".told")?.focus({ preventScroll: true })));
}

// What is asked for by keys or buttons, by its name.
document.addEventListener("go", ({ detail }) => {
  const [what, by] = detail;
  if (what === "parent") here()?.querySelector('.byline > span > [href^="#reply-"]')?.click();
  else if (what === "fold") here()?.querySelector(".fold-reply").click();
  else if (what === "answer") answer();
  else step(what === "new" ? fresh() : replies(), by);
});

// Where a branch is drawn when it comes near (css/threads/reply.css) it has as much room before as it
// will need, or more: so the scroll bar tells how long the thread is, and what finds things by their
// places finds no branch over the next.
function makeRoom() {
  for (const branch of list.children) {
    const replies = branch.querySelectorAll(".reply").length;
    const height = LETTER * branch.textContent.length + AROUND * replies;
    branch.style.containIntrinsicHeight = `auto ${height}px`;
  }
}

// The page has their room already: nothing moves when they come.
function addTools(row) {
  if (fresh().length) {
    row.append(press(gettext("Previous new"), () => go("new", -1), "p"), press(gettext("Next new"), () => go("new", 1), "n"));
    row.append(press(gettext("Fold what I have read"), foldRead));
  }
  let folding = false;
  const all = press(gettext("Fold all"), () => {
    folding = !folding;
    for (const item of items()) if (!folding || item.parentNode === list) fold(item, folding);
    all.textContent = folding ? gettext("Unfold all") : gettext("Fold all");
    keep();
  });
  row.append(all);
}

// Of each branch the outermost reply that has nothing new in it; the way to what is new stays open.
function foldRead() {
  for (const item of items()) {
    if (item.querySelector(".byline > .new")) fold(item, false);
    else if (!item.parentNode.closest("[data-folded]")) fold(item, true);
  }
  keep();
  step(fresh(), 1);
}

function foldOf(item) {
  const name = item.querySelector(".byline > h3").firstChild.textContent;
  const button = make("button", "fold-reply", "");
  button.type = "button";
  button.setAttribute("aria-label", gettext("Reply by %(name)s", { name }));
  button.setAttribute("aria-expanded", "true");
  button.addEventListener("click", () => {
    fold(item, !("folded" in item.dataset));
    keep();
  });
  return button;
}

function fold(item, folding) {
  const byline = item.querySelector(".byline");
  byline.querySelector(".fold-reply").setAttribute("aria-expanded", String(!folding));
  item.toggleAttribute("data-folded", folding);
  byline.querySelector(".byline__folded")?.remove();
  const branch = item.querySelector(":scope > .branch > summary");
  if (!folding || !branch) return;
  const said = make("span", "byline__folded");
  said.append(...[...branch.childNodes].map((each) => each.cloneNode(true)));
  byline.append(said);
}

// Opens the way to what the address names, and goes there.
function arrive() {
  const target = location.hash.startsWith("#reply-") && document.getElementById(location.hash.slice(1));
  if (!target || !list.contains(target)) return;
  // Else the browser has landed there itself.
  if (open(target)) target.scrollIntoView();
  current = target.closest(".reply");
}

// Returns whether anything was closed.
function open(element) {
  let opened = false;
  for (let each = element.parentElement; each !== thread; each = each.parentElement) {
    const closed = each.matches("details:not([open])");
    if (closed) each.open = true;
    if ("folded" in each.dataset) fold(each, false);
    else if (!closed) continue;
    opened = true;
  }
  return opened;
}

function step(among, by) {
  if (!among.length) return;
  const at = here();
  const next = by > 0 ? among.find((each) => isAfter(each, at)) : among.findLast((each) => isAfter(at, each));
  const reply = next ?? (among === replies() ? at : among.at(by > 0 ? 0 : -1));
  open(reply);
  reply.tabIndex = -1;
  reply.focus({ preventScroll: true });
  reply.scrollIntoView();
}

// The reply one is at: the last that had the focus or was gone to, while it can be seen.
function here() {
  if (current && isSeen(current)) return current;
  return replies().findLast((each) => each.getBoundingClientRect().top < innerHeight / 3) ?? null;
}

function isSeen(reply) {
  const { top, bottom } = reply.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

function isAfter(one, other) {
  if (!one) return false;
  return !other || Boolean(other.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
}

function items() {
  return list ? [...list.querySelectorAll("li:has(> .reply)")] : [];
}

function replies() {
  return items().map((item) => item.querySelector(".reply")).filter((each) => each.offsetParent);
}

function fresh() {
  return [...thread.querySelectorAll(".byline > .new")].map((each) => each.closest(".reply"));
}

// Where no reply is chosen, the essay is answered.
function answer() {
  const link = current && isSeen(current) && current.querySelector('.actions a[href*="/reply/?parent="]');
  if (link) link.click();
  else document.querySelector('#composer textarea[name="body"]')?.focus();
}

function go(...detail) {
  document.dispatchEvent(new CustomEvent("go", { detail }));
}

function press(words, act, key) {
  const button = make("button", "btn btn--line", words);
  button.type = "button";
  if (key) button.setAttribute("aria-keyshortcuts", key);
  button.addEventListener("click", act);
  return button;
}

function numberOf(item) {
  return item.querySelector(".reply").dataset.reply;
}

function keep() {
  const here = new Set(items().map(numberOf));
  const folded = items().filter((item) => "folded" in item.dataset).map(numberOf);
  try {
    localStorage.setItem(FOLDED, JSON.stringify([...read().filter((each) => !here.has(each)), ...folded].slice(-MOST)));
  } catch {
    // The browser may keep nothing: then it holds for this page.
  }
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(FOLDED)) ?? [];
  } catch {
    return [];
  }
}
