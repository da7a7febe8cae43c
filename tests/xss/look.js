// Returns one line for each thing in the page that no text may bring there.
() => {
  const found = [];
  const ids = new Set();
  const xhtml = "http://www.w3.org/1999/xhtml";
  const obeyed = /^(hx-|data-hx-|x-|ng-|v-|on|is$|ping$|srcdoc$|srcset$|background$|poster$|slot$|style$)/i;
  const leading = /^(href|xlink:href|src|action|cite|data|longdesc|formaction)$/i;
  const foreign = new Set(
    ("base iframe frame frameset object embed applet portal style template noscript video audio " +
      "picture marquee plaintext xmp listing foreignobject image animate set track " +
      "maction mglyph semantics annotation annotation-xml").split(" "),
  );
  const clobbering = new Set("document forms body alert cookie location __proto__".split(" "));
  const ours = (address) => String(address).startsWith(`${location.origin}/`);
  const say = (what, element) => found.push(`${what}: ${element.outerHTML.slice(0, 200)}`);

  const absolute = (address) => {
    try {
      return new URL(address, location.href).href;
    } catch {
      return `${location.origin}/`;
    }
  };
  const scheme = (address) => absolute(address).replace(/:.*$/s, ":");

  // The room of a branch that is not drawn yet: our script says how high, and no text is a branch.
  const isRoom = (element, name, value) =>
    name === "style" && element.matches(".replies > li") && /^contain-intrinsic-height: auto [\d.]+px;$/.test(value);

  const checkAttributes = (element) => {
    for (const { name, value } of element.attributes) {
      if (isRoom(element, name, value)) continue;
      if (obeyed.test(name)) say("attribute", element);
      if (!leading.test(name)) continue;
      if (element.namespaceURI !== xhtml && !value.startsWith("#")) say("address", element);
      if (!/^(https?|mailto):$/.test(scheme(value))) say("scheme", element);
      if (!ours(absolute(value)) && !/^(https?:\/\/|mailto:)/i.test(value)) say("host", element);
    }
  };

  const checkElement = (element) => {
    const name = element.localName.toLowerCase();
    const inData = element.type === "application/json" || element.type === "application/ld+json";
    if (foreign.has(name)) say("element", element);
    // Formulas of ours say what was written.
    if (name === "math" && !element.hasAttribute("alttext")) say("formula", element);
    if (name === "script" && !inData && !(ours(element.src) && !element.text)) say("script", element);
    if (name === "link" && !ours(element.href)) say("link", element);
    if (name === "img" && !ours(element.src)) say("image", element);
    if (name === "meta" && element.httpEquiv) say("meta", element);
    if (name === "form" && !ours(element.getAttribute("action") ? element.action : location.href)) {
      say("form", element);
    }
    if (element.id) {
      if (ids.has(element.id)) say("id twice", element);
      if (clobbering.has(element.id)) say("id that clobbers", element);
      ids.add(element.id);
    }
  };

  for (const element of document.querySelectorAll("*")) {
    checkAttributes(element);
    checkElement(element);
    if (element.shadowRoot) say("shadow", element);
  }
  if (!document.querySelector("body > footer")) found.push("the page does not end as it should");
  return found;
}
