// Adding pictures to a text: by a button, by dropping and by pasting. The site keeps the picture and
// answers with the Markdown that shows it.

import { enhance, within } from "./enhance.js";

const DESCRIBE = "Describe it between the brackets, for those who cannot see it.";

enhance((root) => within(root, "[data-images]").forEach(offer));

function offer(block) {
  const form = block.closest("form");
  const text = form.querySelector("[name=body]");
  const row = make("div", "row images");
  const button = make("button", "btn btn--line", "Add a picture");
  const said = make("span", "help", "or drop or paste one into the text");
  const chosen = make("input");
  const url = block.dataset.images;
  button.type = "button";
  said.setAttribute("role", "status");
  Object.assign(chosen, { type: "file", hidden: true, multiple: true, accept: block.querySelector("[type=file]").accept });
  chosen.dataset.imagesChosen = "";
  row.append(button, chosen, said);
  block.replaceWith(row);

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
    said.textContent = "Adding the picture…";
    button.disabled = true;
    const body = new FormData();
    body.append("image", file);
    body.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    const response = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
    const answer = await response?.json().catch(() => null);
    button.disabled = false;
    settle(place, answer?.markdown ?? "");
    if (answer?.markdown) said.textContent = DESCRIBE;
    else if (response?.redirected) said.textContent = "You are signed out. Sign in again in another tab, then add it here.";
    else if (response?.status === 413) said.textContent = "The picture is too large. Save a smaller one.";
    else said.textContent = answer?.said ?? "The picture did not arrive. Are you online? Add it again.";
  }

  // On lines of its own, by what undoing knows.
  function insert(place) {
    const before = text.value.slice(0, text.selectionStart);
    const after = text.value.slice(text.selectionEnd);
    const gap = (words, edge) => (!words || edge.test(words) ? "" : "\n\n");
    text.focus();
    put(`${gap(before, /\n\n$/)}${place}${gap(after, /^\n\n/)}`);
  }

  // What was typed meanwhile stays; the caret stands where the description goes.
  function settle(place, markdown) {
    const at = text.value.indexOf(place);
    if (at < 0 && !markdown) return;
    const typing = document.activeElement === text && text.selectionStart !== at + place.length;
    const { selectionStart, selectionEnd } = text;
    const moved = markdown.length - place.length;
    if (at >= 0) text.setSelectionRange(at, at + place.length);
    put(markdown);
    if (at >= 0 && typing && !nearby(selectionStart, at, place)) {
      const shift = selectionStart > at ? moved : 0;
      text.setSelectionRange(selectionStart + shift, selectionEnd + shift);
    } else if (markdown) text.setSelectionRange(at + 2, at + 2);
  }

  // The caret stands after the place and the empty line that was put behind it.
  function nearby(caret, at, place) {
    return caret >= at && caret <= at + place.length + 2;
  }

  function put(words) {
    text.focus();
    if (document.execCommand(words ? "insertText" : "delete", false, words)) return;
    text.setRangeText(words, text.selectionStart, text.selectionEnd, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function make(name, classes = "", words = "") {
  const element = document.createElement(name);
  if (classes) element.className = classes;
  element.textContent = words;
  return element;
}
