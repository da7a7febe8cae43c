// Single keys in the moderators' queue: moving, choosing, and pressing the buttons that name them.

const OFF = "rejoinder:queue-keys-off"; // kept in this browser
const main = document.querySelector("main");
const dialog = document.getElementById("keys");
const open = main.querySelector("[data-keys-open]");
const on = dialog.querySelector("[data-keys-on]");
let waiting = []; // keys pressed while a decision was under way
let current = null;

open.hidden = false;
open.addEventListener("click", () => dialog.showModal());
on.checked = !read();
on.addEventListener("change", () => show(write(!on.checked)));
show();

const ACTS = {
  j: () => step(1),
  k: () => step(-1),
  x: () => here()?.querySelector("[name=item]")?.click(),
  X: () => (here()?.closest("section").querySelector("[data-all]") ?? main.querySelector("#many [data-all]"))?.click(),
  e: () => here()?.querySelector("[name=reason]").select(),
  v: () => here()?.querySelector(".report__before")?.toggleAttribute("open"),
  o: () => here()?.querySelector(".report__meta a").click(),
  u: () => main.querySelector("[data-undo]").requestSubmit(),
  "?": () => dialog.showModal(),
};

main.addEventListener("focusin", ({ target }) => (current = target.closest("[data-report]") ?? current));
document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (key === "Escape" && isTyping(target) && here()?.contains(target)) return focusOn(here());
  if (!on.checked || dialog.open || isTyping(target) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!ACTS[key] && !buttonOf(key)) return;
  event.preventDefault();
  waiting.push(key);
  goOn();
});
main.addEventListener("settled", goOn);

function goOn() {
  if (isTyping(document.activeElement)) waiting = []; // a reason is asked for: what was pressed meant something else
  while (waiting.length && !main.ariaBusy) {
    const key = waiting.shift();
    if (ACTS[key]) ACTS[key]();
    else press(buttonOf(key));
  }
}

// A small letter decides on the item that has the focus, a capital on all that are chosen.
function buttonOf(key) {
  if (!/^[a-z]$/i.test(key)) return null;
  const isSmall = key === key.toLowerCase();
  const within = isSmall ? (here() ?? items()[0]) : document.getElementById("many");
  return within?.querySelector(`[aria-keyshortcuts="${isSmall ? key : `Shift+${key}`}"]`);
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

function read() {
  try {
    return localStorage.getItem(OFF);
  } catch {
    return null;
  }
}

function write(off) {
  try {
    off ? localStorage.setItem(OFF, "1") : localStorage.removeItem(OFF);
  } catch {
    // The browser may keep nothing: then it holds for this page.
  }
}
