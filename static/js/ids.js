// Ids of their own for what comes into a page more than once, as a form that opens at every reply.

const NAMING = ["for", "list", "aria-describedby", "aria-labelledby", "aria-controls"];

// Each id within `root` ends in `by` from now on, and so does what names it there.
export function distinguish(root, by) {
  const own = new Map();
  for (const each of root.querySelectorAll("[id]")) {
    own.set(each.id, `${each.id}-${by}`);
    each.id = own.get(each.id);
  }
  for (const name of NAMING) {
    for (const each of root.querySelectorAll(`[${name}]`)) {
      const ids = each.getAttribute(name).split(/\s+/);
      each.setAttribute(name, ids.map((id) => own.get(id) ?? id).join(" "));
    }
  }
  for (const link of root.querySelectorAll('a[href^="#"]')) {
    const id = link.getAttribute("href").slice(1);
    if (own.has(id)) link.setAttribute("href", `#${own.get(id)}`);
  }
}
