// What is said at a form of what is kept: a quiet word beside its buttons, and texts to choose from.

import { timeZone } from "../moments.js";
import { gettext, language } from "../words/words.js";

export class Lines {
  constructor(form) {
    this.form = form;
    this.word = element("span", "help", "");
    (form.querySelector(".composer__foot") ?? form).append(this.word);
  }

  // Each save would interrupt who listens; what is wrong may.
  say(words, { isWrong = false } = {}) {
    this.word.setAttribute("role", isWrong ? "status" : "none");
    this.word.textContent = words;
  }

  // A line above the form with buttons; each act closes it.
  offer(words, acts, text = null) {
    const line = element("section", "kept", "");
    line.setAttribute("role", "group");
    line.setAttribute("aria-label", gettext("What is kept of your text"));
    line.append(element("p", "", words));
    if (text !== null) line.appendChild(element("pre", "source kept__text", text)).tabIndex = 0;
    const row = line.appendChild(element("p", "row", ""));
    for (const [what, act] of Object.entries(acts)) {
      const button = element("button", "btn btn--line", what);
      button.type = "button";
      button.addEventListener("click", () => {
        line.remove();
        act();
        this.form.querySelector("textarea")?.focus();
      });
      row.append(button);
    }
    this.form.before(line);
    return line;
  }
}

export function time(moment) {
  return new Date(moment).toLocaleTimeString(language(), { hour: "2-digit", minute: "2-digit", timeZone });
}

export function when(moment) {
  const day = new Date(moment).toLocaleDateString(language(), { day: "numeric", month: "long", timeZone });
  return gettext("%(day)s, %(time)s", { day, time: time(moment) });
}

// What there is to read of a text, for who chooses.
export function wordsOf(values) {
  const names = ["title", "in_short", "body", "topics", "note", "text"];
  return names.map((name) => values[name]).filter(Boolean).join("\n\n");
}

function element(tag, name, text) {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}
