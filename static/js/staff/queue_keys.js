// Single keys in the moderators' queue: moving, choosing, and pressing the buttons that name them.
// A key is meant by its place, whatever alphabet it types; the page shows what stands on it.

import { isForOthers, isOff, turn } from "../single_keys.js";

const main = document.querySelector("main");
const dialog = document.getElementById("keys");
const LETTERS = new Set([...dialog.querySelectorAll("kbd")].map((each) => each.textContent).filter((each) => /^[a-z]$/.test(each)));
const open = main.querySelector("[data-keys-open]");
const on = dialog.querySelector("[data-keys-on]");
let waiting = []; // keys pressed while a decision was under way
let current = null;

open.hidden = false;
open.addEventListener("click", () => dialog.showModal());
on.checked = !isOff("queue");
on.addEventListener("change", () => show(turn("queue", on.checked)));
show();
showLetters();

const ACTS = {
  j: () => step(1),
  k: () => step(-1),
  x: () => here()?.querySelector("[name=item]")?.click(),
  "Shift+X": () => (here()?.closest("section").querySelector("[data-all]") ?? main.querySelector("#many [data-all]"))?.click(),
  e: () => here()?.querySelector("[name=reason]").select(),
  v: () => here()?.querySelector(".report__before")?.toggleAttribute("open"),
  o: () => here()?.querySelector(".report__meta a").click(),
  u: () => main.querySelector("[data-undo]").requestSubmit(),
  "?": () => dialog.showModal(),
};

main.addEventListener("focusin", ({ target }) => (current = target.closest("[data-report]") ?? current));
document.addEventListener("keydown", (event) => {
  const { target } = event;
  if (event.key === "Escape" && isTyping(target) && here()?.contains(target)) return focusOn(here());
  if (!on.checked || dialog.open || isTyping(target) || isForOthers(event)) return;
  const key = keyOf(event);
  if (!ACTS[key] && !buttonOf(key)) return;
  event.preventDefault();
  if (event.repeat && !"jk".includes(key)) return; // a key that is held decides once
  waiting.push(key);
  goOn();
});
main.addEventListener("settled", goOn);
main.addEventListener("settled", showLetters);

// Whose place means nothing here is meant by its letter, as the “a” that a French keyboard has where
// others have “q”. Shift counts as the key that is held: Caps Lock makes capitals too.
function keyOf({ code, key, shiftKey }) {
  if (key === "?" || (code === "Slash" && shiftKey)) return "?";
  const letter = [code.replace(/^Key/, ""), key].map((each) => each.toLowerCase()).find((each) => LETTERS.has(each));
  return letter && shiftKey ? `Shift+${letter.toUpperCase()}` : letter;
}

// What stands on the keys, where the browser tells.
async function showLetters() {
  const layout = await navigator.keyboard?.getLayoutMap().catch(() => null);
  if (layout) dialog.querySelector("[data-english]")?.remove();
  for (const shown of layout ? main.querySelectorAll("kbd") : []) {
    const letter = (shown.dataset.key ??= shown.textContent).at(-1);
    if (!LETTERS.has(letter)) continue;
    shown.textContent = shown.dataset.key.slice(0, -1) + (layout.get(`Key${letter.toUpperCase()}`) ?? letter);
  }
}

function goOn() {
  if (isTyping(document.activeElement)) waiting = []; // a reason is asked for: what was pressed meant something else
  while (waiting.length && !main.ariaBusy) {
    const key = waiting.shift();
    if (ACTS[key]) ACTS[key]();
    else press(buttonOf(key));
  }
}

// A key alone decides on the item that has the focus, with Shift on all that are chosen.
function buttonOf(key) {
  if (!key || key === "?") return null;
  const within = key.startsWith("Shift+") ? document.getElementById("many") : (here() ?? items()[0]);
  return within?.querySelector(`[aria-keyshortcuts="${key}"]`);
}

function press(button) {
  if (button) button.form.requestSubmit(button);
}

function step(by) {
  const all = items();
  const at = all.indexOf(here());
  focusOn(at < 0 ? all[0] : (all[at + by] ?? all[at]));
}

function focusOn(item) {
  item?.focus();
  item?.scrollIntoView({ block: "nearest" });
}

function here() {
  return current?.isConnected ? current : null;
}

function items() {
  return [...main.querySelectorAll("[data-report]")];
}

function isTyping(element) {
  return Boolean(element.closest("textarea, select, input:not([type=checkbox])"));
}

function show() {
  document.documentElement.toggleAttribute("data-keys", on.checked);
}
