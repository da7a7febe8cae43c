// What is kept of a form’s text elsewhere, brought back into it: from tabs that were closed, and
// from the site. Where there are two texts both are shown, and neither is forced on anybody.

import { gettext } from "../words/words.js";
import { copiesAt, forget, keyOf, openElsewhere } from "./copies.js";
import { fill, same, typedIn } from "./fields.js";
import { time, when, wordsOf } from "./lines.js";
import { ask } from "./site.js";

// Goes on with what was written at the place of a form when its tab was closed.
export async function bringBack(keeper) {
  const copies = copiesAt((place) => place === keeper.place || (isFresh(keeper) && place.startsWith("new-")));
  const [latest, ...others] = await left(keeper, copies);
  if (!latest) return;
  const { given, sequence, form } = keeper;
  const isOlder = latest.sequence < Number(sequence.value);
  const hasChanged = latest.place === keeper.place && !same(latest.before, given) && !sequence.value;
  const isUntouched = same(typedIn(form), given);
  if (latest.isPerhapsOpen || isOlder || hasChanged || !isUntouched) offer(keeper, latest);
  else {
    keeper.take(latest);
    tellRestored(keeper, gettext("Restored what you wrote here on %(when)s.", { when: when(latest.at) }));
  }
  for (const copy of others) if (copy.place === keeper.place) offer(keeper, copy);
}

// What the site has of it, where the page was sent without.
export async function askSite(keeper) {
  const kept = await ask(keeper.place, keeper.token.value);
  if (!kept?.typed) return;
  if (same(typedIn(keeper.form), keeper.given)) {
    keeper.sequence.value = kept.sequence;
    fill(keeper.form, kept.typed);
    tellRestored(keeper, gettext("Here is what you wrote, as it was saved %(when)s.", { when: when(kept.at) }));
  } else if (same(typedIn(keeper.form), kept.typed)) keeper.sequence.value = kept.sequence;
  else choose(keeper, kept);
}

// Another tab or device saved another text there.
export function choose(keeper, other) {
  const settle = () => {
    keeper.isChoosing = false;
    keeper.sequence.value = other.sequence;
  };
  keeper.isChoosing = true;
  keeper.lines.say(gettext("Not saved: choose a text"), { isWrong: true });
  const words = gettext(
    "Another text of yours was saved here at %(time)s, by another tab or device. It stands below, yours in the form: keep either.",
    { time: time(other.at) },
  );
  const acts = {
    [gettext("Take the other one")]: () => {
      const mine = keeper.copy.values;
      settle();
      fill(keeper.form, other.typed);
      offerFormer(keeper, mine);
    },
    [gettext("Keep what is in the form")]: () => {
      settle();
      keeper.saveNow();
    },
  };
  keeper.lines.offer(words, acts, wordsOf(other.typed));
}

// A fresh page for a new essay goes on with the one whose tab was closed.
function isFresh({ place, sequence, given }) {
  return place.startsWith("new-") && !sequence.value && !Object.values(given).join("");
}

// The copies that no other tab has open and that did not arrive, newest first. What the page says of
// one that did may come while the site is asked.
async function left(keeper, copies) {
  const open = await openElsewhere();
  const found = [];
  for (const copy of copies) {
    if (open?.has(keyOf(copy))) continue;
    if (copy.sent && keeper.onSite && (await ask(copy.place, copy.token))?.sent) forget(copy);
    else if (same(copy.values, keeper.given)) forget(copy);
    else found.push({ ...copy, isPerhapsOpen: !open });
  }
  const still = new Set(copiesAt(() => true).map(keyOf));
  return found.filter((copy) => still.has(keyOf(copy)));
}

function offer(keeper, copy) {
  const words = gettext(
    "This browser has another text of yours, written here on %(when)s. Nothing is lost: take either.",
    { when: when(copy.at) },
  );
  const acts = {
    [gettext("Bring back what you wrote")]: () => {
      const mine = keeper.copy.values;
      keeper.take(copy);
      if (!same(mine, keeper.given)) offerFormer(keeper, mine);
    },
    [gettext("Throw that one away")]: () => forget(copy),
  };
  keeper.lines.offer(words, acts, wordsOf(copy.values));
}

function offerFormer(keeper, values) {
  const acts = { [gettext("Take that one")]: () => fill(keeper.form, values), [gettext("Close")]: () => {} };
  keeper.lines.offer(gettext("This is what the form held before."), acts, wordsOf(values));
}

function tellRestored(keeper, words) {
  const acts = { [gettext("Keep it")]: () => {}, [gettext("Throw it away")]: () => keeper.throwAway() };
  if (keeper.place.startsWith("new-")) acts[gettext("Begin another")] = () => keeper.beginAnother();
  keeper.lines.offer(words, acts);
}
