/* A passage in several pieces lights up whole when a link leads to it, not its first piece alone. */

const LIT = "passage--lit";

light();
addEventListener("hashchange", light);

function light() {
  for (const mark of document.querySelectorAll(`.${LIT}`)) mark.classList.remove(LIT);
  const id = location.hash.slice(1);
  if (!id.startsWith("passage-")) return;
  for (const mark of document.querySelectorAll(`[data-passage="${CSS.escape(id)}"]`)) {
    mark.classList.add(LIT);
  }
}
