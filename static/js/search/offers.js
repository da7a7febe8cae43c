// Topics and people, offered beneath a field for searching: arrows choose, Enter takes what is chosen.

import { make } from "../elements.js";
import { gettext } from "../words/words.js";

const LATER = 150; // milliseconds after the last key
// What is being typed: behind the last space that is in no quotation marks.
const LAST = /(?:^|\s)(-?(?:[a-z]+:)?(?:"[^"]*|[^\s"]*))$/i;

let count = 0;

export class Offers {
  constructor(field) {
    this.field = field;
    this.found = [];
    this.at = -1;
    this.asked = new Map();
    this.list = make("ul", "offers");
    this.list.id = `offers-${++count}`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", gettext("Topics and people"));
    this.list.hidden = true;
    field.after(this.list);
    bring(field.form.dataset.styles);
    for (const [name, value] of [
      ["role", "combobox"],
      ["aria-autocomplete", "list"],
      ["aria-expanded", "false"],
      ["aria-controls", this.list.id],
    ])
      field.setAttribute(name, value);
    field.addEventListener("input", () => this.look());
    field.addEventListener("keydown", (event) => this.press(event));
    field.addEventListener("blur", () => this.close());
    // Pressing one must not take the focus away.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", ({ target }) => this.take([...this.list.children].indexOf(target.closest("li"))));
    if (field.value !== field.defaultValue) this.look();
  }

  get typed() {
    const { selectionEnd: end, value } = this.field;
    return LAST.exec(value.slice(0, end))?.[1].replace(/^-/, "") ?? "";
  }

  async look() {
    const { typed } = this;
    this.latest = typed;
    await new Promise((done) => setTimeout(done, LATER));
    if (this.latest !== typed) return;
    const found = typed.length > 1 ? await this.ask(typed.toLowerCase()) : [];
    // Late answers are of no use.
    if (this.latest !== typed || document.activeElement !== this.field) return;
    this.show(found);
  }

  ask(typed) {
    if (!this.asked.has(typed)) this.asked.set(typed, fetched(new URL(`suggestions/?q=${encodeURIComponent(typed)}`, this.field.form.action)));
    return this.asked.get(typed);
  }

  show(found) {
    if (!found.length) return this.close();
    this.found = found;
    this.list.replaceChildren(
      ...found.map(({ what, words }, at) => {
        const item = make("li");
        item.id = `${this.list.id}-${at}`;
        item.setAttribute("role", "option");
        item.dir = "auto";
        item.append(make("b", "", what), ` ${words}`);
        return item;
      }),
    );
    this.list.hidden = false;
    this.field.setAttribute("aria-expanded", "true");
    this.mark(-1);
  }

  mark(at) {
    this.at = at;
    [...this.list.children].forEach((each, n) => each.setAttribute("aria-selected", String(n === at)));
    if (at < 0) this.field.removeAttribute("aria-activedescendant");
    else this.field.setAttribute("aria-activedescendant", `${this.list.id}-${at}`);
  }

  press(event) {
    if (this.list.hidden || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const places = this.found.length + 1;
    // One place is the field itself.
    if (step) this.mark(((this.at + 1 + step + places) % places) - 1);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && this.at >= 0) this.take(this.at);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  take(at) {
    if (at < 0) return;
    const { selectionEnd: end, value } = this.field;
    const before = value.slice(0, end - this.typed.length);
    this.field.setRangeText(`${this.found[at].insert} `, before.length, end, "end");
    this.latest = "";
    this.close();
  }

  close() {
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }
}

// How they look, where the page does not say so already.
function bring(styles) {
  if (!styles || document.querySelector(`link[href="${styles}"]`)) return;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = styles;
  document.head.append(link);
}

async function fetched(address) {
  const response = await fetch(address).catch(() => null);
  if (!response?.ok) return [];
  return (await response.json().catch(() => null))?.found ?? [];
}
