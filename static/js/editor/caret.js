// Where on a page a place in a field’s text is: what stands before it is laid out once more, unseen.

const COPIED = ["font", "letterSpacing", "wordSpacing", "padding", "border", "direction", "tabSize", "textIndent", "unicodeBidi"];

// Returns the lower end of its line, from the corner of what the field is positioned in, and how
// high the line is.
export function placeOf(area, at) {
  const style = getComputedStyle(area);
  const copy = document.createElement("div");
  const mark = document.createElement("span");
  for (const name of COPIED) copy.style[name] = style[name];
  Object.assign(copy.style, {
    position: "absolute",
    visibility: "hidden",
    boxSizing: "border-box",
    width: `${area.offsetWidth}px`,
    whiteSpace: "pre-wrap",
    overflowWrap: "break-word",
    left: `${area.offsetLeft}px`,
    top: `${area.offsetTop}px`,
  });
  copy.textContent = area.value.slice(0, at);
  mark.textContent = "\u200b";
  copy.append(mark);
  area.after(copy);
  const line = mark.offsetHeight;
  const left = area.offsetLeft + mark.offsetLeft - area.scrollLeft;
  const top = area.offsetTop + mark.offsetTop + line - area.scrollTop;
  copy.remove();
  return { left, top, line };
}
