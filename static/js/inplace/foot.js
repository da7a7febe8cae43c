// The form at the essay’s foot, sent in its place: its reply comes to the end of the thread.

import { arrived } from "../enhance.js";
import { make } from "../elements.js";
import { wordsOf } from "./pages.js";

const FORM = 'main > form[data-form="reply"]';
const KEPT = "main > .kept"; // texts to choose from, for the form that goes
const BESIDE = ".preview, .flash, .field:has(> [readonly])"; // what its own page shows with it

export class Foot {
  constructor(acts) {
    this.acts = acts; // to `send` it, and what its points are asked with
    this.form = document.querySelector(FORM);
    this.beside = [];
    document.addEventListener("submit", (event) => {
      const { target, submitter } = event;
      const isPressed = !submitter || submitter.closest(".composer__foot");
      if (target !== this.form || event.defaultPrevented || !isPressed || !isAtEnd()) return;
      event.preventDefault();
      acts.send(this, target, submitter);
    });
  }

  get element() {
    return this.form;
  }

  // As it came back, refused or with its preview; the words of the page alone where it has no form.
  put(page) {
    const form = page.querySelector(FORM);
    if (!form) return this.say(wordsOf(page));
    this.stand(form, page.querySelectorAll(`main > :is(${BESIDE})`));
  }

  // Empty, and for another text, once what was in it stands in the thread.
  renew(page) {
    const form = page.querySelector(FORM);
    if (form?.dataset.draft === this.form.dataset.draft) this.stand(form, []);
  }

  stand(form, beside) {
    for (const each of [...this.beside, ...document.querySelectorAll(KEPT)]) each.remove();
    this.beside = [...beside].map((each) => document.importNode(each, true));
    const now = document.importNode(form, true);
    this.form.replaceWith(...this.beside, now);
    this.form = now;
    for (const each of [...this.beside, now]) arrived(each);
  }

  say(words) {
    for (const each of this.beside) each.remove();
    const said = make("div", "flash flash--error");
    said.setAttribute("role", "alert");
    said.append(make("p", "", words));
    this.beside = [said];
    this.form.before(said);
    this.focusOnFault();
  }

  focusOnFault() {
    const fault = this.form.querySelector('.flash--error, [aria-invalid="true"]') ?? this.beside[0] ?? this.form;
    if (!fault.matches("textarea")) fault.tabIndex = -1;
    fault.focus();
    fault.scrollIntoView({ block: "nearest" });
  }
}

// Where what is posted now comes next: in another order, or with more pages, it stands elsewhere.
function isAtEnd() {
  const isLast = !document.querySelector('#thread .pager [rel="next"]');
  return isLast && document.querySelector("#thread .sorts > :first-child[aria-current]") && document.querySelector("#thread .replies > li");
}
