import { createHash } from 'node:crypto';
import type { Catalog, Offer } from '../../catalog/catalog.ts';
import { serviceChange } from '../../catalog/upgrade-path.ts';
import type { OfferId } from '../../kit/ids.ts';

/**
 * Which products, held beside a subscription, can matter to what it could become, and which matter alike: one stands for all
 * of those in the digest, and what cannot matter is left out, so that far fewer customers differ in it. It follows from the
 * catalogue alone, and `key` tells whether it is still the same.
 */
export type Relevance = {
  readonly key: string;
  readonly sources: readonly OfferId[];
  /** Beside each source; empty for the source as such, whose add-ons always matter. */
  readonly held: readonly (OfferId | '')[];
  /** What stands for it. */
  readonly standIns: readonly (OfferId | '')[];
};

const known = new WeakMap<Catalog, Relevance>();

/** What matters beside what, of a catalogue. */
export function relevanceOf(catalog: Catalog): Relevance {
  const before = known.get(catalog);
  if (before !== undefined) return before;
  const triples = [...catalog.paths.keys()].toSorted().flatMap((sourceId) => {
    const from = catalog.offers.get(sourceId);
    const targets = (catalog.paths.get(sourceId) ?? []).flatMap((path) => catalog.offers.get(path.to) ?? []);
    return from === undefined || targets.length === 0 ? [] : besideSource(catalog, from, targets);
  });
  const made: Relevance = {
    key: createHash('sha256').update(JSON.stringify(triples)).digest('hex').slice(0, 32),
    sources: triples.map(([source]) => source),
    held: triples.map(([, held]) => held),
    standIns: triples.map(([, , standIn]) => standIn),
  };
  known.set(catalog, made);
  return made;
}

type Triple = readonly [source: OfferId, held: OfferId | '', standIn: OfferId | ''];

function besideSource(catalog: Catalog, from: Offer, targets: readonly Offer[]): readonly Triple[] {
  const standIns = new Map<string, OfferId>();
  const found: Triple[] = [[from.id, '', '']];
  for (const offer of [...catalog.offers.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const effects = targets.map((to) => effectOf(catalog, { from, to }, offer));
    if (effects.every((effect) => effect === '')) continue;
    const standIn = standIns.get(effects.join()) ?? offer.id;
    standIns.set(effects.join(), standIn);
    found.push([from.id, offer.id, standIn]);
  }
  return found;
}

/** Which conditions of an upgrade see a product: that it is the target, its services, its family of seats. */
function effectOf(catalog: Catalog, { from, to }: { readonly from: Offer; readonly to: Offer }, offer: Offer): string {
  const { gained } = serviceChange(catalog, from, to);
  return [
    offer.skuId === to.skuId ? 'target' : '',
    offer.servicePlanIds.some((id) => gained.has(id)) ? 'services' : '',
    offer.seatFamily !== null && offer.seatFamily === to.seatFamily ? 'family' : '',
  ].join('');
}
