// While a form is under way its button says so, and cannot be pressed again.

import { gettext } from "./words/words.js";

const LONG = 30_000; // milliseconds, after which whoever waits may try again
const busy = new Map();

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  // What a script sends itself shows itself how it goes; a dialog sends nothing.
  if (event.defaultPrevented || form.method !== "post" || submitter?.tagName !== "BUTTON") return;
  // After the form has been read: a button that cannot be pressed is no part of it.
  setTimeout(() => {
    if (!event.defaultPrevented) show(submitter);
  });
});
// Back to this page, or never away from it, as where a file is sent for.
addEventListener("pageshow", restore);

export function show(button) {
  busy.set(button, button.innerHTML);
  button.disabled = true;
  button.textContent = gettext("Sending…");
  setTimeout(restore, LONG);
}

export function restore() {
  for (const [button, words] of busy) {
    button.disabled = false;
    button.innerHTML = words;
  }
  busy.clear();
}
