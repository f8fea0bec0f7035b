import assert from 'node:assert/strict';
import { after } from 'node:test';
import { importPriceList } from '../src/billing/prices/commands.ts';
import type { Offer } from '../src/catalog/catalog.ts';
import type { CustomerId, PartnerId } from '../src/kit/ids.ts';
import { decimalsOf, type Currency } from '../src/kit/money.ts';
import { dropLicenses, dropProducts } from '../src/licenses/assignment/store.ts';
import { newId } from '../src/platform/clock.ts';
import type { Db } from '../src/platform/db.ts';
import { changeRoutes } from '../src/subscriptions/change/routes.ts';
import { orderRoutes } from '../src/subscriptions/orders/routes.ts';
import { settleCustomer } from '../src/subscriptions/renewal/commands.ts';
import { LIFE_POLICY } from '../src/subscriptions/renewal/policy.ts';
import { lockCustomer } from '../src/subscriptions/tenant/store.ts';
import { leftBehindWorkRoutes } from '../src/upgrades/left-behind/working/routes.ts';
import { upgradeRoutes } from '../src/upgrades/routes.ts';
import { undoRoutes } from '../src/upgrades/undo/routes.ts';
import { testDesk, type Desk } from './desk.ts';
import { ADD_ON, BASES } from './money-moves.ts';
import type { TestServer } from './server.ts';
import { plantPartner } from './tenant.ts';

/** A server on which everything can be done that costs money, with a clock moved by hand and a count of what was done. */
export type MoneyWorld = {
  readonly db: Db;
  readonly server: TestServer;
  readonly offer: (key: string) => Offer;
  /** Who sells in a currency. */
  readonly sellerIn: (currency: string) => PartnerId;
  readonly now: () => Date;
  readonly at: (instant: Date) => void;
  /** What falls due for a customer until now happens. */
  readonly settle: (whose: { readonly partnerId: PartnerId; readonly customerId: CustomerId }) => Promise<unknown>;
  readonly count: (what: string) => void;
  readonly done: Readonly<Record<string, number>>;
};

// Dollars, yen without decimals, dinars with three: at odd prices, so that nearly every line is rounded.
const PRICES = { USD: ['4.99', '12.53', '7.77'], JPY: ['541', '1361', '823'], KWD: ['1.537', '3.851', '2.309'] } as const;

/** The currencies in which is sold. */
export const CURRENCIES = Object.keys(PRICES);

export async function moneyWorld(): Promise<MoneyWorld> {
  const desk = await testDesk((parts) => [
    orderRoutes({ ...parts, dropProducts }),
    changeRoutes({ ...parts, licenses: { dropLicenses, dropProducts } }),
    upgradeRoutes(parts),
    undoRoutes(parts),
    leftBehindWorkRoutes(parts),
  ]);
  const { db, parts, server, tenant, at } = desk;
  const { catalog, clock } = parts;
  after(() => catalog.close());
  const sellers = new Map<string, PartnerId>();
  for (const [currency, prices] of Object.entries(PRICES)) sellers.set(currency, await plantSeller(desk, currency, prices));
  await catalog.refresh();
  const done: Record<string, number> = {};
  return {
    db,
    server,
    offer: tenant.offer,
    sellerIn: (currency) => sellers.get(currency) ?? assert.fail(`nobody sells in ${currency}`),
    now: clock.now,
    at,
    settle: (whose) =>
      db.transaction(async (tx) => {
        await lockCustomer(tx, whose);
        await settleCustomer(tx, whose.customerId, { catalog, policy: LIFE_POLICY, now: clock.now(), newId, dropProducts });
      }),
    count: (what) => {
      done[what] = (done[what] ?? 0) + 1;
    },
    done,
  };
}

/** A partner with a price list of its own. */
async function plantSeller({ db, parts, tenant }: Desk, currency: string, prices: readonly string[]): Promise<PartnerId> {
  const seller = await plantPartner(db, { currency });
  const lines = [...BASES, ADD_ON].flatMap((key, i) => {
    const price = prices[i % prices.length] ?? '1';
    const annual = (Number(price) * 11).toFixed(decimalsOf(currency as Currency));
    const { id } = tenant.offer(key);
    return [`${id},${currency},monthly,,2020-01-01,${price},`, `${id},${currency},annual,,2020-01-01,${annual},`];
  });
  const text = ['offerId,currency,billingCycle,market,effectiveFrom,listPrice,partnerPrice', ...lines].join('\n');
  const around = { catalog: parts.catalog.current(), now: parts.clock.now(), newId };
  const done = await db.transaction((tx) => importPriceList(tx, { partnerId: seller, file: { name: 'list', text }, actor: null }, around));
  assert.equal(done.kind, 'imported');
  return seller;
}
