// Keeps what somebody is writing until the site has it.
// Ctrl+Enter (or ⌘+Enter) presses the form's main button.

import { enhance, within } from "../enhance.js";
import { accept, isKeeping } from "./copies.js";
import { Keeper } from "./keeper.js";

enhance((root) => {
  if (isKeeping) {
    for (const told of within(root, "[data-accepted]")) accept(told.dataset.accepted.split(" ")[0]);
  }
  within(root, "form[data-keep]").forEach(keep);
});

function keep(form) {
  if (isKeeping) new Keeper(form);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(form.querySelector(".btn--main"));
    }
  });
}
