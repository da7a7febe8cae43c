// One form whose text is kept: by the site while one types, and in this browser until the site has
// said that the form was accepted. Sent is not arrived.

import { gettext } from "../words/words.js";
import { askSite, bringBack, choose } from "./choices.js";
import { copiesAt, forget, hold, put, wasAccepted } from "./copies.js";
import { along, fill, givenIn, same, typedIn } from "./fields.js";
import { Lines, time, wordsOf } from "./lines.js";
import { discard, save } from "./site.js";

const LATER = 400; // milliseconds after the last key until this browser keeps it
const SAVED = 1_000; // and until the site does
const AGAIN = [5_000, 10_000, 20_000, 40_000]; // milliseconds until what did not arrive is tried again
const HERE = gettext("Kept in this browser");

export class Keeper {
  constructor(form) {
    this.form = form;
    this.lines = new Lines(form);
    this.onSite = "draft" in form.dataset;
    this.token = hidden(form, "token", newToken());
    this.sequence = hidden(form, "sequence", "");
    this.given = givenIn(form);
    this.tried = 0;
    this.sent = {}; // what was sent last
    this.release = () => {};
    form.addEventListener("input", () => this.typed());
    form.addEventListener("change", () => this.typed());
    form.addEventListener("submit", () => this.submitted());
    form.addEventListener("unanswered", () => (this.isSent = false));
    form.addEventListener("thrown-away", () => {
      this.stop();
      forget(this.copy);
    });
    window.addEventListener("online", () => this.saveNow());
    // A page that holds a lock could not be gone back to at once.
    window.addEventListener("pagehide", () => this.release());
    window.addEventListener("pageshow", (event) => event.persisted && form.isConnected && this.cameBack());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && this.timer) this.saveNow({ isEnd: true });
    });
    this.begin();
  }

  get place() {
    return this.form.dataset.draft ?? new URL(this.form.action).pathname;
  }

  get isNew() {
    return this.place.startsWith("new-");
  }

  get csrf() {
    return this.form.elements.csrfmiddlewaretoken.value;
  }

  get copy() {
    const values = { ...typedIn(this.form), ...along(this.form) };
    const [token, sequence] = [this.token.value, Number(this.sequence.value)];
    return { place: this.place, token, sequence, values, before: this.given, at: Date.now(), sent: false };
  }

  async begin() {
    if (wasAccepted(this.token.value)) return this.cameBack();
    this.release = hold(this.copy);
    // What came back, refused or as a preview, has it again.
    const own = copiesAt((place) => place === this.place).find((copy) => copy.token === this.token.value);
    if (own) put({ ...own, sent: false });
    else await bringBack(this);
    if (this.onSite && !this.sequence.value && document.querySelector("[data-drafts]")) await askSite(this);
    if (!own && !same(typedIn(this.form), this.given)) this.typed();
  }

  // Puts a copy into the form, and goes on as the form that wrote it.
  take(copy) {
    this.release();
    if (this.onSite && copy.place.startsWith("new-")) this.form.dataset.draft = copy.place;
    this.token.value = copy.token;
    this.sequence.value = Math.max(copy.sequence, Number(this.sequence.value)) || "";
    if (copy.sent) this.sent = copy.values;
    fill(this.form, copy.values);
    this.release = hold(this.copy);
    this.typed();
  }

  typed() {
    // Leaving a field says that it changed, also where all of it has been sent.
    if (this.isSent && same(this.copy.values, this.sent)) return;
    // A new essay goes on with its token: the site says what becomes of the text that it has.
    if (wasAccepted(this.token.value) && !this.isNew) this.renew();
    clearTimeout(this.timer);
    clearTimeout(this.local);
    this.local = setTimeout(() => this.keepHere(), LATER);
    this.timer = setTimeout(() => this.saveNow(), SAVED);
  }

  keepHere() {
    if (same(typedIn(this.form), this.given) && !this.sequence.value) forget(this.copy);
    else put(this.copy);
  }

  // What is typed while a save is under way is saved after it, and not overwritten by its answer.
  async saveNow({ isEnd = false } = {}) {
    clearTimeout(this.timer);
    this.timer = null;
    const copy = this.copy;
    // Sent, or thrown away where it had opened.
    if (this.isSent || !this.form.isConnected) return;
    if (copy.sequence && !wordsOf(copy.values).trim()) return this.letGo();
    this.keepHere();
    const isNothing = same(copy.values, this.given) && !copy.sequence;
    if (isNothing || !this.onSite || this.isChoosing) return;
    if (this.saving) return void (this.again = true);
    this.saving = new AbortController();
    const sent = { ...copy, typed: copy.values, csrf: this.csrf, isEnd, signal: this.saving.signal };
    const told = await save(sent);
    this.saving = null;
    if (this.isSent || this.token.value !== copy.token) return;
    this.answered(told);
    if (this.again) this.typed();
    this.again = false;
  }

  answered(told) {
    if (told.came === "saved") {
      this.tried = 0;
      // None is kept of what stands there already.
      this.sequence.value = told.sequence || "";
      this.lines.say(gettext("Saved %(time)s", { time: time(told.at) }));
      this.keepHere();
    } else if (told.came === "other" && !told.sent) choose(this, told);
    // It arrived, and its answer was lost: sent again it stands once.
    else if (told.came === "other" && same(this.copy.values, this.sent)) this.lines.say(HERE);
    else if (told.came === "other" && this.isNew) this.lines.say(HERE);
    else if (told.came === "other") {
      this.renew();
      this.typed();
    } else if (told.came === "refused") {
      this.lines.say(gettext("Not saved: %(why)s Kept in this browser.", { why: told.why }), { isWrong: true });
    } else {
      const out = gettext("You are signed out: kept in this browser");
      this.lines.say(told.came === "signed out" ? out : gettext("Offline: kept in this browser"), { isWrong: true });
      this.timer = setTimeout(() => this.saveNow(), AGAIN[Math.min(this.tried++, AGAIN.length - 1)]);
    }
  }

  submitted() {
    this.stop();
    this.isSent = true;
    this.sent = this.copy.values;
    put({ ...this.copy, sent: true });
  }

  // The same form again, by going back. What was accepted is said; what was not goes on.
  cameBack() {
    this.isSent = false;
    this.release = hold(this.copy);
    if (!wasAccepted(this.token.value)) return void this.typed();
    this.given = typedIn(this.form);
    this.lines.say(gettext("You have sent this. Change it and send it again: neither text is lost."), { isWrong: true });
  }

  // Another text than the one that was accepted gets a token of its own.
  renew() {
    this.release();
    this.token.value = newToken();
    this.sequence.value = "";
    if (this.onSite && this.isNew) this.form.dataset.draft = `new-${this.token.value}`;
    this.release = hold(this.copy);
    this.lines.say("");
  }

  throwAway() {
    this.empty();
    this.letGo();
    this.lines.say(gettext("Thrown away."));
  }

  // The one that was restored stays among the drafts.
  async beginAnother() {
    await this.saveNow();
    this.stop();
    if (this.sequence.value) forget(this.copy);
    this.renew();
    this.empty();
  }

  // As the page was sent, or with nothing in it.
  empty() {
    const nothing = Object.keys(typedIn(this.form)).map((name) => [name, ""]);
    fill(this.form, { ...Object.fromEntries(nothing), ...this.given });
  }

  // Neither this browser nor the site keeps what is no text.
  letGo() {
    this.stop();
    forget(this.copy);
    if (this.onSite && this.sequence.value) discard(this.place, this.csrf);
    this.sequence.value = "";
  }

  stop() {
    clearTimeout(this.timer);
    clearTimeout(this.local);
    this.timer = null;
    this.saving?.abort();
  }
}

function newToken() {
  return crypto.randomUUID?.() ?? "";
}

function hidden(form, name, value) {
  const found = form.elements[name];
  if (found) return found;
  const made = document.createElement("input");
  Object.assign(made, { type: "hidden", name, value });
  form.append(made);
  return made;
}
