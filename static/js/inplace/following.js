// What one follows and mutes is changed without leaving the page.

import { make } from "../elements.js";
import { gettext } from "../words/words.js";

const refused = new WeakSet(); // buttons whose page tells why

document.addEventListener("submit", async (event) => {
  const { target: form, submitter: button } = event;
  if (!button?.matches('[data-form="follow"] button, button[formaction$="/following/"]') || refused.has(button)) return;
  event.preventDefault();
  const elsewhere = button.getAttribute("formaction");
  const data = new FormData(form, button);
  data.append("here", elsewhere ? form.id : "");
  const answer = await fetch(elsewhere ?? form.action, { method: "POST", body: data }).catch(() => null);
  if (!answer?.ok || answer.redirected) {
    refused.add(button);
    return form.requestSubmit(button);
  }
  const now = document.createRange().createContextualFragment(await answer.text());
  const pressed = now.querySelector("button");
  const before = elsewhere ? `button[formaction="${elsewhere}"]` : 'button[name="do"]';
  const buttons = [...(elsewhere ? document : form).querySelectorAll(before)];
  button.before(now);
  buttons.forEach((each) => each.remove());
  pressed.focus();
});

// On a page with hundreds of replies the way to mute one comes with whoever looks at it.
for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, ({ target }) => offer(target.closest?.(".thread .reply")));

function offer(reply) {
  const actions = reply?.dataset.state === "visible" && reply.querySelector(":scope > .actions");
  const url = `/replies/${reply?.dataset.reply}/mute/`;
  if (!actions || actions.querySelector(`[href="${url}"]`)) return;
  const link = make("a", "btn", gettext("Mute"));
  link.href = url;
  link.ariaLabel = gettext("Mute %(name)s’s reply", { name: reply.querySelector(".byline > h3").firstChild.textContent });
  actions.append(link);
}
