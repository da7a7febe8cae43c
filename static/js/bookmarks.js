// Bookmarks are kept without leaving the page.

const form = document.getElementById("bookmark");

form?.addEventListener("submit", async (event) => {
  const button = event.submitter;
  if (!button) return;
  event.preventDefault();
  const data = new FormData(form);
  data.append(button.name, button.value);
  const answer = await fetch(form.action, { method: "POST", body: data, redirect: "manual" }).catch(() => null);
  // What was refused, or is gone, is told by a page of its own.
  if (answer?.type !== "opaqueredirect") return form.submit.call(sendingAs(button));
  const keeps = button.name === "keep";
  button.name = keeps ? "drop" : "keep";
  button.firstChild.data = keeps ? "Bookmarked" : "Bookmark";
  button.setAttribute("aria-pressed", String(keeps));
});

function sendingAs(button) {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = button.name;
  field.value = button.value;
  form.append(field);
  return form;
}
