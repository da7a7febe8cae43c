// The page that tells how to write, opened in place; where it can't be had, the link leads there.

import { gettext } from "../words/words.js";

let coming = null;

export async function openHelp(link) {
  coming ??= fetched(link.href).catch(() => null);
  const dialog = await coming;
  if (!dialog) coming = null;
  if (dialog) dialog.open || dialog.showModal();
  else open(link.href, "_blank", "noopener");
}

async function fetched(address) {
  const response = await fetch(address);
  if (!response.ok) return null;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const article = page.querySelector(".syntax");
  const made = document.createElement("dialog");
  made.className = "keys howto";
  const heading = article.querySelector("h1");
  heading.tabIndex = -1;
  heading.autofocus = true;
  made.setAttribute("aria-label", heading.textContent);
  // What is shown as an example leads away from what one writes.
  for (const each of article.querySelectorAll("a")) each.target = "_blank";
  const form = document.createElement("form");
  form.method = "dialog";
  const close = document.createElement("button");
  close.className = "btn btn--second";
  close.textContent = gettext("Close");
  form.append(close);
  made.append(document.importNode(article, true), form);
  document.body.append(made);
  return made;
}
