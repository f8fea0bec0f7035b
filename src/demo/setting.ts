import { priceOn, type BillingCycle, type Catalog, type Offer, type Price } from '../catalog/catalog.ts';
import { addDays, type Day } from '../kit/dates.ts';
import type { ServicePlanId } from '../kit/ids.ts';
import { minor, type Minor } from '../kit/money.ts';

/** What a demo world is built on. */
export type Setting = {
  readonly seed: number;
  readonly today: Day;
  readonly catalog: Catalog;
  /** An offer by its key. Throws where the catalogue has none: the world needs the catalogue that comes with the program. */
  readonly offer: (key: string) => Offer;
  /** A service plan by the directory's name, e.g. `TEAMS1`. */
  readonly plan: (name: string) => ServicePlanId;
  /** The list price of a day; where none was known that early, the earliest known one; null where there is none at all. */
  readonly price: (offer: Offer, currency: string, cycle: BillingCycle, on: Day) => Minor | null;
};

/** Prepares a catalogue for the many questions that a world asks of it. */
export function settingOf(seed: number, today: Day, catalog: Catalog): Setting {
  const offers = new Map([...catalog.offers.values()].map((offer) => [offer.key, offer]));
  const plans = new Map([...catalog.plans.values()].map((plan) => [plan.name, plan.id]));
  const prices = Map.groupBy(catalog.prices, (price) => priceKey(price.offerId, price.currency, price.billingCycle));
  return {
    seed,
    today,
    catalog,
    offer: (key) => known(offers.get(key), `an offer ${key}`),
    plan: (name) => known(plans.get(name), `a service plan ${name}`),
    price: (offer, currency, cycle, on) => {
      if (cycle === 'none') return minor(0);
      const of = prices.get(priceKey(offer.id, currency, cycle)) ?? [];
      const first = earliest(of);
      if (first === null) return null;
      const asked = { offerId: offer.id, currency: first.currency, billingCycle: cycle, on };
      return (priceOn({ ...catalog, prices: of }, asked) ?? first).listMinor;
    },
  };
}

/** The instant so many seconds after a day has begun, as text. */
export function at(day: Day, seconds: number): string {
  const days = Math.floor(seconds / SECONDS_PER_DAY);
  const rest = seconds - days * SECONDS_PER_DAY;
  return `${days === 0 ? day : addDays(day, days)}T${two(rest / 3600)}:${two((rest / 60) % 60)}:${two(rest % 60)}Z`;
}

const SECONDS_PER_DAY = 86_400;

function two(value: number): string {
  return String(Math.floor(value)).padStart(2, '0');
}

function known<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`the demo world needs ${what}, which the catalogue does not have`);
  return value;
}

function priceKey(offerId: string, currency: string, cycle: BillingCycle): string {
  return `${offerId} ${currency} ${cycle}`;
}

function earliest(prices: readonly Price[]): Price | null {
  return prices.reduce<Price | null>((found, price) => (found === null || price.effectiveFrom < found.effectiveFrom ? price : found), null);
}
