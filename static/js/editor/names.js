// Who and what may be named in a text: asked of the site when it is first wanted, and then known.

const LATER = 200; // milliseconds after the last key
const LEAST = 2; // letters, before others are asked for than those who write here

export class People {
  constructor(address) {
    this.address = address;
    this.asked = new Map();
  }

  // Those who write here first, then others whose name begins so.
  async called(typed) {
    const begins = typed.toLowerCase();
    const here = ((await this.ask("")) ?? []).filter(({ name, shown }) => {
      return [name, ...shown.split(" ")].some((each) => each.toLowerCase().startsWith(begins));
    });
    let others = [];
    if (begins.length >= LEAST && here.length < LEAST) {
      this.latest = begins;
      await new Promise((done) => setTimeout(done, LATER));
      if (this.latest !== begins) return [];
      others = ((await this.ask(begins)) ?? []).filter(({ name }) => here.every((each) => each.name !== name));
    }
    return [...here, ...others].map(({ name, shown }) => ({ what: `@${name}`, words: shown === name ? "" : shown, insert: `@${name}` }));
  }

  ask(begins) {
    if (!this.asked.has(begins)) this.asked.set(begins, fetched(begins ? `${this.address}?begins=${encodeURIComponent(begins)}` : this.address));
    return this.asked.get(begins);
  }
}

// “b” means the b of every round, “#” those without a letter.
export function objectionsFor(address) {
  let asked = null;
  return async (typed) => {
    asked ??= fetched(address);
    const begins = typed.toLowerCase();
    const found = ((await asked) ?? []).filter((each) => each.address.startsWith(begins) || (/^[a-e]$/.test(begins) && each.address.endsWith(begins)));
    return found
      .sort((one, other) => one.address.length - other.address.length)
      .map((each) => ({ what: each.address, words: each.claim, insert: `[${each.address}]` }));
  };
}

async function fetched(address) {
  const response = await fetch(address).catch(() => null);
  if (!response?.ok || response.redirected) return null;
  return (await response.json().catch(() => null))?.found;
}
