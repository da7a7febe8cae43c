// Telling the site until when a thread is read, and its reader what comes meanwhile.

import { ngettext } from "./words/words.js";

const MINUTE = 60_000;
const IDLE = 3 * MINUTE; // after the last scroll nobody counts as reading
const AGAIN = [5_000, 10_000, 20_000, 40_000];

const bar = document.querySelector("[data-arrivals]");
if (bar) visit(bar, bar.querySelector("form"));

function visit(bar, form) {
  let moved = Date.now();
  let noted = 0; // when it was last sent
  let read = false; // whether anybody has read since
  let busy = false;

  for (const event of ["scroll", "pointerdown", "keydown"]) {
    addEventListener(event, () => { moved = Date.now(); note(); }, { passive: true });
  }
  addEventListener("focus", note);
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : note()));
  addEventListener("pagehide", leave);
  // What is marked as read here says so itself.
  form.addEventListener("submit", () => (read = false));
  setInterval(() => {
    note();
    if (!document.hidden) look(bar);
  }, MINUTE);
  note();

  // At once for the first view, then each minute, as long as somebody reads.
  function note() {
    if (document.hidden || !document.hasFocus() || Date.now() - moved > IDLE) return;
    read = true;
    if (!busy && Date.now() - noted >= MINUTE) send(0);
  }

  async function send(tried) {
    busy = true;
    noted = Date.now();
    read = false;
    const done = await fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true }).then(
      (answer) => answer.status < 500,
      () => false,
    );
    if (done || tried === AGAIN.length) busy = false;
    else setTimeout(() => send(tried + 1), AGAIN[tried]);
  }

  function leave() {
    if (read) navigator.sendBeacon(form.action, new FormData(form));
    read = false;
  }
}

async function look(bar) {
  const answer = await fetch(bar.dataset.arrivals).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const count = (await answer.json()).new;
  const said = bar.querySelector("[data-arrived]");
  if (!count || said.dataset.arrived === String(count)) return;
  said.dataset.arrived = count;
  const button = document.createElement("button");
  button.className = "btn btn--line";
  button.textContent = ngettext("Show it", "Show them", count);
  button.addEventListener("click", () => {
    history.replaceState(null, "", "#thread");
    location.reload();
  });
  said.replaceChildren(ngettext("%(count)s new reply came while you read.", "%(count)s new replies came while you read.", count), " ", button);
}
