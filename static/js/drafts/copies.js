// The browser's own copies of what somebody types, each under their name, its place and its form's
// token: so that no tab and no other person's form takes one for its own.

const user = document.body.dataset.user ?? "";
const prefix = `rejoinder:${user}:`;
const SENT = `${prefix}sent`;
const REMEMBERED = 50; // tokens of forms that were accepted

export const isKeeping = user !== "";

// Newest first.
export function copiesAt(isThere) {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(prefix) && key !== SENT)
    .map((key) => read(key))
    .filter((copy) => copy?.place && isThere(copy.place))
    .sort((one, two) => two.at - one.at);
}

export function put(copy) {
  write(keyOf(copy), copy);
}

export function forget(copy) {
  localStorage.removeItem(keyOf(copy));
}

// Only the site's own word that a form was accepted comes here.
export function accept(token) {
  for (const copy of copiesAt(() => true)) if (copy.token === token) forget(copy);
  write(SENT, [token, ...sent().filter((each) => each !== token)].slice(0, REMEMBERED));
}

export function wasAccepted(token) {
  return sent().includes(token);
}

// While a page is open it holds a lock for each of its forms; null where nobody can tell.
export async function openElsewhere() {
  if (!navigator.locks) return null;
  return new Set((await navigator.locks.query()).held.map((lock) => lock.name));
}

// Returns what lets go of it: a page that holds a lock could not be gone back to at once.
export function hold(copy) {
  let release = () => {};
  const held = new Promise((resolve) => (release = resolve));
  navigator.locks?.request(keyOf(copy), { ifAvailable: true }, () => held);
  return release;
}

export function keyOf({ place, token }) {
  return `${prefix}${place}:${token}`;
}

function sent() {
  return read(SENT) ?? [];
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // The browser has no room, or may keep nothing: then the site alone keeps it.
  }
}
