// What nobody waits for: fetched once the page is there.

addEventListener("load", () => {
  import("./search.js");
  import("./people/cards.js");
});
