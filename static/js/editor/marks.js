// Marks on both sides of words: bold, italic, code, formulas. What is marked already is unmarked.

import { apart, blockOf, changed, edited, FENCE, lineStart, trimmed } from "./selections.js";

// What begins a line and stays before its marks: among it the letter of a point, which is none in them.
const LEAD = /^\s*(?:>\s?)*(?:#{1,6}\s+|[-*+]\s+|\d{1,9}\.\s+)?(?:(?:\\?\(|（)?[a-zａ-ｚ](?:\\?\)\s+|）\s*))?/i;
const WORD = /[\p{L}\p{M}\p{N}_]/u;

export const bold = (state) => emphasis(state, "**");
export const italic = (state) => emphasis(state, "*");

export function code(state) {
  const { value, start, end } = state;
  const words = value.slice(start, end);
  if (words.includes("`") && !words.includes("\n")) return edited(start, end, `\`\` ${words} \`\``, start + 3, end + 3);
  if (!words.includes("\n")) return wrapped(state, "`");
  const block = blockOf(state);
  const lines = block.text.split("\n");
  if (FENCE.test(lines[0]) && lines.length > 1 && FENCE.test(lines.at(-1))) return changed(block, lines.slice(1, -1));
  const longest = Math.max(2, ...[...block.text.matchAll(/`{3,}/g)].map((found) => found[0].length));
  const fence = "`".repeat(longest + 1);
  return apart(block, [fence, ...lines, fence]);
}

export function maths(state) {
  if (!state.value.slice(state.start, state.end).includes("\n")) return wrapped(state, "$");
  const block = blockOf(state);
  const lines = block.text.split("\n");
  if (lines[0] === "$$" && lines.at(-1) === "$$") return changed(block, lines.slice(1, -1));
  return apart(block, ["$$", ...lines, "$$"]);
}

// Of several lines each by itself: no emphasis reaches over the end of a paragraph.
function emphasis(state, mark) {
  const { value, start, end } = trimmed(state);
  const words = value.slice(start, end);
  const isWhole = !value.slice(lineStart(value, start), start).trim();
  if (!words.includes("\n")) return wrapped({ value, start: start + (isWhole ? LEAD.exec(words)[0].length : 0), end }, mark);
  const pieces = words.split("\n").map((line) => {
    const lead = LEAD.exec(line)[0];
    return [lead, line.slice(lead.length)];
  });
  const filled = pieces.filter(([, inner]) => inner.trim());
  const all = filled.every(([, inner]) => has(edgeRun(inner, mark[0]), mark));
  const text = pieces
    .map(([lead, inner]) => {
      if (!inner.trim()) return lead + inner;
      if (all) return lead + inner.slice(mark.length, -mark.length);
      return has(edgeRun(inner, mark[0]), mark) ? lead + inner : lead + mark + inner.trim() + mark;
    })
    .join("\n");
  return edited(start, end, text, start, start + text.length);
}

// Puts a mark on both sides of what is selected, or of the word one is in; takes it off where it is.
function wrapped(state, mark) {
  const { value } = state;
  let { start, end } = trimmed(state);
  if (start === end && WORD.test(value[start - 1] ?? "") && WORD.test(value[start] ?? "")) {
    while (WORD.test(value[start - 1] ?? "")) start -= 1;
    while (WORD.test(value[end] ?? "")) end += 1;
  }
  // Emphasis may have been written with low lines.
  for (const each of new Set([mark, mark.replaceAll("*", "_")])) {
    const sign = each[0];
    // Marks that were selected along stand outside of the words.
    const own = edgeRun(value.slice(start, end), sign);
    const run = own + Math.min(countBefore(value, start, sign), countAfter(value, end, sign));
    if (!has(run, each)) continue;
    const words = value.slice(start + own, end - own);
    const from = start + own - mark.length;
    return edited(from, end - own + mark.length, words, from, from + words.length);
  }
  const words = value.slice(start, end);
  return edited(start, end, mark + words + mark, start + mark.length, end + mark.length);
}

// Whether so many signs on both sides hold the mark: three stars are bold and italic.
function has(run, mark) {
  if (!"*_".includes(mark[0])) return run >= mark.length;
  return mark.length === 2 ? run >= 2 : run === 1 || run >= 3;
}

function edgeRun(words, sign) {
  const run = Math.min(countAfter(words, 0, sign), countBefore(words, words.length, sign));
  return words.length > 2 * run ? run : 0;
}

function countBefore(text, at, sign) {
  let count = 0;
  while (text[at - count - 1] === sign) count += 1;
  return count;
}

function countAfter(text, at, sign) {
  let count = 0;
  while (text[at + count] === sign) count += 1;
  return count;
}
