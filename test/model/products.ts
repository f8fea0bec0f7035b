import { readFileSync } from 'node:fs';

/** A product as the model knows it: read from the shipped catalogue's own files, past the program. */
export type Product = {
  readonly key: string;
  readonly offerId: string;
  readonly skuId: string;
  readonly plans: readonly string[];
  readonly most: number;
  /** How many subscriptions of it a customer may have at a time. */
  readonly atATime: number;
  readonly family: string | null;
};

type Entry = {
  readonly key: string;
  readonly offerId: string;
  readonly skuId: string;
  readonly servicePlans: readonly string[];
  readonly quantity: { readonly maximum: number };
  readonly limit: { readonly measure: string; readonly count: number };
  readonly seatFamily?: string;
};

const read = (name: string) => JSON.parse(readFileSync(new URL(`../../catalog/${name}.json`, import.meta.url), 'utf8')) as never;
const offers: {
  readonly offers: readonly Entry[];
  readonly seatFamilies: readonly { readonly name: string; readonly seatsMax: number }[];
} = read('2020-06-offers');
const services: {
  readonly servicePlans: readonly { readonly name: string; readonly helper?: boolean }[];
  readonly exclusiveFamilies: readonly { readonly plans: readonly string[]; readonly validFrom: string; readonly validUntil?: string }[];
  readonly planDependencies: readonly { readonly plan: string; readonly requiresAnyOf: readonly string[] }[];
} = read('2020-06-service-plans');
const paths: { readonly upgradePaths: readonly { readonly source: string; readonly target: string; readonly enabled?: boolean }[] } =
  read('2020-06-upgrade-paths');

/** What the model's customers buy: two of the small products with their common limit, and three of the large. */
export const KEYS = ['m365-business-basic', 'm365-business-standard', 'o365-e1', 'o365-e3', 'o365-e5'] as const;

export const PRODUCTS: ReadonlyMap<string, Product> = new Map(
  offers.offers
    .filter(({ key }) => KEYS.some((known) => known === key))
    .map(({ key, offerId, skuId, servicePlans, quantity, limit, seatFamily = null }) => [
      key,
      {
        ...{ key, offerId, skuId, plans: servicePlans, most: quantity.maximum, family: seatFamily },
        atATime: limit.measure === 'concurrent' ? limit.count : Infinity,
      },
    ]),
);

/** The product of a key that is known to be one. */
export function productOf(key: string): Product {
  const found = PRODUCTS.get(key);
  if (found === undefined) throw new Error(`no product ${key}`);
  return found;
}

export function hasPath(from: string, to: string): boolean {
  return paths.upgradePaths.some(({ source, target, enabled }) => source === from && target === to && enabled !== false);
}

export const FAMILY_SEATS_MAX = offers.seatFamilies[0]?.seatsMax ?? Infinity;

const helpers = new Set(services.servicePlans.filter(({ helper }) => helper === true).map(({ name }) => name));

/** Services that the one has and the other lacks; what only comes along with everything does not count. */
export function gained(from: Product, to: Product): readonly string[] {
  return to.plans.filter((plan) => !from.plans.includes(plan) && !helpers.has(plan));
}

export function shareService(one: Product, other: Product): boolean {
  return one.plans.some((plan) => other.plans.includes(plan) && !helpers.has(plan));
}

/** Whether two products cannot stand beside each other at one user on a day: two different plans of one exclusive family. */
export function exclude(one: Product, other: Product, day: string): boolean {
  return services.exclusiveFamilies
    .filter(({ validFrom, validUntil = '9999-12-31' }) => validFrom <= day && day < validUntil)
    .some(({ plans }) => {
      const [ofOne, ofOther] = [one, other].map((product) => product.plans.filter((plan) => plans.includes(plan)));
      return (ofOne ?? []).some((plan) => (ofOther ?? []).some((beside) => beside !== plan));
    });
}

/** Plans of some products that find nothing they build on, each with its product. */
export function unmet(held: readonly Product[]): readonly string[] {
  const on = new Set(held.flatMap(({ plans }) => plans));
  return services.planDependencies
    .filter(({ plan, requiresAnyOf }) => on.has(plan) && !requiresAnyOf.some((needed) => on.has(needed)))
    .flatMap(({ plan }) => held.filter(({ plans }) => plans.includes(plan)).map(({ key }) => `${plan} of ${key}`));
}
