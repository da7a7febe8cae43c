// Where a thread is drawn as it is scrolled (css/threads/reply.css), a branch that is still to be
// drawn has as much room as it will need, or more: so the scroll bar tells how long the thread is,
// and what finds things by their places finds no branch over the next.

// Pixels: of a letter in the narrowest column, and of what stands around a text.
const LETTER = 1;
const AROUND = 80;

export function makeRoom(list) {
  for (const branch of list.children) {
    const replies = branch.querySelectorAll(".reply").length;
    const height = LETTER * branch.textContent.length + AROUND * replies;
    branch.style.containIntrinsicHeight = `auto ${height}px`;
  }
}
