// What is pasted as HTML, made plain: what is a mark, a list or a link by its looks alone becomes
// one, and what is no text goes.

import { listsOf } from "./word.js";

const GONE = "script, style, meta, link, title, template, noscript, iframe, object, embed, svg, canvas, audio, video, " +
  "input, button, select, textarea, dialog, [hidden], br.Apple-interchange-newline";
const BLOCKS = "address, article, aside, blockquote, dd, details, div, dl, dt, figcaption, figure, footer, h1, h2, h3, h4, h5, h6, " +
  "header, hr, li, main, nav, ol, p, pre, section, table, ul";
const MARKS = { B: "strong", STRONG: "strong", I: "em", EM: "em", CITE: "em", DFN: "em", VAR: "em", S: "del", STRIKE: "del", DEL: "del" };
const CODE = "tt, kbd, samp";
const RAISED = { 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹", "+": "⁺", "-": "⁻", "−": "⁻", n: "ⁿ", i: "ⁱ" };
const LOWERED = { 0: "₀", 1: "₁", 2: "₂", 3: "₃", 4: "₄", 5: "₅", 6: "₆", 7: "₇", 8: "₈", 9: "₉", "+": "₊", "-": "₋", "−": "₋" };
const SCHEMES = /^(?:https?:\/\/|mailto:)/i;

// Returns an element of a document that runs and fetches nothing.
export function cleaned(html) {
  // Styles are read, not applied: the policy would refuse each.
  const looks = html.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle(?=\s*=)/gi, " data-style"));
  const { content } = Object.assign(document.createElement("template"), { innerHTML: looks });
  const root = content.ownerDocument.createElement("div");
  root.append(content);
  const all = (selector) => [...root.querySelectorAll(selector)];
  for (const each of all("math")) formula(each);
  for (const each of all(`${GONE}, [aria-hidden=true]`)) each.remove();
  for (const each of all("*")) if (/:/.test(each.localName) || each.localName === "form") unwrap(each);
  listsOf(root);
  for (const each of all(CODE)) renamed(each, "code");
  for (const each of all("sup, sub")) shifted(each);
  for (const each of all("*")) marked(each);
  for (const each of all("span, font")) unwrap(each);
  root.normalize();
  for (const each of all(":is(ul, ol) > li + :is(ul, ol)")) each.previousElementSibling.append(each);
  for (const each of all("strong strong, em em, del del, :is(h1, h2, h3, h4, h5, h6, th) strong")) unwrap(each);
  for (const each of all("a, strong, em, del")) if (each.querySelector(BLOCKS)) parted(each);
  for (const each of all("strong, em, del")) joined(each);
  for (const each of all("a")) if (!SCHEMES.test(each.getAttribute("href")?.trim() ?? "") || !each.textContent.trim()) unwrap(each);
  for (const each of all("li > p:only-child, li > p:first-child:has(+ :is(ul, ol):last-child)")) unwrap(each);
  for (const each of all("pre")) verbatim(each);
  return root;
}

// By its looks: word processors and web pages say with styles what others say with elements.
function marked(element) {
  const style = element.dataset.style ?? "";
  const weight = /(?<![\w-])font-weight:\s*(\w+)/i.exec(style)?.[1] ?? "";
  const isBold = /^(?:bold|[6-9]00)/i.test(weight);
  const isPlain = /^(?:normal|[1-5]00)/i.test(weight);
  const slant = /font-style:\s*(\w+)/i.exec(style)?.[1] ?? "";
  const mark = MARKS[element.nodeName];
  if ((mark === "strong" && isPlain) || (mark === "em" && slant === "normal")) return unwrap(element);
  if (mark) return renamed(element, mark);
  if (!/^(?:SPAN|FONT)$/.test(element.nodeName) || !element.textContent.trim()) return;
  if (isBold) wrapped(element, "strong");
  if (/^(?:italic|oblique)/i.test(slant)) wrapped(element, "em");
  if (/text-decoration[^;]*line-through/i.test(style)) wrapped(element, "del");
}

// Formulas keep the TeX that they were written in.
function formula(math) {
  const tex = (math.querySelector("annotation[encoding='application/x-tex']")?.textContent ?? math.getAttribute("alttext") ?? "").trim();
  if (!tex) return;
  const code = math.ownerDocument.createElement("code");
  code.dataset.tex = "";
  code.textContent = /^(?:\$|\\[([])/.test(tex) ? tex : `$${tex.replace(/^\{\\(?:display|text)style (.*)\}$/s, "$1").trim()}$`;
  (math.closest(".katex, .mwe-math-element") ?? math).replaceWith(code);
}

function shifted(element) {
  const signs = element.nodeName === "SUP" ? RAISED : LOWERED;
  const words = element.textContent.trim();
  if (element.querySelector("a") || !words || [...words].some((sign) => !(sign in signs))) return unwrap(element);
  element.replaceWith([...words].map((sign) => signs[sign]).join(""));
}

// A mark that reaches over blocks stands in each of them.
function parted(element) {
  for (const block of element.querySelectorAll(BLOCKS)) {
    if (block.querySelector(BLOCKS) || !block.textContent.trim()) continue;
    const inner = element.cloneNode(false);
    inner.append(...block.childNodes);
    block.append(inner);
  }
  unwrap(element);
}

// What stands side by side with the same mark is one.
function joined(element) {
  while (element.nextSibling?.nodeName === element.nodeName) {
    element.append(...element.nextSibling.childNodes);
    element.nextSibling.remove();
  }
}

function verbatim(pre) {
  for (const each of pre.querySelectorAll("br")) each.replaceWith("\n");
  const code = pre.ownerDocument.createElement("code");
  code.className = [...pre.querySelectorAll("code")].map((each) => each.className).join(" ");
  code.textContent = pre.textContent;
  pre.replaceChildren(code);
}

function wrapped(element, name) {
  const mark = element.ownerDocument.createElement(name);
  mark.append(...element.childNodes);
  element.append(mark);
}

function renamed(element, name) {
  const other = element.ownerDocument.createElement(name);
  other.append(...element.childNodes);
  element.replaceWith(other);
}

function unwrap(element) {
  element.replaceWith(...element.childNodes);
}
