// How many words a text has and how long it is to read, as the site counts them (web/writing.py).

import { ngettext } from "../words/words.js";

const SIGNS =
  /[\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uf900-\ufaff\uff66-\uff9f\u{1b000}-\u{1b16f}\u{20000}-\u{3ffff}]/gu;
const LETTERS =
  /[\u0e01-\u0eff\u0f40-\u0fbc\u1000-\u109f\u1780-\u17d3\u1950-\u19df\u1a20-\u1aad\u1b00-\u1b4c\ua980-\ua9c0\ua9e0-\ua9fe\uaa60-\uaadf]/gu;
const WORD = /[\p{L}\p{N}]\S*/gu;
const LATER = 300; // milliseconds after the last key
const [WORDS_A_MINUTE, SIGNS_A_MINUTE, LETTERS_A_MINUTE] = [230, 400, 1200];
// What is written and not read: where links lead, what pictures are, fences, rules of tables.
const UNREAD = /\]\([^()\s]{1,2000}(?:\s"[^"\n]*")?\)|^ {0,3}(?:```|~~~).*$|^\/{3,} *details *\|?|\[\^[^\]\s]+\]:?/gm;

export function counted(text) {
  let [signs, letters] = [0, 0];
  const others = text.replace(SIGNS, () => (signs++, " ")).replace(LETTERS, () => (letters++, " "));
  const words = others.match(WORD)?.length ?? 0;
  const minutes = words / WORDS_A_MINUTE + signs / SIGNS_A_MINUTE + letters / LETTERS_A_MINUTE;
  return {
    words: words + signs + rounded((letters * WORDS_A_MINUTE) / LETTERS_A_MINUTE),
    minutes: Math.max(1, rounded(minutes)),
  };
}

// Of Markdown, before the site has counted what is read of it.
export function countedSource(source) {
  return counted(source.replace(UNREAD, " "));
}

// The line beneath a field that says so; while the site counts, for a preview, it is not told twice.
export class Length {
  constructor(area) {
    this.line = document.createElement("p");
    this.line.className = "help length";
    this.line.id = `${area.id}_length`;
    this.isBySite = () => false;
    area.after(this.line);
    area.setAttribute("aria-describedby", `${area.getAttribute("aria-describedby") ?? ""} ${this.line.id}`.trim());
    const count = () => (area.value.trim() && this.isBySite() ? null : this.say(countedSource(area.value)));
    area.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(count, LATER);
    });
    this.say(countedSource(area.value));
  }

  say({ words, minutes }) {
    const long = ngettext("%(count)s word, %(minutes)s min to read", "%(count)s words, %(minutes)s min to read", words, { minutes });
    this.line.textContent = words ? long : "";
  }
}

// Halves go to the even number, as Python has it.
function rounded(number) {
  const near = Math.round(number);
  return near - number === 0.5 && near % 2 ? near - 1 : near;
}
