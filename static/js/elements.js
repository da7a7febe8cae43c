// Elements made by scripts.

/** An element with these classes, in which these words stand; they are no HTML. */
export function make(tag, classes = "", words = "") {
  const element = document.createElement(tag);
  if (classes) element.className = classes;
  element.textContent = words;
  return element;
}
