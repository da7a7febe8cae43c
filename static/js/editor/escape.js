// Words as Markdown that reads the same.

// `isLine` where they begin a line. A bracket alone is enough: both would be a formula.
export function escaped(words, isLine = false) {
  const inner = words
    .replace(/\\(?=[!-/:-@[-`{-~])/g, "\\\\")
    .replace(/`|\[(?=[^\]\n]*\])|~~|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\$&")
    .replace(/\*(?=\S)|(?<=\S)\*/g, "\\*")
    .replace(/\$(?=\S[^$\n]*\$)|(?<=\$[^$\n]*\S)\$/g, "\\$")
    .replace(/&(?=#?\w{1,32};)/g, "&amp;");
  return isLine ? startEscaped(inner) : inner;
}

// What would make of a line something else: a heading, a quotation, an item, a line across.
function startEscaped(line) {
  return line
    .replace(/^#{1,6}(?=\s|$)|^>|^[-+*](?=\s|$)|^-{2,}\s*$/, "\\$&")
    .replace(/^\/(?=\/\/)/, "&#47;")
    .replace(/^=(?==*\s*$)/, "&#61;")
    .replace(/^(\d{1,9})\.(?=\s)/, "$1\\.");
}
