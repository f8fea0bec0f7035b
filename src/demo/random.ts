/** Chance that repeats itself: the same seed and name always give the same numbers, on every machine. */
export type Random = {
  /** At least 0, less than 1. */
  readonly fraction: () => number;
  /** A whole number, both ends included. */
  readonly whole: (from: number, to: number) => number;
  /** Whether something happens that happens so often (0 never, 1 always). */
  readonly chance: (probability: number) => boolean;
  readonly pick: <Item>(items: readonly Item[]) => Item;
  /** Picks by weight: an item of weight 3 comes three times as often as one of weight 1. */
  readonly weighted: <Item>(items: readonly (readonly [weight: number, item: Item])[]) => Item;
  readonly guid: () => string;
};

/** A source of chance of its own for one thing of the world, so that no other thing's numbers shift when it changes. */
export function randomFor(seed: number, name: string): Random {
  const next = generator(stateOf(`${seed}/${name}`));
  const fraction = () => next() / 4_294_967_296;
  const whole = (from: number, to: number) => from + Math.floor(fraction() * (to - from + 1));
  return {
    fraction,
    whole,
    chance: (probability) => fraction() < probability,
    pick: (items) => at(items, whole(0, items.length - 1)),
    weighted: (items) => at(items, weightedIndex(items, fraction()))[1],
    guid: () => guidFrom(next(), next(), next(), next()),
  };
}

/** The id of a thing that is known by name: always the same for one seed, without looking anything up. */
export function guidOf(seed: number, name: string): string {
  return randomFor(seed, `id of ${name}`).guid();
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}

function weightedIndex(items: readonly (readonly [weight: number, item: unknown])[], fraction: number): number {
  let left = fraction * items.reduce((sum, [weight]) => sum + weight, 0);
  const index = items.findIndex(([weight]) => {
    left -= weight;
    return left < 0;
  });
  return index === -1 ? items.length - 1 : index;
}

type State = [a: number, b: number, c: number, counter: number];

/** Three words of state and a counter, mixed by addition, shifts and a rotation: fast, and even enough for a demo. */
function generator(state: State): () => number {
  let [a, b, c, counter] = state;
  const next = () => {
    const word = (a + b + counter) >>> 0;
    counter = (counter + 1) >>> 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) >>> 0;
    c = (((c << 21) | (c >>> 11)) + word) >>> 0;
    return word;
  };
  // The first numbers still resemble the text that they come from.
  for (let i = 0; i < 12; i += 1) next();
  return next;
}

const FACTORS = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f] as const;

/** Spreads a text over the four words of a state. */
function stateOf(text: string): State {
  const words: State = [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344];
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    words[0] = Math.imul(words[0] ^ code, FACTORS[0]);
    words[1] = Math.imul(words[1] ^ code ^ (words[0] >>> 13), FACTORS[1]);
    words[2] = Math.imul(words[2] ^ code ^ (words[1] >>> 15), FACTORS[2]);
    words[3] = Math.imul(words[3] ^ code ^ (words[2] >>> 17), FACTORS[3]);
  }
  const [a, b, c, d] = words;
  return [(a ^ (d >>> 7)) >>> 0, (b ^ (a >>> 11)) >>> 0, (c ^ (b >>> 5)) >>> 0, d >>> 0];
}

/** Version 4 in shape: a random id as RFC 9562 writes it. */
function guidFrom(a: number, b: number, c: number, d: number): string {
  const versioned = ((b & 0xffff0fff) | 0x4000) >>> 0;
  const variant = ((c & 0x3fffffff) | 0x80000000) >>> 0;
  const [first, second, third, fourth] = [hex(a), hex(versioned), hex(variant), hex(d)];
  return `${first}-${second.slice(0, 4)}-${second.slice(4)}-${third.slice(0, 4)}-${third.slice(4)}${fourth}`;
}

function hex(word: number): string {
  return word.toString(16).padStart(8, '0');
}
