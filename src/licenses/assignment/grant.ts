import type { SkuId } from '../../kit/ids.ts';
import { decideChange, type License, type Person, type Setting } from './decision.ts';
import type { LicenseRefusal } from './reasons.ts';

/** A licence that could not be given, and why. */
export type NotGranted = { readonly license: License; readonly refusals: readonly LicenseRefusal[] };

/** What somebody has after as many licences as possible were given. */
export type Granted = { readonly after: readonly License[]; readonly refused: readonly NotGranted[] };

/** Seats that nobody has, by product. Whoever gives one out counts it down. */
export function freeSeats({ products }: Setting): Map<SkuId, number> {
  return new Map([...products.values()].map(({ skuId, seats, consumed }) => [skuId, seats - consumed]));
}

/**
 * Gives each of some licences that can be had, as when somebody comes back or joins a group: one that cannot does not
 * keep the others back, and an add-on waits for what it builds on. Takes the seats it gives out from `free`.
 */
export function grantEach(setting: Setting, free: Map<SkuId, number>, person: Person, wanted: readonly License[]): Granted {
  let licenses = person.licenses;
  let waiting = [...wanted];
  for (;;) {
    const tried = waiting.map((license) => ({ license, ...tryOne(setting, free, { ...person, licenses }, license) }));
    const next = tried.find(({ refusals }) => refusals.length === 0);
    if (next === undefined) return { after: licenses, refused: tried.map(({ license, refusals }) => ({ license, refusals })) };
    for (const skuId of next.takes) free.set(skuId, (free.get(skuId) ?? 0) - 1);
    licenses = next.after;
    waiting = waiting.filter((license) => license !== next.license);
  }
}

function tryOne(setting: Setting, free: ReadonlyMap<SkuId, number>, person: Person, license: License) {
  const { refusals, takes, after } = decideChange(setting, person, { set: [license], drop: [] });
  const product = setting.products.get(license.skuId);
  const full = takes.some((skuId) => (free.get(skuId) ?? 0) < 1) && product?.isHeld === true;
  const counted: readonly LicenseRefusal[] = full
    ? [...refusals, { code: 'count_violation', skuId: license.skuId, seats: product.seats }]
    : refusals;
  return { refusals: counted, takes, after };
}
