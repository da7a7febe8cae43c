// What makes more of a page starts here: on all that the page came with, and on what is fetched
// into it later, as a form that opens in its place.

const starts = [];

// `start(root)` is called with the document now, and with each part that arrives; it looks for what
// it is for with `within`, and finds nothing twice.
export function enhance(start) {
  starts.push(start);
  start(document);
}

// Whoever puts a part into the page says so, once it stands there.
export function arrived(root) {
  for (const start of starts) start(root);
}

// The part itself, too, where it is meant.
export function within(root, selector) {
  const found = [...root.querySelectorAll(selector)];
  return root instanceof Element && root.matches(selector) ? [root, ...found] : found;
}
