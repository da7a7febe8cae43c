// Single keys in a thread: a help sheet tells them, and switches them off.

import { make } from "./elements.js";
import { isForOthers, isOff, turn } from "./single_keys.js";
import { gettext } from "./words/words.js";

const KEYS = [
  ["j", gettext("to the next reply"), () => go("reply", 1)],
  ["k", gettext("to the one before"), () => go("reply", -1)],
  ["n", gettext("to the next new reply"), () => go("new", 1)],
  ["p", gettext("to the new one before"), () => go("new", -1)],
  ["u", gettext("to what it answers"), () => go("parent")],
  ["f", gettext("fold it, or unfold it"), () => go("fold")],
  ["r", gettext("reply to it; to the essay where none is chosen"), () => go("answer")],
  ["Esc", gettext("close the form one is in; its text is kept"), null],
  ["c", gettext("to the critique"), () => document.querySelector('.critique-line a[href$="/critique/"], .help a[href$="/critique/"]')?.click()],
  ["/", gettext("search; on every page"), null],
  ["?", gettext("this list"), () => dialog.showModal()],
];
const ACTS = new Map(KEYS.map(([key, , act]) => [key, act]));

const dialog = sheet();
const on = dialog.querySelector("input");
const opener = make("button", "btn btn--line", gettext("Keys"));
opener.type = "button";
opener.setAttribute("aria-haspopup", "dialog");
opener.addEventListener("click", () => dialog.showModal());
document.body.append(dialog);
document.querySelector(".thread__tools")?.append(opener);
on.checked = !isOff("thread");
on.addEventListener("change", () => turn("thread", on.checked));

document.addEventListener("keydown", (event) => {
  if (!on.checked || document.querySelector("dialog[open]") || isTyping(event.target) || isForOthers(event)) return;
  const act = ACTS.get(keyOf(event));
  if (!act) return;
  event.preventDefault();
  act();
});

// A key is meant by what it types; where that is no Latin letter, by its place.
function keyOf({ code, key }) {
  const typed = key.toLowerCase();
  return /^[a-z?]$/.test(typed) ? typed : code.replace(/^Key/, "").toLowerCase();
}

function isTyping(element) {
  return Boolean(element.closest("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])"));
}

function go(...detail) {
  document.dispatchEvent(new CustomEvent("go", { detail }));
}

function sheet() {
  const dialog = make("dialog", "keys");
  dialog.setAttribute("aria-labelledby", "keys-h");
  const heading = make("h2", "", gettext("Keys"));
  heading.id = "keys-h";
  const list = make("dl", "keys__list");
  for (const [key, words] of KEYS) {
    const row = make("div", "");
    const name = make("dt", "");
    name.append(make("kbd", "", key));
    row.append(name, make("dd", "", words));
    list.append(row);
  }
  const choice = make("label", "choice");
  const box = document.createElement("input");
  box.type = "checkbox";
  choice.append(box, " ", gettext("Single keys act, on this device"));
  const form = make("form", "");
  form.method = "dialog";
  form.append(make("button", "btn btn--second", gettext("Close")));
  dialog.append(heading, list, choice, form);
  return dialog;
}
