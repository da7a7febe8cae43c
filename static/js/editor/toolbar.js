// The row of tools above a text: one stop for Tab, arrows between them, keys for the most used.

import { gettext } from "../words/words.js";
import { apply, stateOf } from "./apply.js";
import { box, heading, list, quote } from "./blocks.js";
import { icon } from "./icons.js";
import { named, pressed, shown } from "./keys.js";
import { footnote, link } from "./links.js";
import { bold, code, italic, maths } from "./marks.js";

const TOOLS = [
  ["bold", gettext("Bold"), bold, "Mod+B"],
  ["italic", gettext("Italic"), italic, "Mod+I"],
  ["link", gettext("Link"), link, "Mod+K"],
  ["heading", gettext("Heading"), heading, "Mod+Shift+1"],
  ["quote", gettext("Quotation"), quote, "Mod+Shift+9"],
  ["list", gettext("List"), list, "Mod+Shift+8"],
  ["code", gettext("Code"), code, "Mod+Shift+2"],
  ["maths", gettext("Formula"), maths],
  ["footnote", gettext("Footnote"), footnote],
  ["box", gettext("Box that folds"), box],
];

export class Toolbar {
  constructor(area) {
    this.area = area;
    this.row = document.createElement("div");
    this.row.className = "tools";
    this.row.setAttribute("role", "toolbar");
    this.row.setAttribute("aria-label", gettext("Tools for the text"));
    this.row.setAttribute("aria-controls", area.id);
    this.byKey = new Map();
    for (const [name, words, tool, key] of TOOLS) this.add(name, words, () => apply(area, tool(stateOf(area))), key);
    this.row.addEventListener("keydown", (event) => this.move(event));
    this.row.addEventListener("focusin", ({ target }) => this.rove(target));
    // Pressing a tool must not take the selection away, nor close a phone's keys.
    this.row.addEventListener("pointerdown", (event) => document.activeElement === area && event.preventDefault());
    this.row.addEventListener("mousedown", (event) => document.activeElement === area && event.preventDefault());
    area.addEventListener("keydown", (event) => this.act(event));
    area.before(this.row);
    this.rove(this.row.firstChild);
  }

  // Returns the button.
  add(name, words, act, key) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "tool";
    button.dataset.tool = name;
    button.title = key ? `${words} (${shown(key)})` : words;
    button.setAttribute("aria-label", words);
    button.tabIndex = -1;
    button.append(icon(name));
    if (act) button.addEventListener("click", act);
    if (key) {
      button.setAttribute("aria-keyshortcuts", named(key));
      this.byKey.set(key, act);
    }
    this.row.append(button);
    return button;
  }

  act(event) {
    const act = this.byKey.get(pressed(event));
    if (!act) return;
    event.preventDefault();
    act();
  }

  move(event) {
    const buttons = [...this.row.children];
    const at = buttons.indexOf(document.activeElement);
    const isBack = getComputedStyle(this.row).direction === "rtl" ? "ArrowRight" : "ArrowLeft";
    const to = { ArrowLeft: at + 1, ArrowRight: at + 1, [isBack]: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (at < 0 || to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    buttons[(to + buttons.length) % buttons.length].focus();
  }

  rove(button) {
    for (const each of this.row.children) each.tabIndex = each === button ? 0 : -1;
  }
}
