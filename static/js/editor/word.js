// Lists as Word writes them: paragraphs with their marker as text.

const OF_WORD = "p[data-style*='mso-list' i]";
const LEVEL = /mso-list:[^;]*\blevel(\d)/i;
const NUMBER = /^\(?(?:\d{1,4}|[ivxlc]{1,6})[.)]$/i;
const LETTER = /^\(?[a-z][.)]$/i;

// Makes lists of such paragraphs; lettered ones stay paragraphs with their letter, as points do.
export function listsOf(root) {
  let open = []; // the lists one is in, from the outermost
  let last = null;
  for (const paragraph of root.querySelectorAll(OF_WORD)) {
    const level = Number(LEVEL.exec(paragraph.dataset.style)?.[1]);
    const marker = markerOf(paragraph);
    if (!level) continue;
    if (LETTER.test(marker) && !NUMBER.test(marker)) {
      paragraph.prepend(`${marker} `);
      open = [];
      continue;
    }
    const name = NUMBER.test(marker) ? "ol" : "ul";
    if (last?.nextElementSibling !== paragraph) open = [];
    open.length = Math.min(open.length, level);
    if (open.length === level && level > 1 && open.at(-1).localName !== name) open.pop();
    while (open.length < level) open.push(begun(open.at(-1), paragraph, name));
    const item = root.ownerDocument.createElement("li");
    item.append(...paragraph.childNodes);
    open.at(-1).append(item);
    last = open[0];
    paragraph.remove();
  }
}

function begun(within, paragraph, name) {
  const list = paragraph.ownerDocument.createElement(name);
  if (within) (within.lastElementChild ?? within).append(list);
  else paragraph.before(list);
  return list;
}

// The marker is a part of its own, which is taken out.
function markerOf(paragraph) {
  const part = paragraph.querySelector("[data-style*='mso-list:Ignore' i], [data-style*='mso-list: Ignore' i]");
  part?.remove();
  return part?.textContent.replace(/\s/g, "") ?? "";
}
