// Keeps what somebody is writing in this browser until it has been sent, under their own name.
// Ctrl+Enter (or ⌘+Enter) presses the form's main button.

const LATER = 400; // milliseconds after the last key
const user = document.body.dataset.user;
const prefix = `rejoinder:${user}:`;

for (const form of document.querySelectorAll("form[data-keep]")) {
  if (user) keep(form);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(form.querySelector(".btn--main"));
    }
  });
}
if (user && document.body.dataset.refused === undefined) forgetWhatArrived();
else keepWhatCameBack();

function keep(form) {
  const parent = form.querySelector("[name=parent]")?.value ?? "";
  const key = `${prefix}${new URL(form.action).pathname}:${parent}`;
  const fields = [...form.querySelectorAll("textarea, input[type=text]")].filter((f) => f.name);
  const values = () => Object.fromEntries(fields.map((field) => [field.name, field.value]));
  const given = values();
  const kept = read(key);
  // What the page had before anything was typed.
  let before = given;

  if (kept?.sent && same(kept.values, given)) {
    // It came back, refused or as a preview: sent, but not saved.
    before = kept.before;
    write(key, { ...kept, sent: false });
  } else if (kept && !kept.sent && !same(kept.values, given)) {
    if (same(kept.before, given)) bringBack();
    else offer("The text here has changed since you wrote in it on", "Bring back what you wrote", bringBack);
  }

  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, LATER);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    write(key, { values: values(), before, at: Date.now(), sent: true });
  });

  function save() {
    if (same(values(), before)) localStorage.removeItem(key);
    else write(key, { values: values(), before, at: Date.now(), sent: false });
  }

  function bringBack() {
    fill(kept.values);
    offer("Restored what you wrote here on", "Discard it", () => {
      localStorage.removeItem(key);
      fill(given);
    });
  }

  function offer(words, what, act) {
    const line = document.createElement("p");
    line.className = "kept";
    line.setAttribute("role", "status");
    line.append(`${words} ${when(kept.at)}. `);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn--line";
    button.textContent = what;
    button.addEventListener("click", () => {
      line.remove();
      act();
    });
    line.append(button);
    form.prepend(line);
  }

  function fill(texts) {
    for (const field of fields) field.value = texts[field.name] ?? field.value;
  }
}

// What was sent, and did not come back in a form on this page, has arrived.
function forgetWhatArrived() {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(prefix) && read(key)?.sent) localStorage.removeItem(key);
  }
}

// Nothing arrives from somebody who is signed out meanwhile, or on a page that says why it did not.
function keepWhatCameBack() {
  for (const key of Object.keys(localStorage)) {
    const kept = key.startsWith("rejoinder:") && read(key);
    if (kept?.sent) write(key, { ...kept, sent: false });
  }
}

function same(one, two) {
  return Object.keys(two).every((name) => (one?.[name] ?? "") === two[name]);
}

function when(moment) {
  const style = { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" };
  return new Date(moment).toLocaleString("en-GB", style).replace(" at ", ", ");
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // The browser has no room, or may keep nothing: then nothing is kept.
  }
}
