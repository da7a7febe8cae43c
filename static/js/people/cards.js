// Cards about people and topics, beside the links to them: where a pointer rests or the keyboard stands.

import { make } from "../elements.js";

const WAY = /^\/(?:u|topics)\/[^/]+\/$/;
// Milliseconds before one comes, and until it goes where neither it nor its link is pointed at.
const COMES = 500;
const GOES = 300;
const GAP = 6; // pixels

const asked = new Map();
const card = make("div", "card");
card.id = "card";
card.setAttribute("role", "tooltip");
card.hidden = true;

let link = null; // whose card is shown, or on its way
let timer = 0;

document.addEventListener("pointerover", ({ pointerType, target }) => {
  if (pointerType !== "mouse") return;
  if (card.contains(target)) clearTimeout(timer);
  else pointed(linkAt(target));
});
document.documentElement.addEventListener("pointerleave", () => pointed(null));
document.addEventListener("focusin", ({ target }) => {
  const found = linkAt(target);
  if (found?.matches(":focus-visible")) point(found);
});
document.addEventListener("focusout", ({ target }) => target === link && point(null));
document.addEventListener("pointerdown", ({ target }) => card.contains(target) || close());
document.addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Escape" || !link) return;
    if (!card.hidden) event.stopImmediatePropagation();
    close();
  },
  { capture: true },
);

function linkAt(target) {
  const found = target.closest?.("main a[href]");
  const leads = found && found.origin === location.origin && WAY.test(found.pathname) && !found.search && !found.hash;
  return leads && found.pathname !== location.pathname ? found : null;
}

// A pointer that rests on nothing takes away no card of a link where the keyboard stands: browsers tell
// of a pointer, too, when what is beneath it goes, and it stayed.
function pointed(found) {
  if (found || !link?.matches(":focus-visible")) point(found);
}

function point(found) {
  if (found === link) {
    // Back at the link, or still nowhere.
    if (link && !card.hidden) clearTimeout(timer);
    return;
  }
  clearTimeout(timer);
  if (found) {
    if (card.hidden) close();
    timer = setTimeout(() => open(found), COMES);
    if (card.hidden) link = found;
  } else if (card.hidden) close();
  else timer = setTimeout(close, GOES);
}

async function open(found) {
  close();
  link = found;
  const html = await ask(`${found.pathname}card/`);
  // Late answers are of no use.
  if (!html || link !== found || !found.isConnected) return;
  card.innerHTML = html;
  await styled(card.querySelector("link"));
  if (link !== found) return;
  document.querySelector("main").append(card);
  card.hidden = false;
  found.setAttribute("aria-describedby", card.id);
  place(found.getClientRects()[0] ?? found.getBoundingClientRect());
}

function close() {
  clearTimeout(timer);
  link?.removeAttribute("aria-describedby");
  link = null;
  card.hidden = true;
}

// Beneath its link, or above where there is more room; the page keeps its layout.
function place({ left, top, bottom }) {
  const { clientHeight, clientWidth } = document.documentElement;
  const { offsetHeight: height, offsetWidth: width } = card;
  const above = bottom + GAP + height > clientHeight && top > clientHeight - bottom;
  const at = above ? top - GAP - height : bottom + GAP;
  const origin = (card.offsetParent ?? document.body).getBoundingClientRect();
  card.style.left = `${Math.max(GAP, Math.min(left, clientWidth - width - GAP)) - origin.left}px`;
  card.style.top = `${at - origin.top}px`;
}

function ask(address) {
  if (!asked.has(address)) asked.set(address, fetched(address));
  return asked.get(address);
}

async function fetched(address) {
  const response = await fetch(address).catch(() => null);
  return response?.ok && !response.redirected ? response.text() : "";
}

// How it looks comes with the first one, and stays.
async function styled(styles) {
  if (!styles) return;
  if (document.head.querySelector(`link[href="${styles.getAttribute("href")}"]`)) return styles.remove();
  await new Promise((done) => {
    styles.onload = styles.onerror = done;
    document.head.append(styles);
  });
}
