// Names offered while one types: people after “@”, objections of the essay after “[b”. In nobody’s way:
// where nothing fits, nothing is there.

import { gettext, ngettext } from "../words/words.js";
import { apply } from "./apply.js";
import { placeOf } from "./caret.js";
import { People, objectionsFor } from "./names.js";
import { insideCode } from "./selections.js";

const PERSON = /(?:^|[\s([{“‘"'>*_—–])@([\w-]{0,30})$/;
const OBJECTION = /(?<![\w\]\\])\[(#\d{0,6}|\d{0,3}[a-e])$/i;
const MOST = 6;
const AROUND = 60; // characters before the caret that are looked at

let count = 0;

export class Completion {
  constructor(area) {
    this.area = area;
    this.offered = [];
    const { objections, people } = area.form.dataset;
    this.people = people && new People(people);
    this.objections = objections && objectionsFor(objections);
    this.list = document.createElement("ul");
    this.list.className = "names";
    this.list.id = `names-${++count}`;
    this.list.setAttribute("role", "listbox");
    this.list.hidden = true;
    this.said = document.createElement("p");
    this.said.className = "vh";
    this.said.setAttribute("role", "status");
    area.after(this.list, this.said);
    area.setAttribute("aria-autocomplete", "list");
    area.addEventListener("input", (event) => this.look(event));
    area.addEventListener("keydown", (event) => this.press(event));
    area.addEventListener("blur", () => this.close());
    area.addEventListener("keyup", () => this.isHere || this.close());
    area.closest(".field").addEventListener("click", () => this.close());
    // Pressing one must not take the focus away.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", ({ target }) => {
      const at = [...this.list.children].indexOf(target.closest("li"));
      if (at >= 0) this.choose(at);
    });
  }

  async look({ isComposing }) {
    const { selectionEnd: end, selectionStart: start, value } = this.area;
    if (isComposing || start !== end || document.activeElement !== this.area) return this.close();
    const before = value.slice(Math.max(0, end - AROUND), end);
    const [person, objection] = [this.people && PERSON.exec(before), this.objections && OBJECTION.exec(before)];
    const typed = (person ?? objection)?.[1];
    if (typed === undefined || insideCode(value, end)) return this.close();
    const from = end - typed.length - 1;
    const found = person ? await this.people.called(typed) : await this.objections(typed);
    // Late answers are of no use.
    if (this.area.value !== value || this.area.selectionEnd !== end || document.activeElement !== this.area) return;
    if (!found.length) return this.close();
    const name = person ? gettext("People") : gettext("Objections");
    this.show(found.slice(0, MOST), from, name);
  }

  show(found, from, name) {
    this.offered = found;
    this.from = from;
    this.until = this.area.selectionEnd;
    this.list.setAttribute("aria-label", name);
    this.list.replaceChildren(...found.map((each, at) => this.option(each, at)));
    this.list.hidden = false;
    const { left, top, line } = placeOf(this.area, from);
    const room = this.area.offsetLeft + this.area.offsetWidth - this.list.offsetWidth;
    this.list.style.left = `${Math.max(this.area.offsetLeft, Math.min(left, room))}px`;
    this.list.style.top = `${Math.min(top, this.area.offsetTop + this.area.offsetHeight)}px`;
    this.stayInSight(line);
    this.area.setAttribute("aria-controls", this.list.id);
    this.mark(0);
    const words = ngettext("One name offered.", "%(count)s names offered.", found.length);
    if (this.said.textContent !== words) this.said.textContent = words;
  }

  // Above the line where there is no room beneath it, as over a phone’s keys.
  stayInSight(line) {
    const { bottom, height, top } = this.list.getBoundingClientRect();
    const seen = window.visualViewport ?? { offsetTop: 0, height: innerHeight };
    const above = top - line - height;
    if (bottom > seen.offsetTop + seen.height && above > seen.offsetTop) this.list.style.top = `${parseFloat(this.list.style.top) - line - height}px`;
  }

  // Whether the caret is where it was when they were offered.
  get isHere() {
    return this.area.selectionStart === this.until && this.area.selectionEnd === this.until;
  }

  option({ what, words }, at) {
    const item = document.createElement("li");
    const name = document.createElement("b");
    item.id = `${this.list.id}-${at}`;
    item.setAttribute("role", "option");
    name.textContent = what;
    item.dir = "auto";
    item.append(name, ` ${words}`);
    return item;
  }

  mark(at) {
    this.at = (at + this.offered.length) % this.offered.length;
    [...this.list.children].forEach((each, n) => each.setAttribute("aria-selected", String(n === this.at)));
    this.area.setAttribute("aria-activedescendant", `${this.list.id}-${this.at}`);
    this.list.children[this.at].scrollIntoView({ block: "nearest" });
  }

  press(event) {
    if (!this.list.hidden && !this.isHere) this.close();
    if (this.list.hidden || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.mark(this.at + step);
    else if (event.key === "Enter" || event.key === "Tab") this.choose(this.at);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  choose(at) {
    const { insert } = this.offered[at];
    const { selectionEnd: end, value } = this.area;
    const rest = value.slice(end);
    const text = insert.endsWith("]") || /^\s/.test(rest) ? insert : `${insert} `;
    const to = insert.endsWith("]") && rest.startsWith("]") ? end + 1 : end;
    // What is typed already stays: undoing takes back what was added alone.
    const typed = value.slice(this.from, end);
    const kept = text.startsWith(typed) ? typed.length : 0;
    const caret = this.from + text.length;
    apply(this.area, { from: this.from + kept, to, text: text.slice(kept), start: caret, end: caret });
    this.close();
  }

  close() {
    if (this.list.hidden) return;
    this.list.hidden = true;
    this.said.textContent = "";
    this.area.removeAttribute("aria-activedescendant");
    this.area.removeAttribute("aria-controls");
  }
}
