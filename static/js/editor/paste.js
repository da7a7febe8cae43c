// Pasting: HTML becomes Markdown, an address over selected words makes a link of them. What can’t be
// made use of is pasted as the browser does it; each is one step to undo.

import { apply, put, stateOf } from "./apply.js";
import { linkOver } from "./links.js";
import { insideCode } from "./selections.js";

const MOST = 2_000_000; // characters of HTML
const MEANS = new RegExp(
  "<(?:a\\s[^>]*href|(?:b|strong|i|em|s|del|strike|h[1-6]|ul|ol|blockquote|table|pre|code|tt|kbd|img|hr|math|details)[\\s>])" +
    "|mso-list|font-weight:\\s*(?:bold|[6-9]00)|font-style:\\s*italic|line-through",
  "i",
);
const STARTS = /^(?:#{1,6} |> |- |\d+\. |[a-z]\) |```|\/\/\/|\||---$)/;

export function pasteInto(area) {
  let asPlain = false;
  // With Shift the words alone are meant.
  area.addEventListener("keydown", ({ key, shiftKey }) => {
    if (key.toLowerCase() === "v") asPlain = shiftKey;
  });
  area.addEventListener("keyup", () => (asPlain = false));
  area.addEventListener("paste", (event) => {
    if (event.defaultPrevented || asPlain) return;
    const text = event.clipboardData.getData("text/plain");
    const link = linkOver(stateOf(area), text.trim());
    if (link) {
      event.preventDefault();
      return apply(area, link);
    }
    const html = event.clipboardData.getData("text/html");
    if (!isUseful(html) || insideCode(area.value, area.selectionStart)) return;
    event.preventDefault();
    putAsMarkdown(area, html, text);
  });
}

// From an editor of code come plain lines, however they are coloured.
function isUseful(html) {
  return html.length > 0 && html.length < MOST && MEANS.test(html) && !/^[^>]*<[^>]*white-space:\s*pre\b/i.test(html.replace(/<(?:meta|html|body|!--)[^>]*>/gi, ""));
}

async function putAsMarkdown(area, html, text) {
  const before = stateOf(area);
  let words = "";
  try {
    const { markdownOf } = await import("./markdown.js");
    words = markdownOf(html);
  } catch {
    // Then it is pasted as plain text.
  }
  // Meanwhile nothing was typed, or it goes where one is.
  if (area.value === before.value) area.setSelectionRange(before.start, before.end);
  put(area, words ? placed(area, words) : text.replaceAll("\r\n", "\n"));
}

// What is a block stands on lines of its own.
function placed(area, words) {
  const { value, start, end } = stateOf(area);
  const [above, below] = [value.slice(0, start), value.slice(end)];
  const isBlock = (line) => STARTS.test(line);
  const lines = words.split("\n");
  const gap = !above || above.endsWith("\n\n") ? "" : above.endsWith("\n") ? "\n" : "\n\n";
  const after = !below || below.startsWith("\n") ? "" : "\n\n";
  return `${isBlock(lines[0]) ? gap : ""}${words}${isBlock(lines.at(-1)) ? after : ""}`;
}
