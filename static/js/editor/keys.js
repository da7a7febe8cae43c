// Which key was pressed, and how it is called. Nothing takes what AltGr types, nor on a Mac what the
// control key does there.

import { pgettext } from "../words/words.js";

const IS_MAC = /Mac|iPhone|iPad/.test(navigator.platform);

// “Mod+B”, “Mod+Shift+9”: the first as readers know it, the second as `aria-keyshortcuts` has it.
export function shown(key) {
  if (IS_MAC) return key.replace("Mod+", "⌘").replace("Shift+", "⇧");
  return key.replace("Mod", pgettext("on keyboards", "Ctrl")).replace("Shift", pgettext("on keyboards", "Shift"));
}

export function named(key) {
  return key.replace("Mod", IS_MAC ? "Meta" : "Control");
}

// Returns the name of the key with which a tool is meant, or nothing.
export function pressed(event) {
  const { altKey, code, ctrlKey, key, metaKey, shiftKey } = event;
  if (event.isComposing || altKey || event.getModifierState("AltGraph")) return null;
  if (IS_MAC ? !metaKey || ctrlKey : !ctrlKey || metaKey) return null;
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (shiftKey) return digit ? `Mod+Shift+${digit}` : null;
  // By what it types; where that is no Latin letter, by its place.
  const letter = /^[a-z]$/i.test(key) ? key : code.replace(/^Key/, "");
  return `Mod+${letter.toUpperCase()}`;
}
