// The page that tells how to write, opened in place; where it can't be had, the link leads there.

let dialog = null;

export async function openHelp(link) {
  dialog ??= await fetched(link.href).catch(() => null);
  if (dialog) dialog.showModal();
  else open(link.href, "_blank", "noopener");
}

async function fetched(address) {
  const response = await fetch(address);
  if (!response.ok) return null;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const article = page.querySelector(".syntax");
  const made = document.createElement("dialog");
  made.className = "keys howto";
  made.autofocus = true;
  made.setAttribute("aria-label", article.querySelector("h1").textContent);
  const form = document.createElement("form");
  form.method = "dialog";
  const close = document.createElement("button");
  close.className = "btn btn--second";
  close.textContent = "Close";
  form.append(close);
  made.append(document.importNode(article, true), form);
  document.body.append(made);
  return made;
}
