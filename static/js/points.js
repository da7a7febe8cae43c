// The points of a reply beside its text while it is written, and objections that a claim repeats.

import { enhance, within } from "./enhance.js";
import { distinguish } from "./ids.js";
import { gettext, ngettext } from "./words/words.js";

const LATER = 500; // milliseconds after the last key
const REST = 60_000; // milliseconds without asking, once the site has refused
const UNSEEN = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

// Places a point can go that need the address of an objection which no list has.
const ANOTHER = new Set(["discuss", "same", "answer", "reaffirm", "satisfied", "withdraw", "concede", "part", "decline"]);

enhance((root) => {
  within(root, "[data-points]").forEach(watch);
  within(root, ".likes").forEach(offer);
});
document.addEventListener("change", (event) => {
  if (event.target.matches(".point-line select, .points__of input")) showChoice(event.target.closest(".points__body").querySelector("select"));
});
const suggest = later((area) => fetchLike(area));
document.addEventListener("input", (event) => {
  if (event.target.matches("[data-like]")) suggest(event.target);
});

function watch(beside) {
  const form = beside.closest("form");
  const text = form.querySelector("[name=body]");
  const said = form.querySelector("[data-points-said]");
  const touched = new Map(); // by field name: what the person chose, and the point it was for
  let asked = 0;
  let restUntil = 0;

  beside.addEventListener("change", note);
  beside.addEventListener("input", note);
  text.addEventListener("input", later(ask));
  if (text.value) ask();

  function note(event) {
    const line = event.target.closest("[data-point]");
    const value = event.target.type === "checkbox" ? event.target.checked : event.target.value;
    touched.set(event.target.name, { value, source: line ? sourceOf(line) : "" });
  }

  async function ask() {
    const number = ++asked;
    if (!mayHavePoints(text.value, form.dataset.among ?? "")) return show("");
    if (Date.now() < restUntil) return;
    const response = await fetch(beside.dataset.points, { method: "POST", body: new FormData(form) }).catch(() => null);
    // An answer that is late, or none, changes nothing: the points step comes after posting.
    if (!response || number !== asked) return;
    if (response.ok && !response.redirected) return show(await response.text());
    restUntil = Date.now() + REST;
    const told = response.headers.get("content-type")?.startsWith("text/plain");
    if (response.redirected) sayWhyNot(gettext("You are signed out."));
    else if (told) sayWhyNot(await response.text());
  }

  // Points that stand here already stay, with what was chosen of them.
  function sayWhyNot(why) {
    const line = beside.querySelector("[data-why-not]") ?? beside.appendChild(document.createElement("p"));
    line.className = "help";
    line.dataset.whyNot = "";
    line.textContent = why;
  }

  function show(html) {
    const open = [...beside.querySelectorAll("details[open]")].map((each) => sourceOf(each.parentElement));
    const focus = beside.contains(document.activeElement) ? document.activeElement.name : null;
    const before = beside.querySelectorAll("[data-point]").length;
    beside.innerHTML = html;
    if (form.dataset.ids) distinguish(beside, form.dataset.ids);
    for (const line of beside.querySelectorAll("[data-point]")) {
      const source = sourceOf(line);
      line.querySelector("details").open ||= open.some((each) => alike(each, source));
      for (const field of line.querySelectorAll("select, textarea, input")) {
        const kept = touched.get(field.name);
        if (kept && alike(kept.source, source)) put(field, kept.value);
      }
      offer(line.querySelector(".likes"));
    }
    const plain = beside.querySelector("[name=plain]");
    if (plain && touched.get("plain")) plain.checked = touched.get("plain").value;
    if (focus) beside.querySelector(`[name="${focus}"]`)?.focus();
    const now = beside.querySelectorAll("[data-point]").length;
    beside.dispatchEvent(new CustomEvent("points", { bubbles: true }));
    if (now !== before) said.textContent = ngettext("One point found.", "%(count)s points found.", now);
  }
}

// Wherever the site finds points it is asked for them; `among` are the letters above.
function mayHavePoints(text, among) {
  const letters = [...`a${among}`].map((letter) => letter + String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
  const before = "^[ \\x0b\\x0c]{0,3}(?:(?:[-*+]|\\p{Nd}{1,9}\\.) {1,4})?(?:\\*\\*|__)?(?:\\\\?\\(|（)?";
  const behind = "(?:\\\\?\\)|[.）])(?:\\*\\*|__)?[^\\x00-\\x1f\\x21-\\x7f]";
  return new RegExp(`${before}[${letters.join("")}]${behind}`, "imu").test(text.replace(UNSEEN, ""));
}

function put(field, value) {
  if (field.type === "checkbox") field.checked = value;
  else if (field.tagName !== "SELECT" || [...field.options].some((each) => each.value === value)) field.value = value;
  if (field.tagName === "SELECT") showChoice(field);
}

function sourceOf(line) {
  return line.querySelector(".points__source")?.textContent ?? "";
}

// The same point, while its words are being changed: most of its beginning is the same.
function alike(one, two) {
  const shorter = Math.min(one.length, two.length);
  let same = 0;
  while (same < shorter && one[same] === two[same]) same += 1;
  return same >= Math.min(24, 0.6 * shorter);
}

function showChoice(select) {
  const line = select.closest(".point-line");
  const of = ANOTHER.has(select.value) ? ` ${line.querySelector(".points__of input").value}` : "";
  for (const perhaps of line.querySelectorAll(".points__perhaps")) perhaps.hidden = perhaps.dataset.value === select.value;
  line.querySelector(".points__to").textContent = `→ ${select.selectedOptions[0].textContent}${of}`;
}

async function fetchLike(area) {
  const page = area.form.dataset.likeUrl;
  if (!page) return;
  const response = await fetch(`${page}?claim=${encodeURIComponent(area.value)}`).catch(() => null);
  if (!response?.ok) return;
  const likes = area.closest(".points__body").querySelector(".likes");
  likes.innerHTML = await response.text();
  offer(likes);
}

// One click says that it is the same.
function offer(likes) {
  const select = likes?.closest(".points__body").querySelector("select");
  for (const line of likes?.querySelectorAll("[data-number]") ?? []) {
    const listed = [...select.options].some((each) => each.value === line.dataset.number);
    const of = line.closest(".points__body").querySelector(".points__of input");
    if (line.querySelector("button") || !(listed || of)) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn--line";
    button.textContent = gettext("It is the same");
    button.addEventListener("click", () => {
      select.value = listed ? line.dataset.number : "same";
      if (!listed) of.value = line.dataset.address;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    });
    line.append(" ", button);
  }
}

function later(act) {
  let timer;
  return (...details) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...details), LATER);
  };
}
