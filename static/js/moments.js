// “5 minutes ago” for what is recent, and of every time the moment and its zone on hover.

import { enhance, within } from "./enhance.js";
import { gettext, language } from "./words/words.js";

const MINUTE = 60_000;
const UNITS = [
  ["minute", MINUTE, 60],
  ["hour", 60 * MINUTE, 24],
];
const ago = new Intl.RelativeTimeFormat(language(), { numeric: "always" });
// The reader’s own, where they chose one and this browser knows it.
export const timeZone = known(document.body.dataset.zone);
const whole = new Intl.DateTimeFormat(language(), { dateStyle: "long", timeStyle: "short", timeZone });
const zone = new Intl.DateTimeFormat(language(), { timeZoneName: "short", timeZone });

const times = new Set();
enhance((root) => {
  for (const time of within(root, "time[datetime]")) {
    if (!time.dateTime.includes("T")) continue;
    const at = new Date(time.dateTime);
    const name = zone.formatToParts(at).find((part) => part.type === "timeZoneName").value;
    time.title = `${whole.format(at)} ${name}`;
    time.dataset.day = time.textContent;
    times.add(time);
  }
  tell();
});
setInterval(tell, MINUTE);

function tell() {
  // In a sentence a day reads better, and in a list of essays nothing shall move.
  for (const time of times) {
    if (!time.matches(".reply .byline > a > time")) continue;
    const words = said(Date.now() - new Date(time.dateTime)) ?? time.dataset.day;
    if (time.textContent !== words) time.textContent = words;
  }
}

function known(name) {
  try {
    return name && new Intl.DateTimeFormat(language(), { timeZone: name }) && name;
  } catch {
    // Then the browser’s.
  }
}

// Nothing for what is older than a day: then the day says more. A page names the minute alone, so
// that its middle is meant.
function said(sinceMinute) {
  const since = sinceMinute - MINUTE / 2;
  if (since < -MINUTE / 2) return null;
  if (since < MINUTE) return gettext("just now");
  for (const [unit, length, most] of UNITS) {
    const count = Math.floor(since / length);
    if (count < most) return ago.format(-count, unit);
  }
  return null;
}
