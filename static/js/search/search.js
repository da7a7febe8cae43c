// The key “/” leads to the field for searching; topics and people are offered once somebody types there.

import { isForOthers, isOff } from "../single_keys.js";

const WRITING = "input, textarea, select, [contenteditable]";

const field = document.querySelector('main input[type="search"][name="q"], .masthead input[name="q"]');

addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (key !== "/" || isForOthers(event) || !field) return;
  // The sheet of a thread’s keys switches this one, too.
  if (target.closest?.(WRITING) || document.querySelector("dialog[open]") || isOff("thread")) return;
  event.preventDefault();
  field.focus();
  field.select();
});

for (const each of document.querySelectorAll('form[role="search"] input')) {
  each.addEventListener(
    "focus",
    async () => {
      const { Offers } = await import("./offers.js");
      new Offers(each);
    },
    { once: true },
  );
}
