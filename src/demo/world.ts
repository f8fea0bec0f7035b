import type { Catalog } from '../catalog/catalog.ts';
import type { Day } from '../kit/dates.ts';
import { DEMO_CASES } from './cases.ts';
import { openDraft, type Identity } from './draft.ts';
import type { PartnerKey } from './partners.ts';
import { writeEverydayCustomer } from './portfolio.ts';
import { randomFor } from './random.ts';
import type { CustomerRows } from './rows.ts';
import { settingOf } from './setting.ts';

/** Which world. The same order gives the same rows, byte for byte. */
export type WorldOrder = {
  readonly seed: number;
  /** How many customers; those known by name are among them, even where fewer are asked for. */
  readonly customers: number;
  /** Terms and purchases lie around this day. */
  readonly today: Day;
  readonly catalog: Catalog;
};

/** The customers of the demo world, one after the other, so that a world of any size takes the memory of one customer. */
export function* demoWorld({ seed, customers, today, catalog }: WorldOrder): Generator<CustomerRows> {
  const setting = settingOf(seed, today, catalog);
  for (const [number, example] of DEMO_CASES.entries()) {
    const { name, country, partner, seller = partner, reseller = null } = example;
    const draft = openDraft(setting, { name, number, country, seller, reseller });
    example.write(draft);
    yield draft.rows;
  }
  for (let number = DEMO_CASES.length; number < customers; number += 1) {
    const draft = openDraft(setting, everydayIdentity(seed, number));
    writeEverydayCustomer(draft);
    yield draft.rows;
  }
}

/** How many customers a world of this order has. */
export function customersIn(customers: number): number {
  return Math.max(customers, DEMO_CASES.length);
}

const MARKETS: Readonly<Record<'northwind' | 'island' | 'deccan', readonly (readonly [weight: number, country: string])[]>> = {
  northwind: [
    [48, 'US'],
    [12, 'CA'],
    [12, 'GB'],
    [10, 'DE'],
    [8, 'FR'],
    [6, 'AU'],
    [4, 'TW'],
  ],
  island: [
    [80, 'TW'],
    [20, 'JP'],
  ],
  deccan: [[1, 'IN']],
};

/** The customer with this number, known to nobody by name: whose it is and where. */
function everydayIdentity(seed: number, number: number): Identity {
  const random = randomFor(seed, `identity of customer ${number}`);
  const seller = random.weighted<'northwind' | 'island' | 'deccan'>([
    [60, 'northwind'],
    [25, 'island'],
    [15, 'deccan'],
  ]);
  const reseller: PartnerKey | null = seller === 'island' && random.chance(0.5) ? 'formosa' : null;
  return { name: String(number), number, country: random.weighted(MARKETS[seller]), seller, reseller };
}
