// What is pasted as HTML, as Markdown of this site: by a library that reads HTML, with rules for
// what is written otherwise here.

import TurndownService from "../vendor/turndown.js";
import { cleaned } from "./clean.js";
import { escaped } from "./escape.js";
import { target } from "./links.js";

const OWN = /^(?:https?:\/\/[^/]+)?\/images\/([0-9a-f]{32})\//;
const RULES = { left: ":--", center: ":-:", right: "--:", end: "--:" };
const ADDRESS = /^https?:\/\/\S+$/i;

// Returns nothing where it has only words, which are better taken as plain text.
export function markdownOf(html) {
  const root = cleaned(html);
  if (!root.querySelector("a, strong, em, del, code, h1, h2, h3, h4, h5, h6, ul, ol, blockquote, table, pre, hr, img, details")) return "";
  return service()
    .turndown(root)
    .replace(/[ \u00a0]*\u00a0[ \u00a0]*(?=\n|$)|(?<=^|\n)\u00a0+/g, "")
    .replace(/[ \u00a0]*\u00a0[ \u00a0]+|[ \u00a0]+\u00a0[ \u00a0]*/g, " ")
    .replace(/\n{3,}/g, "\n\n");
}

function service() {
  const made = new TurndownService({
    headingStyle: "atx",
    hr: "---",
    bulletListMarker: "-",
    codeBlockStyle: "fenced",
    emDelimiter: "*",
    br: "",
  });
  made.escape = (words) => escaped(words, true);
  const rules = { item, image, link, struck, tex, box, table, row, cell, heading };
  for (const [name, rule] of Object.entries(rules)) made.addRule(name, rule);
  return made;
}

const item = {
  filter: "li",
  replacement(content, node) {
    const list = node.parentNode;
    const at = [...list.children].indexOf(node);
    const number = (Number(list.getAttribute("start")) || 1) + at;
    const mark = list.nodeName !== "OL" ? "- " : isLettered(list, node) && number <= 26 ? `${String.fromCharCode(96 + number)}) ` : `${number}. `;
    const words = content.trim().replace(/\n(?=[^\n])/g, `\n${" ".repeat(mark.length)}`);
    return `${mark}${words}${node.nextElementSibling ? "\n" : ""}`;
  },
};

// A picture of this site’s own; others stand there as links, and what is no address not at all.
const image = {
  filter: "img",
  replacement(_, node) {
    const source = node.getAttribute("src") ?? "";
    const words = escaped((node.getAttribute("alt") ?? "").replace(/\s+/g, " ").trim().slice(0, 300));
    const own = OWN.exec(source);
    const isHere = own && (source.startsWith("/") || source.startsWith(`${location.origin}/`));
    if (isHere) return `![${words}](image:${own[1]})`;
    return ADDRESS.test(source) ? `![${words}](${target(source)})` : "";
  },
};

const link = {
  filter: "a",
  replacement(content, node) {
    const address = node.getAttribute("href").trim();
    if (node.textContent.trim() === address) return address;
    // Brackets within go in pairs, or not at all.
    const words = content.trim().replace(/\s+/g, " ").replaceAll("\\[", "[");
    return `[${isPaired(words) ? words : words.replace(/[[\]]/g, "")}](${target(address)})`;
  },
};

const struck = { filter: "del", replacement: (content) => (content.trim() ? `~~${content}~~` : "") };

const tex = { filter: (node) => node.nodeName === "CODE" && "tex" in node.dataset, replacement: (_, node) => node.textContent };

const heading = {
  filter: ["h1", "h2", "h3", "h4", "h5", "h6"],
  replacement(content, node) {
    const words = content.replace(/\s+/g, " ").trim();
    return words ? `\n\n${"#".repeat(Number(node.nodeName[1]))} ${words}\n\n` : "";
  },
};

const box = {
  filter: "details",
  replacement(content, node) {
    const title = node.querySelector("summary")?.textContent.replace(/\s+/g, " ").trim() ?? "";
    const words = content.trim();
    const inner = words.startsWith(title) ? words.slice(title.length).trim() : words;
    const sign = "/".repeat(Math.max(2, ...[...inner.matchAll(/^\/{3,}/gm)].map((found) => found[0].length)) + 1);
    return `\n\n${sign} details | ${title}\n${inner}\n${sign}\n\n`;
  },
};

// With the first row as its head. What only sets things side by side is no table.
const table = {
  filter: "table",
  replacement(content, node) {
    if (isLayout(node)) return `\n\n${content}\n\n`;
    const rows = content.split("\n").filter((line) => line.startsWith("|"));
    const width = Math.max(...rows.map((each) => each.replace(/\\\|/g, "").split("|").length - 2));
    const filled = rows.map((each) => each + " |".repeat(width - each.replace(/\\\|/g, "").split("|").length + 2));
    const rule = alignments(node, width).map((each) => ` ${each} |`).join("");
    return `\n\n${[filled[0], `|${rule}`, ...filled.slice(1)].join("\n")}\n\n`;
  },
};

// As the second row has it, where columns begin to be alike, or else the head.
function alignments(table, width) {
  const [head, first] = [...table.rows].map((row) =>
    [...row.cells].flatMap((each) => [alignmentOf(each), ...Array(Math.min(20, Math.max(1, each.colSpan)) - 1)]),
  );
  return Array.from({ length: width }, (_, at) => RULES[first[at] ?? head[at]] ?? "---");
}

// By its own word, or by that of the one block in it.
function alignmentOf(cell) {
  const block = cell.children.length === 1 ? cell.firstElementChild : null;
  const said = [cell, block].map((each) => {
    const style = /(?<![\w-])text-align:\s*(\w+)/i.exec(each?.dataset.style ?? "")?.[1];
    return style ?? each?.getAttribute("align") ?? /(?<!\S)cell-(\w+)/.exec(each?.className ?? "")?.[1];
  });
  return (said[1] ?? said[0])?.toLowerCase();
}

const row = {
  filter: "tr",
  replacement: (content, node) => (isLayout(node.closest("table")) ? content : content.trim() ? `|${content}\n` : ""),
};

const cell = {
  filter: ["td", "th"],
  replacement(content, node) {
    if (isLayout(node.closest("table"))) return `\n\n${content}\n\n`;
    const words = content.trim().replace(/\s*\n\s*/g, " ").replace(/(?<!\\)\|/g, "\\|");
    return ` ${words} |${" |".repeat(Math.min(20, Math.max(1, node.colSpan)) - 1)}`;
  },
};

// Letters are points here, and stay letters; in another list they would be none.
function isLettered(list, item) {
  const looks = `${list.dataset.style ?? ""};${item.dataset.style ?? ""}`;
  return !list.parentNode.closest("li") && (list.getAttribute("type") === "a" || /list-style(?:-type)?:[^;]*lower-(?:alpha|latin)/i.test(looks));
}

function isLayout(node) {
  return node.rows.length < 2 || node.querySelector("table, ul, ol, pre, h1, h2, h3") || node.getAttribute("role") === "presentation";
}

function isPaired(words) {
  let open = 0;
  for (const sign of words) {
    open += (sign === "[") - (sign === "]");
    if (open < 0) return false;
  }
  return open === 0;
}
