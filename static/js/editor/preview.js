// The text as it will look, beside or beneath the field while one types: the site renders it. It
// never takes the place of who writes, nor the focus.

import { make } from "../elements.js";
import { gettext } from "../words/words.js";

const LATER = 500; // milliseconds after the last key, and twice as long as the last answer took
const REST = 60_000; // milliseconds without asking, once the site has refused
const SHOWN = "rejoinder:preview"; // kept in this browser
const NOTHING = gettext("What you write is shown here.");

export class Preview {
  // `counted` is told how many words the site has counted, or nothing where it did not.
  constructor(area, counted) {
    this.area = area;
    this.counted = counted;
    this.asked = null;
    this.took = 0;
    this.restUntil = 0;
    this.pane = make("section", "live");
    this.pane.id = `${area.id}_preview`;
    const heading = make("h2", "", gettext("Preview"));
    heading.id = `${this.pane.id}_heading`;
    this.pane.setAttribute("aria-labelledby", heading.id);
    this.pane.tabIndex = 0;
    this.pane.hidden = true;
    this.said = make("p", "help", NOTHING);
    this.said.setAttribute("role", "status");
    this.remarks = make("div", "help");
    this.text = make("div", "prose");
    this.text.dir = "auto";
    this.pane.append(heading, this.said, this.text, this.remarks);
    area.closest(".field").append(this.pane);
    area.addEventListener("input", () => this.later());
    document.addEventListener("visibilitychange", () => this.later());
  }

  // The button that shows and hides it.
  shownBy(button) {
    button.setAttribute("aria-controls", this.pane.id);
    const show = (on) => {
      this.pane.hidden = !on;
      button.setAttribute("aria-pressed", String(on));
      if (on) this.ask();
      else this.stop();
    };
    button.addEventListener("click", () => {
      show(this.pane.hidden);
      keep(this.kind, !this.pane.hidden);
    });
    show(kept(this.kind));
  }

  get kind() {
    return this.area.form.dataset.form === "post" ? "essay" : "reply";
  }

  get isShown() {
    return !this.pane.hidden && document.visibilityState === "visible";
  }

  later() {
    clearTimeout(this.timer);
    if (this.isShown) this.timer = setTimeout(() => this.ask(), Math.max(LATER, 2 * this.took));
  }

  stop() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.asking = null;
  }

  // The latest answer counts: one that is under way is given up.
  async ask() {
    const { form, value } = this.area;
    if (!this.isShown || value === this.asked) return;
    this.stop();
    if (!value.trim()) return this.show({ html: "", remarks: [] }, value, NOTHING);
    if (Date.now() < this.restUntil) return this.counted?.(null);
    const { signal } = (this.asking = new AbortController());
    const began = Date.now();
    const body = new FormData();
    body.append("body", value);
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    const response = await fetch(form.dataset.preview, { method: "POST", body, signal }).catch(() => null);
    const told = response?.redirected ? null : await response?.json().catch(() => null);
    if (signal.aborted) return;
    this.asking = null;
    this.took = Date.now() - began;
    if (response?.ok && told) {
      this.show(told, value);
      return this.counted?.(told);
    }
    this.counted?.(null);
    if (response?.status === 429) this.restUntil = Date.now() + REST;
    // The same text is not asked for again, unless its answer was lost.
    if (told?.said) this.asked = value;
    if (response?.redirected) this.say(gettext("You are signed out. This is your text as it was before."));
    else this.say(told?.said ?? gettext("The site can’t be reached. This is your text as it was before."));
  }

  show({ html, remarks }, asked, words = "") {
    const { pane } = this;
    const atEnd = pane.scrollTop > 0 && pane.scrollTop + pane.clientHeight >= pane.scrollHeight - 2;
    const { scrollTop } = pane;
    const open = [...this.text.querySelectorAll("details")].map((each) => each.open);
    this.asked = asked;
    this.text.innerHTML = html;
    [...this.text.querySelectorAll("details")].forEach((each, at) => (each.open = Boolean(open[at])));
    this.remarks.replaceChildren(...remarks.map((remark) => make("p", "", remark)));
    this.say(words);
    pane.scrollTop = atEnd ? pane.scrollHeight : scrollTop;
  }

  say(words) {
    if (this.said.textContent !== words) this.said.textContent = words;
    this.said.hidden = !words;
  }
}

function kept(kind) {
  try {
    return (localStorage.getItem(SHOWN) ?? "").split(" ").includes(kind);
  } catch {
    return false;
  }
}

function keep(kind, on) {
  try {
    const others = (localStorage.getItem(SHOWN) ?? "").split(" ").filter((each) => each && each !== kind);
    localStorage.setItem(SHOWN, [...others, ...(on ? [kind] : [])].join(" "));
  } catch {
    // The browser may keep nothing: then it holds for this page.
  }
}
