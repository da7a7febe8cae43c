// Keeps what somebody is writing until the site has it.
// Ctrl+Enter (or ⌘+Enter) presses the form's main button.

import { accept, isKeeping } from "./copies.js";
import { Keeper } from "./keeper.js";

if (isKeeping) {
  for (const told of document.querySelectorAll("[data-accepted]")) accept(told.dataset.accepted.split(" ")[0]);
}
for (const form of document.querySelectorAll("form[data-keep]")) {
  if (isKeeping) new Keeper(form);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(form.querySelector(".btn--main"));
    }
  });
}
