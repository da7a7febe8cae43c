// Replying, editing and saying where points go, in the thread itself: a link to such a form opens it
// beneath its reply. Going back closes it, and what was typed in it stays.

import { enhance, within } from "../enhance.js";
import { gettext } from "../words/words.js";
import { Foot } from "./foot.js";
import { Region } from "./region.js";
import { discard, send } from "./send.js";

const OPENERS = '.actions > a:is([href*="/reply/?parent="], [href^="/replies/"]:is([href$="/edit/"], [href$="/points/"]))';

const regions = new Map(); // by the address of their form: what was closed, too, until it is sent
const acts = {
  close,
  send: (region, form, submitter) => send(region, form, submitter, settled),
  throwAway,
};
const foot = new Foot(acts);
let current = null;
let isGoingBack = false;
let wanted = null; // the address of the form that was asked for last

enhance((root) => {
  within(root, OPENERS).forEach(mark);
});
document.addEventListener("click", (event) => {
  const link = event.target.closest?.(OPENERS);
  const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!link || !isPlain || event.defaultPrevented) return;
  event.preventDefault();
  if (current?.address === addressOf(link)) close();
  else open(link);
});
document.addEventListener("keydown", (event) => {
  const isOurs = current?.element.contains(event.target) && !event.isComposing && !event.defaultPrevented;
  if (event.key !== "Escape" || !isOurs) return;
  event.preventDefault();
  close();
});
addEventListener("popstate", ({ state }) => {
  isGoingBack = false;
  // An address within the page has a step of its own, which says nothing of forms.
  if (!state || !("opened" in state)) return;
  if (current && state.opened !== current.address) hide();
  const link = !current && state.opened && linkTo(state.opened);
  if (link) open(link);
});
// As it was left: the page was loaded anew, or gone back to.
const left = history.state?.opened && linkTo(history.state.opened);
if (left) open(left);

async function open(link) {
  const address = addressOf(link);
  if (link.ariaBusy) return;
  const same = sameOnPage(link);
  if (same) return same.elements.body.focus();
  wanted = address;
  if (!regions.has(address)) {
    link.ariaBusy = "true";
    const at = document.activeElement;
    const region = await Region.fetched(link, acts);
    link.ariaBusy = null;
    if (region) regions.set(address, region);
    // What comes late takes neither the place of what is open by now, nor the keys of who types.
    const now = document.activeElement;
    if (wanted !== address || (now !== at && now.matches("input, select, textarea"))) return markAll();
    if (!region) return location.assign(link.href);
  }
  show(regions.get(address));
}

function show(region) {
  const state = { opened: region.address };
  wanted = region.address;
  if (current || history.state?.opened === region.address) history.replaceState(state, "");
  else {
    history.replaceState({ opened: null }, "");
    history.pushState(state, "");
  }
  if (current && current !== region) current.hide();
  current = region;
  region.show();
  markAll();
}

// Going back takes a while, and asked for twice it would leave the page.
function close() {
  if (isGoingBack) return;
  isGoingBack = history.state?.opened === current.address;
  if (isGoingBack) history.back();
  else hide();
}

function hide() {
  const link = linkTo(current.address);
  current.hide();
  // What says no more than why there is no form may be otherwise the next time.
  if (!current.hasForm) forget(current);
  current = null;
  markAll();
  link?.focus();
}

// Its form begins anew, as the site has it without what was kept.
async function throwAway(region, form) {
  if (!(await discard(region, form))) return form.submit();
  forget(region);
  current = null;
  await open(linkTo(region.address));
  current?.tell(gettext("Thrown away. It can be put back under “Drafts”."));
}

// Its form has been accepted: `next` are its points, where they are asked for.
function settled(region, number, next, thread) {
  if (region === foot) foot.renew(thread);
  else {
    forget(region);
    current = null;
  }
  history.replaceState({ opened: current?.address ?? null }, "", `#reply-${number}`);
  markAll();
  if (!next) return;
  regions.get(next.address)?.remove();
  regions.set(next.address, next);
  show(next);
}

function forget(region) {
  regions.delete(region.address);
  region.remove();
}

function markAll() {
  document.querySelectorAll(OPENERS).forEach(mark);
}

// Whether its form is open, or has words in it that wait.
function mark(link) {
  const region = regions.get(addressOf(link));
  link.setAttribute("aria-expanded", String(Boolean(region) && region === current));
  link.toggleAttribute("data-begun", region !== current && Boolean(region?.isBegun));
}

// The page of a reply has a form for answering it, already.
function sameOnPage(link) {
  const parent = new URL(link.href).searchParams.get("parent");
  return parent && document.querySelector(`main > form[data-draft="reply-${parent}-reply"]`);
}

function linkTo(address) {
  return [...document.querySelectorAll(OPENERS)].find((link) => addressOf(link) === address);
}

function addressOf(link) {
  return link.getAttribute("href");
}
