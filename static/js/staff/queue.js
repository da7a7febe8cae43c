// Decisions in the moderators' queue are sent by their own forms; then the next item has the focus.

import { gettext, ngettext } from "../words/words.js";

const main = document.querySelector("main");
const said = main.querySelector("[data-said]");
const undo = main.querySelector("[data-undo]");
// What can be taken back, the latest last: its address, and the items that it took away.
const decided = undo.hidden ? [] : [{ url: undo.getAttribute("action"), items: [] }];

prepare();
main.addEventListener("change", (event) => {
  if (event.target.matches("[data-all]")) chooseAll(event.target);
  if (event.target.matches("[name=item], [data-all]")) showChosen(event.target);
});
main.addEventListener("keydown", (event) => {
  const { key, target } = event;
  const { refused } = key === "Enter" && target.name === "reason" ? target.form.dataset : {};
  if (refused) target.form.requestSubmit(target.form.querySelector(`button[value="${refused}"]`));
});
main.addEventListener("submit", async (event) => {
  const { target: form, submitter: button } = event;
  if (!form.closest("[data-queue], [data-last]")) return;
  event.preventDefault();
  if (main.ariaBusy) return;
  main.ariaBusy = "true";
  await (form === undo ? takeBack() : send(form, button)).catch(() => say(gettext("That did not work. Is the site there?")));
  main.ariaBusy = null;
  main.dispatchEvent(new Event("settled"));
});

async function send(form, button) {
  const acted = form.id === "many" ? chosen() : [form.closest("[data-report]")];
  const answer = await post(button.getAttribute("formaction") ?? form.getAttribute("action"), new FormData(form, button));
  form.dataset.refused = answer.ok ? "" : button.value;
  const why = (item) => (answer.ok ? answer.skipped[item.dataset.report] : answer.said);
  const waits = (item) => why(item) && (!answer.waiting || answer.waiting.includes(item.dataset.report));
  const away = acted.filter((item) => !waits(item));
  if (answer.undo) {
    const items = away.filter((item) => !why(item)).map((item) => ({ item, list: item.parentElement }));
    decided.push({ url: answer.undo, items });
    offerUndo();
  }
  form.querySelector(".flash--error")?.remove();
  if (!answer.ok && (away.length < acted.length || !acted.length)) refuse(form, answer.said);
  if (answer.ok) for (const item of acted.filter(waits)) refuse(item.querySelector("form"), why(item));
  const lost = away.filter(why).length;
  const before = ngettext("%(count)s had been decided on already.", "%(count)s had been decided on already.", lost);
  say([answer.said, answer.ok && lost ? before : "", !answer.ok && away.length ? gettext("Going on.") : ""].filter(Boolean).join(" "));
  if (away.length) return takeAway(away);
  const reason = form.querySelector("[name=reason]");
  focusOn(!answer.ok && !reason.value.trim() ? reason : (acted[0] ?? reason));
}

async function takeBack() {
  const last = decided.at(-1);
  if (!last) return say(gettext("There is nothing of yours to take back here. The log has the rest."));
  const body = new FormData(undo);
  for (const { item } of last.items) body.append("item", item.dataset.report);
  const answer = await post(last.url, body);
  say(answer.said);
  if (!answer.ok) return;
  decided.pop();
  offerUndo();
  const known = last.items.filter(({ list }) => list.isConnected);
  if (!known.length || known.length < last.items.length) await refill();
  else for (const { item, list } of known) putBack(item, list);
  focusOn(document.getElementById(known[0]?.item.id ?? "") ?? items()[0]);
}

async function post(url, body) {
  const response = await fetch(url, { method: "POST", body, headers: { accept: "application/json" } });
  const isOurs = response.headers.get("content-type")?.startsWith("application/json");
  const answer = isOurs ? await response.json() : { said: gettext("That could not be done. Load the page again.") };
  for (const [tab, count] of Object.entries(answer.counts ?? {})) {
    main.querySelector(`[data-tab="${tab}"]`).textContent = count;
  }
  const inMasthead = document.querySelector(`.masthead a[href="${location.pathname}"] .count`);
  if (inMasthead && answer.counts) inMasthead.textContent = answer.counts[""] || "";
  return { ...answer, ok: response.ok && isOurs };
}

async function takeAway(away) {
  const all = items();
  const after = all.slice(all.indexOf(away.at(-1)) + 1).find((item) => !away.includes(item));
  const next = after ?? all.filter((item) => !away.includes(item)).at(-1);
  for (const item of away) item.remove();
  for (const group of main.querySelectorAll(".queue-group")) group.hidden = !group.querySelector("[data-report]");
  showChosen();
  if (next) return focusOn(next);
  await refill();
  focusOn(items()[0]);
}

async function refill() {
  const response = await fetch(location.href);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  main.querySelector("[data-queue]").replaceWith(document.adoptNode(page.querySelector("[data-queue]")));
  prepare();
  say(`${said.textContent} ${items().length ? gettext("The next ones are here.") : main.querySelector("[data-nothing]").textContent}`);
}

// The boxes that choose many only steer those of the items, which are what is sent.
function prepare() {
  for (const box of main.querySelectorAll("[data-all]")) {
    box.dataset.names = box.value;
    box.removeAttribute("name");
  }
  items().forEach((item, place) => (item.dataset.place = place));
  showChosen();
}

function offerUndo() {
  undo.hidden = !decided.length;
  if (decided.length) undo.action = decided.at(-1).url;
  const words = ngettext("%(count)s decision to take back", "%(count)s decisions to take back", decided.length);
  undo.querySelector("[data-last-words]").textContent = decided.length > 1 ? words : "";
}

function putBack(item, list) {
  const later = [...list.children].find((each) => Number(each.dataset.place) > Number(item.dataset.place));
  list.insertBefore(item, later ?? null);
  list.closest(".queue-group").hidden = false;
}

function refuse(form, words) {
  const note = form.querySelector(".flash--error") ?? document.createElement("p");
  note.className = "flash flash--error";
  note.textContent = words;
  form.prepend(note);
}

function chooseAll(box) {
  for (const name of box.dataset.names.split(" ")) {
    const own = main.querySelector(`[data-report="${name}"] [name=item]`);
    if (own) own.checked = box.checked;
  }
}

function showChosen(changed) {
  const many = document.getElementById("many");
  if (!many) return;
  const all = chosen();
  many.querySelector("[data-chosen]").textContent = all.length ? ngettext("%(count)s chosen", "%(count)s chosen", all.length) : "";
  for (const box of main.querySelectorAll("[data-all]")) {
    if (box !== changed) box.checked = box.dataset.names.split(" ").every((name) => all.some((item) => item.dataset.report === name));
  }
  const { reason } = many.elements;
  if (reason.value !== (reason.dataset.filled ?? "")) return;
  // What was said of one is no reason against the others: it is offered only where all have the same.
  const reasons = new Set(all.map((item) => item.querySelector("[name=reason]").value.trim()));
  reason.value = reason.dataset.filled = reasons.size === 1 ? [...reasons][0] : "";
}

function focusOn(element) {
  (element ?? main.querySelector("h1")).focus();
  element?.scrollIntoView({ block: "nearest" });
}

function items() {
  return [...main.querySelectorAll("[data-report]")];
}

function chosen() {
  return items().filter((item) => item.querySelector("[name=item]:checked"));
}

function say(words) {
  said.textContent = words;
}
