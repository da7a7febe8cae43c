// What of a text is selected, and what stands in its place: for the tools, which are pure functions.
// They take the text with what of it is selected, and return what `edited` does.

export const FENCE = /^ {0,3}(`{3,}|~{3,})/;

// What is selected, without the white space at its ends.
export function trimmed({ value, start, end }) {
  const words = value.slice(start, end);
  if (!words.trim()) return { value, start, end: words ? start : end };
  return { value, start: start + words.length - words.trimStart().length, end: end - (words.length - words.trimEnd().length) };
}

// The whole lines that the selection touches.
export function blockOf({ value, start, end }) {
  const last = end > start && value[end - 1] === "\n" ? end - 1 : end;
  const from = lineStart(value, start);
  const next = value.indexOf("\n", last);
  const to = next < 0 ? value.length : next;
  return { value, start, end, from, to, text: value.slice(from, to) };
}

export function lineStart(value, at) {
  return at > 0 ? value.lastIndexOf("\n", at - 1) + 1 : 0;
}

// A block with other lines in its place.
export function changed({ from, to, start, end }, lines, before = "", after = "", atEnd = false) {
  const text = lines.join("\n");
  const [first, last] = [from + before.length, from + before.length + text.length];
  const caret = atEnd || start === end;
  // Where nothing was selected one goes on writing.
  return edited(from, to, before + text + after, caret ? last : first, last);
}

// The same with an empty line before and after it, where other text stands there.
export function apart(block, lines, { atEnd = false } = {}) {
  const above = block.value.slice(0, block.from);
  const below = block.value.slice(block.to);
  const before = !above.trim() || /\n[ \t]*\n$/.test(above) ? "" : "\n";
  const after = !below.trim() || /^\n[ \t]*\n/.test(below) ? "" : "\n";
  return changed(block, lines, before, after, atEnd);
}

// Whether a place lies in a block of code between fences.
export function insideCode(value, at) {
  let open = "";
  for (const line of value.slice(0, at).split("\n").slice(0, -1)) {
    const fence = FENCE.exec(line)?.[1];
    if (fence && !open) open = fence;
    else if (fence && fence[0] === open[0] && fence.length >= open.length) open = "";
  }
  return Boolean(open);
}

// Which part is replaced by what, and what is selected then.
export function edited(from, to, text, start, end = start) {
  return { from, to, text, start, end };
}
