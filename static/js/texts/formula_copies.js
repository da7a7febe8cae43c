// A formula is copied as the TeX that it was written in: its signs alone would not say the same.

import { make } from "../elements.js";

// What the browser’s own copy leaves out, too: by `user-select`, and as nothing that is read. Among it
// are the tokens of forms.
const NOT_COPIED = ".note, .quote, .footnote-ref, .footnote-backref, input, textarea, select, button, svg, [hidden]";
// A cell is none without its table, nor an item without its list.
const AROUND = "table, thead, tbody, tr, ul, ol";

document.addEventListener("copy", (event) => {
  const selection = document.getSelection();
  if (event.defaultPrevented || selection.isCollapsed || event.target.closest?.("input, textarea")) return;
  const copied = make("div", "vh");
  copied.append(within(whole(selection.getRangeAt(0))));
  const formulas = copied.querySelectorAll("math[alttext]");
  if (!formulas.length) return;
  event.preventDefault();
  for (const each of copied.querySelectorAll(NOT_COPIED)) each.remove();
  // Elsewhere an address within the site leads nowhere.
  for (const each of copied.querySelectorAll("a[href]")) each.setAttribute("href", each.href);
  for (const each of copied.querySelectorAll("img[src]")) each.setAttribute("src", each.src);
  event.clipboardData.setData("text/html", copied.innerHTML);
  for (const each of formulas) each.replaceWith(each.getAttribute("alttext"));
  // Lines are where the page would show them.
  document.body.append(copied);
  event.clipboardData.setData("text/plain", copied.innerText.trim());
  copied.remove();
});

// What is selected, in copies of the list, or the row and its table, of which it is a part.
function within(range) {
  let part = range.cloneContents();
  for (let each = range.commonAncestorContainer; each.matches?.(AROUND); each = each.parentElement) {
    const copy = each.cloneNode();
    copy.append(part);
    part = copy;
  }
  return part;
}

// As selected, with the whole of a formula of which a part is.
function whole(selected) {
  const range = selected.cloneRange();
  const [first, last] = [range.startContainer, range.endContainer].map((node) => (node.closest ? node : node.parentElement)?.closest("math"));
  if (first) range.setStartBefore(first);
  if (last) range.setEndAfter(last);
  return range;
}
