// What nobody waits for: fetched once the page is there.

addEventListener("load", () => {
  import("./search/search.js");
  import("./people/cards.js");
});
