// Puts words into a field as if they were typed: what can be undone at once, and is kept as a draft.

export function stateOf(area) {
  return { value: area.value, start: area.selectionStart, end: area.selectionEnd };
}

// Does what a tool returned; null is nothing.
export function apply(area, edit) {
  if (!edit) return;
  const { from, to, text, start, end } = edit;
  area.focus();
  // Undoing selects what was replaced: that is no more than what differs.
  const before = area.value.slice(from, to);
  const same = Math.min(before.length, text.length);
  let [head, tail] = [0, 0];
  while (head < same && before[head] === text[head]) head += 1;
  while (tail < same - head && before.at(-1 - tail) === text.at(-1 - tail)) tail += 1;
  area.setSelectionRange(from + head, to - tail);
  put(area, text.slice(head, text.length - tail));
  area.setSelectionRange(start, end);
}

// In place of what is selected; the caret stands behind.
export function put(area, words) {
  area.focus();
  const { value, start, end } = stateOf(area);
  if (!words && start === end) return;
  const made = value.slice(0, start) + words + value.slice(end);
  // Into a field that was closed meanwhile nothing can be typed, but into another one.
  const isHere = document.activeElement === area;
  if (isHere && words.includes("\n") && putLines(area, words, made)) return;
  if (isHere && document.execCommand(words ? "insertText" : "delete", false, words)) return;
  area.setRangeText(words, start, end, "end");
  area.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText", data: words }));
}

// Chromium takes seconds to type some hundred lines, but not to paste them.
function putLines(area, words, made) {
  const html = words.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  if (!document.execCommand("insertHTML", false, html)) return false;
  if (area.value === made) return true;
  document.execCommand("undo");
  return false;
}
