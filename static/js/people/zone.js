// The time zone of this browser, beside the field for one’s own: chosen for who has none yet, and
// offered to who reads in UTC. Nothing is told to the site until its form is sent.

import { make } from "../elements.js";
import { gettext } from "../words/words.js";

const field = document.querySelector('select[name="timezone"]');
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
const choice = [...(field?.options ?? [])].find((each) => each.value === here);

if (choice && field.value === "UTC" && here !== "UTC") {
  if ("guess" in field.dataset) field.value = here;
  else offer();
}

function offer() {
  const button = make("button", "btn btn--line", gettext("Choose %(zone)s, where this browser is", { zone: choice.label }));
  button.type = "button";
  button.addEventListener("click", () => {
    field.value = here;
    field.focus();
    button.remove();
  });
  field.after(button);
}
