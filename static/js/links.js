// “Copy link” at each reply and objection, or “Share” where the device has a sheet for that.

import { enhance, within } from "./enhance.js";
import { gettext } from "./words/words.js";

const SHARE = gettext("Share");
const COPY = gettext("Copy link");

const said = document.createElement("p");
said.className = "vh";
said.setAttribute("role", "status");
document.querySelector("main").append(said);

enhance((root) => {
  for (const reply of within(root, ".reply[data-reply]")) {
    const link = reply.querySelector('.byline > [href^="/replies/"]');
    const name = reply.querySelector(".byline > h3 > a")?.textContent;
    if (link && name) put(reply.querySelector(".actions"), `/replies/${reply.dataset.reply}/?in=thread`, gettext("%(name)s’s reply", { name }));
  }
  for (const place of within(root, "[data-link]")) put(place, place.dataset.link, place.dataset.linkName);
});

function put(place, path, name) {
  if (!place) return;
  const url = new URL(path, location.href).href;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn";
  button.textContent = navigator.share ? SHARE : COPY;
  button.ariaLabel = navigator.share ? gettext("Share %(name)s", { name }) : gettext("Copy link to %(name)s", { name });
  button.addEventListener("click", () => (navigator.share ? share(url, name) : copy(url, button)));
  place.append(button);
}

async function share(url, name) {
  // Whoever closes the sheet has shared nothing.
  await navigator.share({ title: `${name}: ${document.title}`, url }).catch(() => null);
}

async function copy(url, button) {
  const done = await navigator.clipboard?.writeText(url).then(() => true, () => false);
  if (!done) return prompt(gettext("Copy this link:"), url);
  said.textContent = button.textContent = gettext("Copied");
  setTimeout(() => {
    button.textContent = COPY;
    said.textContent = "";
  }, 3000);
}
