import type { Catalog, Offer } from '../src/catalog/catalog.ts';
import { day } from '../src/kit/dates.ts';
import type { SubscriptionId } from '../src/kit/ids.ts';
import type { Change } from '../src/subscriptions/change/change.ts';
import type { ChangeFacts } from '../src/subscriptions/change/facts.ts';
import type { Living } from '../src/subscriptions/living.ts';
import type { Subscription } from '../src/subscriptions/subscription.ts';
import type { TenantFacts } from '../src/subscriptions/tenant/facts.ts';
import { agentOf } from './callers.ts';
import { offer, smallCatalog, smallOffer } from './small-catalog.ts';
import { accountOf, boughtOn, contoso, subscription, us } from './tenant-facts.ts';

/** What is different from a change of Contoso's ten seats of Basic on a day inside of a paid month. */
export type Given = {
  readonly own?: Partial<Subscription>;
  /** What Contoso has beside it; what hangs on another subscription is an add-on. */
  readonly beside?: readonly Living[];
  readonly facts?: Partial<ChangeFacts>;
  readonly customer?: Partial<TenantFacts>;
  readonly offerChange?: Partial<Offer>;
};

/** The subscription that is changed. */
export const base = subscription('base', boughtOn('2026-01-13'));

/** The change that changes nothing. */
export const nothing: Change = {
  quantity: null,
  status: null,
  friendlyName: null,
  autoRenew: null,
  resellerMpnId: null,
  billingCycle: null,
  nextTerm: null,
  unassignUserIds: [],
  acceptLicenseConflict: false,
};

/** A subscription with all that its life needs. */
export function living(of: Subscription, suspensionReasons: readonly string[] = []): Living {
  return { subscription: of, account: accountOf(of, { suspensionReasons }), rounding: 'exact_half_up' };
}

/** An add-on of the subscription, or of another add-on. */
export function addOn(change: Partial<Subscription> = {}, suspensionReasons: readonly string[] = []): Living {
  return living({ ...base, id: 'add-on' as SubscriptionId, offerId: offer('archiving'), parentId: base.id, ...change }, suspensionReasons);
}

/** What the law of changes decides on: a program asks on 20 June 2026. */
export function changeFacts({ own = {}, beside = [], facts = {}, customer = {}, offerChange = {} }: Given = {}): ChangeFacts {
  const target = living({ ...base, ...own });
  return {
    customer: { ...contoso, subscriptions: [target, ...beside].map((each) => each.subscription), ...customer },
    target,
    addOns: beside.filter((each) => each.subscription.parentId !== null),
    ledger: [],
    assigned: [],
    people: [],
    reseller: null,
    caller: agentOf(us),
    catalog: withBasic(offerChange),
    today: day('2026-06-20'),
    now: new Date('2026-06-20T10:00:00Z'),
    ...facts,
  };
}

function withBasic(change: Partial<Offer>): Catalog {
  const basic = smallOffer('basic');
  return { ...smallCatalog, offers: new Map([...smallCatalog.offers, [basic.id, { ...basic, ...change }]]) };
}
