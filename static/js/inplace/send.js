// Sending a form that is open in its place, and going on with what the site answers.

import { ask } from "../drafts/site.js";
import { restore, show } from "../sending.js";
import { gettext } from "../words/words.js";
import { leave } from "./leaving.js";
import { pageOf } from "./pages.js";
import { Region } from "./region.js";
import { land, putReply } from "./replies.js";

// `settled(region, number, next, thread)` hears of a form that was accepted: of which reply, of the
// region of its points, where they are asked for, and of the page on which it stands.
export async function send(region, form, submitter, settled) {
  const body = new FormData(form, submitter);
  if (submitter) show(submitter);
  // What would be typed meanwhile would go with the form.
  region.element.inert = true;
  let came = await post(form, body);
  // The same form twice is one text: it answers where that stands.
  if (!came && (await hasArrived(form))) came = await post(form, body);
  restore();
  region.element.inert = false;
  if (!came) {
    form.dispatchEvent(new CustomEvent("unanswered"));
    region.say(gettext("No answer came, and what you wrote is kept. Send it again: what arrives twice stands once."));
  } else if (came.answer.redirected) await goOn(region, came, settled);
  else {
    region.put(came.page, came.answer.url);
    region.focusOnFault();
  }
}

// The answer with its page; null where none came, or not from the site itself.
export async function post(form, body) {
  const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
  const page = answer && answer.status < 500 ? await pageOf(answer) : null;
  return page && { answer, page };
}

// Returns whether what is kept of a form has been thrown away.
export async function discard(region, form) {
  const isDone = (await post(form, new FormData(form)))?.answer.redirected;
  if (isDone) region.parts.querySelector("form[data-keep]")?.dispatchEvent(new CustomEvent("thrown-away"));
  return isDone;
}

async function hasArrived({ dataset, elements }) {
  return dataset.draft && (await ask(dataset.draft, elements.token.value))?.sent;
}

// It was accepted: its reply comes to where it stands, and its points are asked for there.
async function goOn(region, { answer, page }, settled) {
  const points = new URL(answer.url).pathname.match(/^\/replies\/(\d+)\/points\/$/)?.[1];
  const thread = points ? await threadOf(points) : page;
  const number = points ?? page.querySelector(".told")?.closest(".reply").dataset.reply ?? region.number;
  const reply = thread && putReply(thread, number);
  if (!reply) return leave({ answer, page }, number);
  const next = points ? Region.ofPoints(number, page, region.acts) : null;
  settled(region, number, next, thread);
  if (!next) land(reply, page);
}

async function threadOf(number) {
  const answer = await fetch(`/replies/${number}/?in=thread`).catch(() => null);
  return answer?.ok ? pageOf(answer) : null;
}
