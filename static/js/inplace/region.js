// One form that is open in its place: what its own page has of it, with ids of its own.

import { make } from "../elements.js";
import { arrived } from "../enhance.js";
import { gettext } from "../words/words.js";
import { pageOf, partsOf, titleOf, wordsOf } from "./pages.js";

const FORMS = 'form[data-keep], form[data-form="points"]';
const KEPT = `${FORMS}, textarea[readonly]`; // what was typed is in it
const FAULTS = '.flash--error, [aria-invalid="true"]';

export class Region {
  constructor(address, number, acts) {
    this.address = address;
    this.number = number;
    this.acts = acts; // to `close` it, to `send` a form of it, to `throwAway` what was kept
    this.by = address.replace(/\W+/g, "-");
    this.element = make("section", "inplace");
    this.heading = make("h4", "inplace__heading");
    this.heading.id = `inplace${this.by}`;
    this.heading.tabIndex = -1;
    this.parts = make("div", "inplace__parts");
    this.cancel = make("button", "btn btn--second", gettext("Cancel"));
    this.cancel.type = "button";
    this.cancel.addEventListener("click", () => acts.close());
    this.element.setAttribute("aria-labelledby", this.heading.id);
    this.element.append(this.heading, this.parts);
    this.element.hidden = true;
    this.element.addEventListener("submit", (event) => {
      if (event.target.method !== "post" || event.defaultPrevented) return;
      event.preventDefault();
      if (event.target.dataset.form === "draft-discard") acts.throwAway(this, event.target);
      else acts.send(this, event.target, event.submitter);
    });
  }

  // The region of a link’s form, or null where its page has none to show here.
  static async fetched(link, acts) {
    // Gone back to, a browser would give the form of before, whose token it has used.
    const answer = await fetch(link.href, { cache: "no-store" }).catch(() => null);
    if (!answer || answer.redirected || answer.status >= 500) return null;
    const page = await pageOf(answer);
    if (!page) return null;
    const region = new Region(link.getAttribute("href"), link.closest(".reply").dataset.reply, acts);
    region.stand();
    region.put(page, link.href);
    return region;
  }

  // The points of a reply, which its page asks for after it was sent.
  static ofPoints(number, page, acts) {
    const address = `/replies/${number}/points/`;
    const region = new Region(address, number, acts);
    region.stand();
    region.put(page, address);
    return region;
  }

  get article() {
    return document.getElementById(`reply-${this.number}`);
  }

  get hasForm() {
    return Boolean(this.parts.querySelector(FORMS));
  }

  get isBegun() {
    const form = this.parts.querySelector("form[data-keep]");
    const text = form?.elements.body;
    return text && (text.value !== text.defaultValue || form.elements.sequence?.value);
  }

  get isEdit() {
    return this.address.endsWith("/edit/");
  }

  // Beneath its reply, or where the text is that it changes.
  stand() {
    const text = this.isEdit && this.article.querySelector(":scope > .prose");
    if (text) text.before(this.element);
    else this.article.after(this.element);
  }

  // What the page has of the form; its words alone where it has no form, and one is here already.
  put(page, url) {
    if (!page.querySelector(KEPT) && this.hasForm) return this.say(wordsOf(page));
    this.heading.textContent = titleOf(page) || this.heading.textContent;
    this.parts.replaceChildren(...partsOf(page, url, this.by));
    const button = this.parts.querySelector(".composer__foot > .btn:last-of-type, .row > .btn:last-of-type");
    if (button) button.after(this.cancel);
    else this.parts.append(this.cancel);
    arrived(this.parts);
  }

  // Above the form, where it is found and read at once.
  say(words) {
    this.parts.querySelector("[data-said]")?.remove();
    const said = make("div", "flash flash--error");
    said.setAttribute("role", "alert");
    said.dataset.said = "";
    said.append(make("p", "", words));
    this.parts.prepend(said);
    this.focusOnFault();
  }

  // A quiet word, where one begins.
  tell(words) {
    const said = make("p", "help", words);
    said.setAttribute("role", "status");
    this.parts.prepend(said);
  }

  show() {
    if (!this.element.isConnected) this.stand();
    this.element.hidden = false;
    if (this.isEdit) this.article.dataset.edited = "";
    this.focus();
  }

  hide() {
    this.element.hidden = true;
    if (this.isEdit) delete this.article.dataset.edited;
  }

  remove() {
    this.hide();
    this.element.remove();
  }

  focus() {
    const text = this.parts.querySelector('form[data-keep] [name="body"]');
    const at = text ?? this.heading;
    at.focus({ preventScroll: true });
    this.element.scrollIntoView({ block: "nearest" });
    text?.setSelectionRange(text.value.length, text.value.length);
  }

  focusOnFault() {
    const fault = this.parts.querySelector(FAULTS) ?? this.parts.querySelector(".preview") ?? this.heading;
    if (!fault.matches("input, select, textarea")) fault.tabIndex = -1;
    fault.focus();
  }
}
