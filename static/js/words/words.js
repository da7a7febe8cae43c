// The words of scripts. They are written in English where they are used; a page in another language
// has a script of its own before all others, beside this one, that hands over what they are there.
// Modules of a page run in their order: none says in English what comes late in another language.

const CONTEXT = "\u0004"; // between a context and its text, as catalogues have it

let texts = {};
let formOf = (n) => Number(n !== 1); // which of its forms a text has beside this number

export function speak(given, plural) {
  texts = given;
  formOf = plural;
}

/** The text in the language of the page; `values` stand where it names them: `%(name)s`. */
export function gettext(text, values) {
  return filled(texts[text] ?? text, values);
}

/** The same of a word that means two things: the context tells which. */
export function pgettext(context, text, values) {
  return filled(texts[context + CONTEXT + text] ?? text, values);
}

/** The same of what has another form beside another number, which is named `count`. */
export function ngettext(one, many, count, values) {
  return filled((texts[one] ?? [one, many])[formOf(count)], { count, ...values });
}

/** How numbers, dates and lists are written here, for `Intl`: its plain “en” is American. */
export function language() {
  const { lang } = document.documentElement;
  return /^en\b/.test(lang) ? "en-GB" : lang;
}

/** “a, b and c” */
export function listed(words) {
  return new Intl.ListFormat(language()).format(words);
}

function filled(text, values) {
  if (!values) return text;
  return text.replace(/%\((\w+)\)s/g, (_, name) => {
    const value = values[name];
    return typeof value === "number" ? value.toLocaleString(language()) : value;
  });
}
