// What is said of a reply with one click, in the thread itself: “I share this objection”, and right
// after posting whether it is one.

import { restore, show } from "../sending.js";
import { leave } from "./leaving.js";
import { land, putReply } from "./replies.js";
import { post } from "./send.js";

const CLICKS = '.hint, .actions form[action*="/share/"]';

const refused = new WeakSet(); // forms whose page tells why

document.addEventListener("submit", async (event) => {
  const { target: form, submitter } = event;
  const reply = form.matches(CLICKS) && form.closest(".reply");
  // A form that is open in the reply would go with it.
  if (!reply || event.defaultPrevented || refused.has(form) || reply.querySelector(".inplace:not([hidden])")) return;
  event.preventDefault();
  const body = new FormData(form, submitter);
  if (submitter) show(submitter);
  const came = await post(form, body);
  restore();
  if (!came?.answer.redirected) {
    refused.add(form);
    return form.requestSubmit(submitter);
  }
  const now = putReply(came.page, reply.dataset.reply);
  if (now) land(now, came.page);
  else leave(came, reply.dataset.reply);
});
