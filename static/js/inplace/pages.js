// Pages that were fetched: what of a form’s own page is shown where it opens in its place.

import { distinguish } from "../ids.js";

// What the thread around it says already.
const ALONE = ".crumbs, .title, .letters, [data-alone]";

// The page as a document; null where the line broke before all of it was here, or it is not ours.
export async function pageOf(answer) {
  const html = await answer.text().catch(() => "");
  const page = new DOMParser().parseFromString(html, "text/html");
  return page.querySelector("main") ? page : null;
}

// Its parts, with ids that end in `by`; its forms are sent where those of the page at `url` would be.
export function partsOf(page, url, by) {
  const main = document.importNode(page.querySelector("main"), true);
  for (const each of main.querySelectorAll(ALONE)) each.remove();
  // The name of the region says it.
  main.querySelector('label[for="id_body"]')?.classList.add("vh");
  distinguish(main, by);
  for (const form of main.querySelectorAll("form")) {
    if (!form.hasAttribute("action")) form.setAttribute("action", url);
    form.dataset.ids = by;
    // A browser that loads the page anew would put its text into another form.
    form.autocomplete = "off";
  }
  return [...main.childNodes];
}

export function titleOf(page) {
  return page.querySelector("main .title")?.textContent.trim() ?? "";
}

// What it says where it shows no form.
export function wordsOf(page) {
  const said = page.querySelectorAll("main :is(h1, .flash p, .sentence, p#composer)");
  return [...said].map((each) => each.textContent.trim()).join(". ");
}
