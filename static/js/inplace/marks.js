// Bookmarks, and what is worth reading, are kept without leaving the page.

import { gettext, ngettext } from "../words/words.js";

const sent = new Set(); // buttons whose answer is on its way

for (const form of document.querySelectorAll("#bookmark, #vote")) form.addEventListener("submit", mark);

async function mark(event) {
  const { target: form, submitter: button } = event;
  if (!button || button.hasAttribute("formaction")) return;
  event.preventDefault();
  // The second press of two that come together is none.
  if (sent.has(button)) return;
  sent.add(button);
  const data = new FormData(form);
  data.append(button.name, button.value);
  const answer = await fetch(form.action, { method: "POST", body: data, redirect: "manual" }).catch(() => null);
  sent.delete(button);
  // What was refused, or is gone, is told by a page of its own.
  if (answer?.type !== "opaqueredirect") return form.submit.call(sendingAs(form, button));
  const marks = button.name !== "drop";
  button.name = marks ? "drop" : { bookmark: "keep", vote: "add" }[form.id];
  button.setAttribute("aria-pressed", String(marks));
  if (form.id === "vote") vote(button, marks);
  // Its words begin so, whatever stands behind them for who cannot see of what.
  else button.firstChild.data = marks ? gettext("Bookmarked") : gettext("Bookmark");
}

// Whoever votes may thank in a line.
function vote(button, marks) {
  const text = button.closest(".reply, .essay");
  count(text.querySelector("[data-votes]"), marks ? 1 : -1);
  if (!marks) return button.parentNode.querySelector('[href$="/thanks/"]')?.remove();
  const link = document.createElement("a");
  const { reply } = text.dataset;
  link.href = reply ? `/replies/${reply}/thanks/` : button.form.action.replace("/votes/", "/thanks/");
  link.textContent = gettext("Thank");
  const name = text.querySelector(".byline > h3")?.firstChild.textContent;
  link.ariaLabel = reply ? gettext("Thank %(name)s", { name }) : gettext("Thank its author");
  button.after(" ", link);
}

// Where nobody is counted yet, or nothing is told of that, the pressed button says enough.
function count(said, by) {
  if (!said) return;
  const votes = Math.max(Number(said.dataset.votes) + by, 0);
  said.textContent = ngettext("%(count)s found it worth reading", "%(count)s found it worth reading", votes);
  said.dataset.votes = votes;
  said.hidden = !votes;
}

function sendingAs(form, button) {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = button.name;
  field.value = button.value;
  form.append(field);
  return form;
}
