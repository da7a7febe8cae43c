// “Copy link” at each reply and objection, or “Share” where the device has a sheet for that.

import { enhance, within } from "./enhance.js";

const said = document.createElement("p");
said.className = "vh";
said.setAttribute("role", "status");
document.querySelector("main").append(said);

enhance((root) => {
  for (const reply of within(root, ".reply[data-reply]")) {
    const link = reply.querySelector('.byline > [href^="/replies/"]');
    const name = reply.querySelector(".byline > h3 > a")?.textContent;
    if (link && name) put(reply.querySelector(".actions"), `/replies/${reply.dataset.reply}/?in=thread`, `${name}’s reply`);
  }
  for (const place of within(root, "[data-link]")) put(place, place.dataset.link, place.dataset.linkName);
});

function put(place, path, name) {
  if (!place) return;
  const url = new URL(path, location.href).href;
  const button = document.createElement("button");
  const of = document.createElement("span");
  button.type = "button";
  button.className = "btn";
  of.className = "vh";
  of.textContent = ` to ${name}`;
  button.append(navigator.share ? "Share" : "Copy link", of);
  button.addEventListener("click", () => (navigator.share ? share(url, name) : copy(url, button)));
  place.append(button);
}

async function share(url, name) {
  // Whoever closes the sheet has shared nothing.
  await navigator.share({ title: `${name}: ${document.title}`, url }).catch(() => null);
}

async function copy(url, button) {
  const [words] = button.childNodes;
  const done = await navigator.clipboard?.writeText(url).then(() => true, () => false);
  if (!done) return prompt("Copy this link:", url);
  said.textContent = words.data = "Copied";
  setTimeout(() => {
    words.data = "Copy link";
    said.textContent = "";
  }, 3000);
}
