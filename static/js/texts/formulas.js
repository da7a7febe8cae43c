// What copies formulas is fetched where there are any: most texts have none.

import { enhance, within } from "../enhance.js";

enhance((root) => {
  if (within(root, "math").length) import("./formula_copies.js");
});
