// Quoting the essay in a reply: select words, and press the button that appears by them.

import { put } from "./editor/apply.js";
import { escaped } from "./editor/escape.js";
import { make } from "./elements.js";
import { gettext } from "./words/words.js";

const essay = document.querySelector(".essay .prose");
const FIELD = 'form[data-form="reply"] textarea[name="body"]';
// What the house has put among the words.
const NOT_WORDS = ".note, .quote, sup[id], .footnote-backref";
const BLOCKS = new Set(
  "BLOCKQUOTE DETAILS DIV FIGCAPTION FIGURE H2 H3 H4 H5 H6 HR LI OL P PRE SECTION SUMMARY TABLE TBODY TD TH THEAD TR UL".split(" "),
);

if (essay && fieldNow()) {
  const button = make("button", "btn btn--main quote", gettext("Quote"));
  const said = make("p", "vh", "");
  button.type = "button";
  button.hidden = true;
  said.setAttribute("role", "status");
  essay.parentNode.append(said);

  // Until somebody has been in a field, its caret means nothing.
  const touched = new WeakSet();
  let pressed = false;
  let timer = 0;

  document.addEventListener("focusin", ({ target }) => touched.add(target));
  document.addEventListener("pointerdown", (event) => (pressed = event.target !== button));
  for (const ended of ["pointerup", "pointercancel"]) {
    document.addEventListener(ended, () => {
      pressed = false;
      offerSoon();
    });
  }
  document.addEventListener("selectionchange", offerSoon);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") button.hidden = true;
  });
  // Pressing it must not take the selection away.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    const range = selected();
    if (!range) return;
    insert(quoted(range));
    button.hidden = true;
    said.textContent = gettext("Quoted in your reply.");
  });

  function offerSoon() {
    clearTimeout(timer);
    timer = setTimeout(offer, 150);
  }

  function offer() {
    if (pressed) return;
    const range = selected();
    button.hidden = !range;
    if (!range) return;
    said.textContent = "";
    const rects = [...range.getClientRects()].filter((rect) => rect.width);
    const last = rects.at(-1) ?? range.getBoundingClientRect();
    const box = essay.getBoundingClientRect();
    // After the block where the selection ends, so that Tab leads there.
    let block = range.endContainer;
    while (block.parentNode !== essay && block !== essay) block = block.parentNode;
    if (block === essay) block = essay.childNodes[Math.max(0, range.endOffset - 1)];
    if (block.nextSibling !== button) block.after(button);
    const middle = last.left - box.left + last.width / 2 - button.offsetWidth / 2;
    const left = Math.max(0, Math.min(middle, box.width - button.offsetWidth));
    button.style.left = `${left}px`;
    button.style.top = `${last.bottom - box.top + 6}px`;
  }

  function insert(quote) {
    const field = fieldNow();
    const { value } = field;
    const at = touched.has(field) ? field.selectionEnd : value.length;
    const before = gap(value.slice(0, at), (text, end) => text.endsWith(end));
    const after = gap(value.slice(at), (text, end) => text.startsWith(end));
    field.setSelectionRange(at, at);
    put(field, before + quote + (after || (value.length > at ? "" : "\n\n")));
    const caret = at + before.length + quote.length + 2;
    field.setSelectionRange(caret, caret);
  }
}

// Of the reply that is being written in its place in the thread, or of the one to the essay.
function fieldNow() {
  return document.querySelector(`.inplace:not([hidden]) ${FIELD}`) ?? document.querySelector(`main > ${FIELD}`);
}

// The line ends that are missing between a text and a block beside it.
function gap(text, touches) {
  if (!text || touches(text, "\n\n")) return "";
  return touches(text, "\n") ? "\n" : "\n\n";
}

// The part of the selection that lies in the essay, or null where there are no words in it.
function selected() {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0).cloneRange();
  if (!range.intersectsNode(essay)) return null;
  const whole = document.createRange();
  whole.selectNodeContents(essay);
  if (range.compareBoundaryPoints(Range.START_TO_START, whole) < 0) {
    range.setStart(whole.startContainer, whole.startOffset);
  }
  if (range.compareBoundaryPoints(Range.END_TO_END, whole) > 0) {
    range.setEnd(whole.endContainer, whole.endOffset);
  }
  return quoted(range) ? range : null;
}

// The words of a range as a Markdown block quote, a paragraph for each of its blocks.
function quoted(range) {
  const words = range.cloneContents();
  for (const element of words.querySelectorAll(NOT_WORDS)) element.remove();
  const paragraphs = [""];
  collect(words, paragraphs);
  return paragraphs
    .map((paragraph) => paragraph.split("\n").map((line) => escaped(line.trim(), true)).filter(Boolean).join("\n> "))
    .filter(Boolean)
    .map((paragraph) => `> ${paragraph}`)
    .join("\n>\n");
}

function collect(node, paragraphs) {
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) {
      paragraphs[paragraphs.length - 1] += child.data.replace(/\s+/g, " ");
    } else if (child.nodeName === "BR") {
      paragraphs[paragraphs.length - 1] += "\n";
    } else {
      if (BLOCKS.has(child.nodeName)) paragraphs.push("");
      collect(child, paragraphs);
      if (BLOCKS.has(child.nodeName)) paragraphs.push("");
    }
  }
}
