// Adding pictures to a text: by a tool, by dropping and by pasting. The site keeps the picture and
// answers with the Markdown that shows it.

import { gettext } from "../words/words.js";
import { put } from "./apply.js";

// In place of the fields that add a picture without scripts; `button` lets one choose a picture.
export function offerPictures(text, block, button) {
  const { form } = text;
  const said = document.createElement("p");
  const chosen = document.createElement("input");
  const url = block.dataset.images;
  const awaited = []; // what stands in the text for pictures that are under way
  said.className = "help";
  if (!matchMedia("(pointer: coarse)").matches) button.title = gettext("Add a picture; one can be dropped or pasted into the text, too");
  said.setAttribute("role", "status");
  Object.assign(chosen, { type: "file", hidden: true, multiple: true, accept: block.querySelector("[type=file]").accept });
  chosen.dataset.imagesChosen = "";
  text.closest(".field").append(chosen, said);
  block.remove();

  button.addEventListener("click", () => chosen.click());
  chosen.addEventListener("change", () => {
    add([...chosen.files]);
    chosen.value = "";
  });
  text.addEventListener("paste", (event) => take(event, event.clipboardData));
  text.addEventListener("drop", (event) => take(event, event.dataTransfer));
  text.addEventListener("dragover", (event) => {
    if (event.dataTransfer.types.includes("Files")) event.preventDefault();
  });

  // Sent now, the text would have no picture. Nothing else may take the form for sent.
  form.addEventListener(
    "submit",
    (event) => {
      if (!awaited.some((place) => text.value.includes(place))) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      said.textContent = gettext("The picture is still under way. Send the text when it has come, or take its line out.");
    },
    { capture: true },
  );

  // Words that come along with a picture, as from a word processor, are what was meant.
  function take(event, data) {
    const files = [...data.files].filter((file) => file.type.startsWith("image/"));
    if (!files.length || data.types.includes("text/plain")) return;
    event.preventDefault();
    add(files);
  }

  async function add(files) {
    for (const file of files) await upload(file);
  }

  async function upload(file) {
    const place = `![${file.name.replace(/[[\]\\\n]/g, "")} …]()`;
    insert(place);
    awaited.push(place);
    said.textContent = gettext("Adding the picture…");
    button.disabled = true;
    const body = new FormData();
    body.append("image", file);
    body.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    const response = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
    const answer = await response?.json().catch(() => null);
    button.disabled = false;
    awaited.splice(awaited.indexOf(place), 1);
    settle(place, answer?.markdown ?? "");
    if (answer?.markdown) said.textContent = gettext("Describe it between the brackets, for those who cannot see it.");
    else if (response?.redirected) said.textContent = gettext("You are signed out. Sign in again in another tab, then add it here.");
    else if (response?.status === 413) said.textContent = gettext("The picture is too large. Save a smaller one.");
    else said.textContent = answer?.said ?? gettext("The picture did not arrive. Are you online? Add it again.");
  }

  // On lines of its own, by what undoing knows.
  function insert(place) {
    const before = text.value.slice(0, text.selectionStart);
    const after = text.value.slice(text.selectionEnd);
    const gap = (words, edge) => (!words || edge.test(words) ? "" : "\n\n");
    put(text, `${gap(before, /\n\n$/)}${place}${gap(after, /^\n\n/)}`);
  }

  // What was typed meanwhile stays; the caret stands where the description goes.
  function settle(place, markdown) {
    const at = text.value.indexOf(place);
    if (at < 0 && !markdown) return;
    const focused = document.activeElement;
    const typing = document.activeElement === text && text.selectionStart !== at + place.length;
    const { selectionStart, selectionEnd } = text;
    const moved = markdown.length - place.length;
    if (at >= 0) text.setSelectionRange(at, at + place.length);
    put(text, markdown);
    if (at >= 0 && typing && !nearby(selectionStart, at, place)) {
      const shift = selectionStart > at ? moved : 0;
      text.setSelectionRange(selectionStart + shift, selectionEnd + shift);
    } else if (markdown && at >= 0) text.setSelectionRange(at + 2, at + 2);
    // Who writes in another field goes on there.
    if (focused !== text && focused.matches("input, select, textarea")) focused.focus();
  }

  // The caret stands after the place and the empty line that was put behind it.
  function nearby(caret, at, place) {
    return caret >= at && caret <= at + place.length + 2;
  }
}
