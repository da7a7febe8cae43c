// Whole lines: quotations, lists, headings, boxes that fold. A second time takes it back.

import { gettext } from "../words/words.js";
import { apart, blockOf, changed, edited, insideCode, lineStart } from "./selections.js";

const ITEM = /^( *(?:> ?)*)(?:([-*+])|(\d{1,9})\.)( +)(\S.*)?$/;
const BULLET = /^( *)[-*+] +(?=\S|$)/;
const NUMBER = /^( *)\d{1,9}\. +(?=\S|$)/;
const QUOTE = /^ {0,3}> ?/;
const HEADING = /^(#{1,6}) +/;
const OPENS = /^\/{3,} *details\b/;
const CLOSES = /^\/{3,} *$/;

export function quote(state) {
  const block = blockOf(state);
  const lines = block.text.split("\n");
  const filled = lines.filter((line) => line.trim());
  if (filled.length && filled.every((line) => QUOTE.test(line))) return changed(block, lines.map((line) => line.replace(QUOTE, "")));
  return apart(block, lines.map((line) => (line.trim() || lines.length === 1 ? `> ${line}` : ">")));
}

export function list(state) {
  const block = blockOf(state);
  const lines = block.text.split("\n");
  const filled = lines.filter((line) => line.trim());
  if (filled.length && filled.every((line) => BULLET.test(line))) return changed(block, lines.map((line) => line.replace(BULLET, "$1")));
  const item = (line) => (NUMBER.test(line) ? line.replace(NUMBER, "$1- ") : BULLET.test(line) ? line : `- ${line}`);
  return apart(block, lines.map((line) => (line.trim() || lines.length === 1 ? item(line) : line)));
}

// A heading, then one below it, then none.
export function heading(state) {
  const block = blockOf({ ...state, end: state.start });
  const level = HEADING.exec(block.text)?.[1].length ?? 0;
  const words = block.text.replace(HEADING, "");
  return apart(block, [level === 0 ? `## ${words}` : level === 2 ? `### ${words}` : words], { atEnd: true });
}

// A box that folds, with its title selected.
export function box(state) {
  const block = blockOf(state);
  const lines = block.text.split("\n");
  if (OPENS.test(lines[0]) && lines.length > 1 && CLOSES.test(lines.at(-1))) return changed(block, lines.slice(1, -1));
  const sign = "/".repeat(Math.max(2, ...[...block.text.matchAll(/^\/{3,}/gm)].map((found) => found[0].length)) + 1);
  const title = gettext("Title");
  const edit = apart(block, [`${sign} details | ${title}`, ...lines, sign]);
  const start = edit.from + edit.text.indexOf(title);
  return { ...edit, start, end: start + title.length };
}

// Enter in a list goes on with it, and ends it in an empty item; null where there is none.
export function newLine({ value, start, end }) {
  if (start !== end || insideCode(value, start)) return null;
  const from = lineStart(value, start);
  const found = ITEM.exec(value.slice(from, start));
  if (!found) return null;
  const [, lead, sign, number, gap, words] = found;
  const until = value.indexOf("\n", start) < 0 ? value.length : value.indexOf("\n", start);
  if (!words && !value.slice(start, until).trim()) return edited(from, until, lead.trimStart(), from + lead.trimStart().length);
  if (!words) return null;
  const text = `\n${lead}${sign ?? `${Number(number) + 1}.`}${gap}`;
  return edited(start, start, text, start + text.length);
}
