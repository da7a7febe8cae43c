// What stands by the field in which a text is written, on the page and in forms that come later.

import { enhance, within } from "../enhance.js";
import { gettext } from "../words/words.js";
import { apply, stateOf } from "./apply.js";
import { newLine } from "./blocks.js";
import { Completion } from "./complete.js";
import { countedSource, Length } from "./count.js";
import { fillsScreen } from "./full.js";
import { openHelp } from "./help.js";
import { offerPictures } from "./images.js";
import { pasteInto } from "./paste.js";
import { Preview } from "./preview.js";
import { Toolbar } from "./toolbar.js";

enhance((root) => within(root, ".composer textarea[name=body]").forEach(edit));

function edit(area) {
  const toolbar = new Toolbar(area);
  const block = area.form.querySelector("[data-images]");
  if (block) offerPictures(area, block, toolbar.add("picture", gettext("Add a picture")));
  pasteInto(area);
  const length = new Length(area);
  if (area.form.dataset.preview) {
    const preview = new Preview(area, (told) => length.say(told ?? countedSource(area.value)));
    length.isBySite = () => preview.isShown;
    preview.shownBy(toolbar.add("preview", gettext("Preview while you write")));
  }
  const link = area.form.querySelector("[data-syntax]");
  toolbar.add("help", link.textContent, () => openHelp(link));
  link.closest("p").hidden = true;
  fillsScreen(area, toolbar.add("full", gettext("Fill the screen")));
  new Completion(area);
  area.addEventListener("keydown", (event) => {
    const { altKey, ctrlKey, isComposing, key, metaKey, shiftKey } = event;
    if (key !== "Enter" || altKey || ctrlKey || metaKey || shiftKey || isComposing) return;
    const line = newLine(stateOf(area));
    if (!line) return;
    event.preventDefault();
    apply(area, line);
  });
}
