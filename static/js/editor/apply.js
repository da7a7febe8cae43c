// Puts words into a field as if they were typed: what can be undone at once, and is kept as a draft.

export function stateOf(area) {
  return { value: area.value, start: area.selectionStart, end: area.selectionEnd };
}

// Does what a function of `edits.js` returned; null is nothing.
export function apply(area, edit) {
  if (!edit) return;
  area.focus();
  area.setSelectionRange(edit.from, edit.to);
  put(area, edit.text);
  area.setSelectionRange(edit.start, edit.end);
}

// In place of what is selected; the caret stands behind.
export function put(area, words) {
  area.focus();
  if (!words && area.selectionStart === area.selectionEnd) return;
  if (document.execCommand(words ? "insertText" : "delete", false, words)) return;
  area.setRangeText(words, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText", data: words }));
}
