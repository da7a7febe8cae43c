// Leaving for the page with which a form was answered that was sent in its place. What it tells was
// told to the script, and the site tells nothing twice: it is taken along, and told there.

import { arrived } from "../enhance.js";
import { make } from "../elements.js";
import { land } from "./replies.js";

const TOLD = "rejoinder:told"; // kept in this tab, until the next page

const kept = taken();
if (kept?.url === here()) tell(new DOMParser().parseFromString(kept.html, "text/html"));

// `number` is that of the reply at which one lands, where the page has it.
export function leave({ answer, page }, number) {
  const { url } = answer;
  const main = make("main");
  for (const each of page.querySelectorAll("main > .flash, .told")) main.append(flashOf(each));
  try {
    sessionStorage.setItem(TOLD, JSON.stringify({ url, html: main.outerHTML }));
  } catch {
    // The browser may keep nothing.
  }
  location.assign(page.getElementById(`reply-${number}`) ? `${url}#reply-${number}` : url);
}

function tell(page) {
  const reply = document.getElementById(location.hash.slice(1));
  if (reply?.matches(".reply")) return land(reply, page);
  const told = [...page.querySelectorAll("main > .flash")];
  document.querySelector("main").prepend(...told);
  told.forEach(arrived);
}

function flashOf(each) {
  const flash = make("div", each.matches(".flash--error") ? "flash flash--error" : "flash");
  flash.setAttribute("role", "status");
  if (each.dataset.accepted) flash.dataset.accepted = each.dataset.accepted;
  const words = make("p");
  words.append(...(each.querySelector("p") ?? each).cloneNode(true).childNodes);
  flash.append(words);
  return flash;
}

function taken() {
  try {
    const told = JSON.parse(sessionStorage.getItem(TOLD));
    sessionStorage.removeItem(TOLD);
    return told;
  } catch {
    return null;
  }
}

function here() {
  return location.href.split("#")[0];
}
