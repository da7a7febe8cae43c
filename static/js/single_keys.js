// Keys that act by themselves: whom a press is meant for, and whether readers switched them off,
// which is kept in this browser for each place, “thread” or “queue”.

export function isOff(place) {
  try {
    return localStorage.getItem(nameOf(place)) !== null;
  } catch {
    return false;
  }
}

export function turn(place, isOn) {
  try {
    isOn ? localStorage.removeItem(nameOf(place)) : localStorage.setItem(nameOf(place), "1");
  } catch {
    // The browser may keep nothing: then it holds for this page.
  }
}

/** Whether the browser, or whatever composes letters, is meant. */
export function isForOthers(event) {
  return event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.getModifierState("AltGraph");
}

function nameOf(place) {
  return `rejoinder:${place}-keys-off`;
}
