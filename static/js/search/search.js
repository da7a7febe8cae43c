// The key “/” leads to the field for searching; topics and people are offered once somebody types there.

const OFF = "rejoinder:thread-keys-off"; // as keys.js has it
const WRITING = "input, textarea, select, [contenteditable]";

const field = document.querySelector('main input[type="search"][name="q"], .masthead input[name="q"]');

addEventListener("keydown", (event) => {
  const { altKey, ctrlKey, isComposing, key, metaKey, target } = event;
  if (key !== "/" || altKey || ctrlKey || metaKey || isComposing || !field) return;
  if (target.closest?.(WRITING) || document.querySelector("dialog[open]") || isOff()) return;
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

function isOff() {
  try {
    return localStorage.getItem(OFF);
  } catch {
    return false;
  }
}
