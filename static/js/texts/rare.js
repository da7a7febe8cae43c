// What opens footnotes, and copies formulas, is fetched where there are any: most texts have none.

import { enhance, within } from "../enhance.js";

enhance((root) => {
  if (within(root, ".footnote-ref").length) import("./footnotes.js");
  if (within(root, "math").length) import("./formula_copies.js");
});
