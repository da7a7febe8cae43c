// Links and footnotes.

import { edited, insideCode, trimmed } from "./selections.js";

const ADDRESS = /^(?:https?:\/\/|mailto:)\S+$/i;

export function link(state) {
  const { value } = state;
  const { start, end } = trimmed(state);
  const words = value.slice(start, end);
  const whole = /^\[([^\]\n]*)\]\([^)\s]*\)$/.exec(words);
  if (whole) return edited(start, end, whole[1], start, start + whole[1].length);
  const behind = /^\]\([^)\s]*\)/.exec(value.slice(end));
  if (value[start - 1] === "[" && behind) return edited(start - 1, end + behind[0].length, words, start - 1, end - 1);
  if (ADDRESS.test(words)) return edited(start, end, `[](${target(words)})`, start + 1);
  return edited(start, end, `[${words}]()`, words ? end + 3 : start + 1);
}

// An address that is pasted over words makes a link of them; null where it should not.
export function linkOver({ value, start, end }, address) {
  const words = value.slice(start, end);
  if (!words.trim() || /[\n[\]]/.test(words) || ADDRESS.test(words.trim()) || !ADDRESS.test(address)) return null;
  if (/\]\([^)\s]*$/.test(value.slice(0, start)) || insideCode(value, start)) return null;
  const inner = trimmed({ value, start, end });
  const text = `[${value.slice(inner.start, inner.end)}](${target(address)})`;
  return edited(inner.start, inner.end, text, inner.start + text.length);
}

// The note at the end, where the caret goes, and the mark where one writes.
export function footnote({ value, end }) {
  const taken = new Set([...value.matchAll(/\[\^(\d+)\]/g)].map((found) => Number(found[1])));
  let number = 1;
  while (taken.has(number)) number += 1;
  const mark = `[^${number}]`;
  const whole = value.trimEnd();
  const gap = /(?:^|\n)\[\^[^\]\n]+\]:[^\n]*$/.test(whole) ? "\n" : "\n\n";
  const from = Math.max(end, whole.length);
  // As one, so that it is undone at once.
  const text = `${mark}${value.slice(end, from)}${gap}${mark}: `;
  return edited(end, value.length, text, end + text.length);
}

// An address as it may stand between round brackets.
export function target(address) {
  return address.replace(/[()<>\s\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
}
