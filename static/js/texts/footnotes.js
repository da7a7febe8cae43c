// A footnote opens where its mark stands; without this its mark leads to it, at the end of the text.

import { gettext } from "../words/words.js";

const GAP = 8;

/** What the note says, without its ids and its links back. */
function wordsOf(note) {
  const words = note.cloneNode(true);
  for (const back of words.querySelectorAll(".footnote-backref")) back.remove();
  for (const named of words.querySelectorAll("[id]")) named.removeAttribute("id");
  return words.childNodes;
}

/** Beneath the mark, or above it where there is no room, and within the window. */
function place(opened, mark) {
  const at = mark.getBoundingClientRect();
  const size = opened.getBoundingClientRect();
  const rightmost = document.documentElement.clientWidth - size.width - GAP;
  const beneath = at.bottom + GAP;
  const fits = beneath + size.height <= innerHeight;
  opened.style.left = `${Math.max(GAP, Math.min(at.left, rightmost))}px`;
  opened.style.top = `${fits ? beneath : Math.max(GAP, at.top - size.height - GAP)}px`;
}

document.addEventListener("click", (event) => {
  const mark = event.target.closest?.("a.footnote-ref");
  const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  const note = mark && plain && document.getElementById(decodeURIComponent(mark.hash.slice(1)));
  if (!note || !HTMLElement.prototype.showPopover) return;
  event.preventDefault();
  const opened = document.createElement("aside");
  opened.className = "footnote prose";
  opened.popover = "auto";
  opened.tabIndex = -1;
  opened.setAttribute("role", "dialog");
  opened.setAttribute("aria-label", gettext("Footnote %(number)s", { number: mark.textContent }));
  opened.append(...wordsOf(note));
  opened.addEventListener("toggle", ({ newState }) => {
    if (newState === "closed") opened.remove();
  });
  mark.closest(".prose").append(opened);
  mark.focus();
  opened.showPopover();
  place(opened, mark);
  opened.focus();

  // It goes with its mark, and closes with it. A page may still be on its way to the mark.
  const follow = () => {
    const { top, bottom } = mark.getBoundingClientRect();
    if (!opened.isConnected) removeEventListener("scroll", follow);
    else if (bottom < 0 || top > innerHeight) opened.hidePopover();
    else place(opened, mark);
  };
  addEventListener("scroll", follow, { passive: true });
});
