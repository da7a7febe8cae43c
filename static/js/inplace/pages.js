// Pages that were fetched, as documents of their own.

// Null where the line broke before all of it was here.
export async function pageOf(answer) {
  const html = await answer.text().catch(() => null);
  return html === null ? null : new DOMParser().parseFromString(html, "text/html");
}

export function mainOf(page) {
  return document.importNode(page.querySelector("main"), true);
}
