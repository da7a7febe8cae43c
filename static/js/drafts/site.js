// What the site keeps of a form while somebody types; every answer says what came of it.

import { gettext } from "../words/words.js";

const MOST_AT_THE_END = 60_000; // characters that a browser still sends while a page goes away

export async function save({ place, token, sequence, typed, csrf, isEnd, signal }) {
  const body = new FormData();
  for (const [name, value] of Object.entries({ ...typed, token, sequence })) body.append(name, value);
  body.append("csrfmiddlewaretoken", csrf);
  const length = Object.values(typed).join("").length;
  const keepalive = isEnd && length < MOST_AT_THE_END;
  const response = await fetch(`/drafts/${place}/`, { method: "POST", body, keepalive, signal }).catch(() => null);
  if (!response || response.status >= 500) return { came: "nothing" };
  if (response.redirected) return { came: "signed out" };
  if (response.ok) return { came: "saved", ...(await response.json()) };
  if (response.status === 409) return { came: "other", ...(await response.json()) };
  const isTold = response.headers.get("content-type")?.startsWith("text/plain");
  return { came: "refused", why: isTold ? await response.text() : gettext("the page is too old; open it anew.") };
}

// What is kept at a place, and whether the form with this token was accepted; null if nobody says.
export async function ask(place, token) {
  const response = await fetch(`/drafts/${place}/state/?token=${token}`).catch(() => null);
  return response?.ok && !response.redirected ? response.json() : null;
}

// It can be put back from the page of one's drafts.
export function discard(place, csrf) {
  const body = new URLSearchParams({ csrfmiddlewaretoken: csrf });
  return fetch(`/drafts/${place}/discard/`, { method: "POST", body, redirect: "manual" }).catch(() => null);
}
