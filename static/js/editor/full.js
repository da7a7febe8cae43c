// The field over the whole screen, above the keys of a phone; Escape, or going elsewhere, ends it.

export function fillsScreen(area, button) {
  const field = area.closest(".field");
  const seen = window.visualViewport;
  let isFull = false;

  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => {
    show(!isFull);
    area.focus();
  });
  field.addEventListener("keydown", (event) => {
    if (!isFull || event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    show(false);
  });
  document.addEventListener("focusin", ({ target }) => {
    if (isFull && !field.contains(target) && !target.closest("dialog")) show(false);
  });

  function show(full) {
    isFull = full;
    button.setAttribute("aria-pressed", String(full));
    // Above all else, in whatever it stands.
    if (full) field.popover = "manual";
    field.toggleAttribute("data-full", full);
    if (full) field.showPopover?.();
    else field.removeAttribute("popover");
    const change = full ? "addEventListener" : "removeEventListener";
    for (const each of ["resize", "scroll"]) seen?.[change](each, fit);
    fit();
    if (!full) area.scrollIntoView({ block: "nearest" });
  }

  // A phone’s keys cover a part of the screen.
  function fit() {
    field.style.top = isFull && seen ? `${seen.offsetTop}px` : "";
    field.style.height = isFull && seen ? `${seen.height}px` : "";
  }
}
