// What a form of points will do as it stands, in a line or on its button, before it is sent.
// `threads/pages/tells.py` says the same of what is preset.

import { enhance, within } from "./enhance.js";

const NOTHING = "adds nothing to the critique";
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
  else put(place, points.length || chosen.length || plain ? `As it stands, your reply ${told(chosen)}.` : "");
}

function put(place, words) {
  if (place.textContent !== words) place.textContent = words;
}

// An option reads “Shares b: its claim”, or “Shares another:” with the address beside it.
function pointOf(select) {
  const [does] = select.value.split("-");
  if (["new", "question", "none"].includes(does)) return { adds: { new: "objection", question: "question" }[does] };
  const words = select.selectedOptions[0].textContent.split(":")[0].split(" ");
  const typed = select.closest(".points__body").querySelector(".points__of input")?.value.trim();
  const address = words.pop();
  const says = words.join(" ").replace(/^./, (first) => first.toLowerCase());
  return { does, says: says === "about" ? "is about" : says, on: address === "another" && typed ? typed : address };
}

function told(chosen) {
  const added = addedOf(chosen);
  const said = new Map();
  for (const { says, on } of chosen) if (says) said.set(says, (said.get(says) ?? new Set()).add(on));
  const pieces = [...said].map(([says, on]) => `${says} ${names([...on])}`);
  return names(added ? [`adds ${added}`, ...pieces] : pieces) || NOTHING;
}

function buttonOf(chosen) {
  const added = addedOf(chosen);
  return added && !chosen.some((each) => each.says) ? `Add ${added}` : `Save: ${told(chosen)}`;
}

function addedOf(chosen) {
  const counted = ["objection", "question"].map((kind) => [kind, chosen.filter((each) => each.adds === kind).length]);
  return names(counted.filter(([, n]) => n).map(([kind, n]) => `${n} ${kind}${n > 1 ? "s" : ""}`));
}

function names(list) {
  return list.length < 2 ? list.join("") : `${list.slice(0, -1).join(", ")} and ${list.at(-1)}`;
}
