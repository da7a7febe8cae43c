// What a form of points will do as it stands, in a line or on its button, before it is sent.
// `threads/pages/points/tells.py` says the same of what is preset.

import { enhance, within } from "./enhance.js";
import { gettext, listed, ngettext, pgettext } from "./words/words.js";

const STANCES = new Set(["answer", "concede", "part", "decline"]);

enhance((root) => within(root, "[data-tells]").forEach(watch));

function watch(place) {
  const form = place.closest("form");
  for (const event of ["change", "input", "points"]) form.addEventListener(event, () => tell(form, place));
  tell(form, place);
}

function tell(form, place) {
  const plain = form.querySelector("[name=plain]:checked");
  const points = plain ? [] : [...form.querySelectorAll(".point-line select")].map(pointOf);
  // What a point says of an objection counts before its row.
  const spoken = new Set(points.filter((each) => STANCES.has(each.does)).map((each) => each.on));
  const rows = [...form.querySelectorAll(".stance input:checked")].filter((each) => each.dataset.says);
  const chosen = [...rows.map((each) => each.dataset).filter((each) => !spoken.has(each.on)), ...points];
  if (place.tagName === "BUTTON") put(place, buttonOf(chosen));
  else put(place, points.length || chosen.length || plain ? gettext("As it stands, your reply %(deeds)s.", { deeds: told(chosen) }) : "");
}

function put(place, words) {
  if (place.textContent !== words) place.textContent = words;
}

// An option names its objection, or another one, whose address stands beside it.
function pointOf(select) {
  const [does] = select.value.split("-");
  if (["new", "question", "none"].includes(does)) return { does };
  const { says, on } = select.selectedOptions[0].dataset;
  const typed = select.closest(".points__body").querySelector(".points__of input")?.value.trim();
  return { does, says, on: on || typed || pgettext("an objection", "another") };
}

function told(chosen) {
  const added = addedOf(chosen);
  const said = new Map();
  for (const { says, on } of chosen) if (says) said.set(says, (said.get(says) ?? new Set()).add(on));
  const pieces = [...said].map(([says, on]) => `${says} ${listed(on)}`);
  if (added) pieces.unshift(gettext("adds %(objections)s", { objections: added }));
  return listed(pieces) || gettext("adds nothing to the critique");
}

function buttonOf(chosen) {
  const added = addedOf(chosen);
  return added && !chosen.some((each) => each.says) ? gettext("Add %(objections)s", { objections: added }) : gettext("Save: %(deeds)s", { deeds: told(chosen) });
}

function addedOf(chosen) {
  const [objections, questions] = ["new", "question"].map((kind) => chosen.filter((each) => each.does === kind).length);
  const counted = [];
  if (objections) counted.push(ngettext("%(count)s objection", "%(count)s objections", objections));
  if (questions) counted.push(ngettext("%(count)s question", "%(count)s questions", questions));
  return listed(counted);
}
