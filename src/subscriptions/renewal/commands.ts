import { announce, recordAudit } from '../../audit/store.ts';
import { appendEvents } from '../../billing/store.ts';
import type { CatalogSource } from '../../catalog/catalog.ts';
import { catalogSoldBy } from '../../catalog/prices.ts';
import { customerNow } from '../../customers/time/clock.ts';
import { dayOf } from '../../kit/dates.ts';
import type { CustomerId, SkuId } from '../../kit/ids.ts';
import type { Tx } from '../../platform/db.ts';
import { writeAll, type Write } from '../../platform/write.ts';
import { subscriptionUpdated } from '../announcement.ts';
import { subscriptionAudit } from '../audit.ts';
import { savedOf, type Living } from '../living.ts';
import { noteDue, saveSubscriptions } from '../store.ts';
import { lifeOf, nextEvents, paidTo } from './events.ts';
import type { LifePolicy } from './policy.ts';
import { settleAll, type Converted, type DoneEvent, type Settled, type Settling } from './settle.ts';
import { gatherLife, recordLifeEvents, type LifeFacts } from './store.ts';

/** Takes away every licence of these products. The licences are another domain's: whoever wires hands it over. */
export type DropProducts = (skuIds: readonly SkuId[]) => Write;

/**
 * What follows from a subscription of new commerce that became another product at its renewal: the operation is recorded,
 * and the users' licences go along where that is possible. The upgrades are another domain's: whoever wires hands it over.
 */
export type Reassign = (tx: Tx, converted: readonly Converted[], around: Reassigning) => Promise<readonly Write[]>;
export type Reassigning = Pick<LifeSurroundings, 'catalog' | 'now' | 'newId'>;

/** The world of whatever happens by itself. */
export type LifeSurroundings = {
  readonly catalog: Pick<CatalogSource, 'current' | 'on'>;
  readonly policy: LifePolicy;
  readonly now: Date;
  readonly newId: () => string;
  readonly dropProducts: DropProducts;
  /** Without it the licences stay where they are, and somebody moves them by hand. */
  readonly reassign?: Reassign;
};

export type SettleOutcome = { readonly kind: 'catalog_outdated' } | { readonly kind: 'settled'; readonly events: number };

/**
 * Lets everything happen that fell due for one customer, in this transaction, and notes when something will next. The
 * caller holds the customer. What has happened is due no more, so a second run finds nothing.
 */
export async function settleCustomer(tx: Tx, customerId: CustomerId, around: LifeSurroundings): Promise<SettleOutcome> {
  const facts = await gatherLife(tx, customerId);
  if (facts === null) return { kind: 'settled', events: 0 };
  const { catalog, policy } = around;
  if (facts.catalogRevision !== catalog.current().revision) return { kind: 'catalog_outdated' };
  // Everything happens in the customer's own present.
  const now = customerNow(facts, around.now);
  const { country } = facts;
  const catalogFor: Settling['catalogFor'] = (on, partnerId) => catalogSoldBy(catalog.on(on), { partnerId, country });
  const settled = settleAll(livingsOf(facts), facts.ledger, { catalogFor, policy, today: dayOf(now) });
  const converted = settled.flatMap((each) => each.done.flatMap((event) => event.converted ?? []));
  const following = converted.length === 0 ? [] : await around.reassign?.(tx, converted, { ...around, now });
  writeAll(tx, customerId, [...writesOf(settled, facts, { ...around, now }), ...(following ?? [])]);
  return { kind: 'settled', events: settled.reduce((events, each) => events + each.done.length, 0) };
}

function livingsOf({ subscriptions, accounts, roundings }: LifeFacts): readonly Living[] {
  return subscriptions.flatMap((subscription) => {
    const account = accounts.find((each) => each.subscriptionId === subscription.id);
    const partner = roundings.find((each) => each.partnerId === subscription.partnerId);
    return account === undefined || partner === undefined ? [] : [{ subscription, account, rounding: partner.rounding }];
  });
}

function writesOf(settled: readonly Settled[], facts: LifeFacts, around: LifeSurroundings): readonly Write[] {
  const { now, newId } = around;
  const changed = settled.filter((each) => each.done.some((event) => event.kind !== 'cycle'));
  const unchanged = settled.filter((each) => !changed.includes(each));
  const events = settled.flatMap((each) => each.done.map((event) => ({ event, settled: each, eventId: newId() })));
  const audits = changed.map((each) => {
    const { partnerId } = each.before.subscription;
    const details = each.done.filter((event) => event.kind !== 'cycle').map(detailOf);
    return subscriptionAudit(each.before, each.after, {
      auditId: newId(),
      actor: { caller: { kind: 'background', partnerId }, correlationId: newId(), remoteAddress: null },
      companyName: facts.companyName,
      at: now,
      details,
    });
  });
  const dropped = releasedProducts(settled, facts);
  return [
    saveSubscriptions(changed.map((each) => savedOf(each.after, { dueOn: dueOn(each.after, around), at: endedAt(each, now) }))),
    noteDue(
      unchanged.map((each) => ({
        id: each.after.subscription.id,
        paidUntil: paidUntil(each.after, now),
        dueOn: dueOn(each.after, around),
      })),
    ),
    appendEvents(
      events.map(({ event, settled: { before }, eventId }) => ({
        event: { eventId, partnerId: before.subscription.partnerId, at: now },
        lines: event.lines.map((charge) => ({ chargeId: newId(), charge })),
      })),
    ),
    recordLifeEvents(
      events.map(({ event, settled: { before }, eventId }) => ({
        subscriptionId: before.subscription.id,
        kind: event.kind,
        dueOn: event.on,
        partnerId: before.subscription.partnerId,
        eventId,
        at: now,
      })),
    ),
    recordAudit(audits),
    announce(
      changed.map((each, i) =>
        subscriptionUpdated(each.before.subscription, { eventId: newId(), auditId: audits[i]?.auditId ?? newId(), at: now }),
      ),
    ),
    ...(dropped.length === 0 ? [] : [around.dropProducts(dropped)]),
  ];
}

function detailOf({ kind, on, priceKept }: DoneEvent): { readonly key: string; readonly value: string } {
  return { key: 'LifeCycleEvent', value: `${kind} ${on}${priceKept ? ' (price kept: the price list has none)' : ''}` };
}

/** When something will next happen by itself; null for never. */
export function dueOn({ subscription, account }: Living, { catalog, policy, now }: Pick<LifeSurroundings, 'catalog' | 'policy' | 'now'>) {
  const offer = catalog.current().offers.get(subscription.offerId);
  return nextEvents(lifeOf(subscription, account, offer), policy, dayOf(now))[0]?.on ?? null;
}

function paidUntil({ subscription, account }: Living, now: Date) {
  return subscription.status === 'active' ? paidTo({ ...subscription, paidUntil: account.paidUntil }, dayOf(now)) : account.paidUntil;
}

/** The retention counts from the day on which the term ended, even where the run came later. */
function endedAt({ done }: Settled, now: Date): Date {
  const last = done.at(-1);
  return last === undefined ? now : new Date(`${last.on}T00:00:00Z`);
}

/** Products of which nothing is left once these subscriptions are gone: their licences go too. */
function releasedProducts(settled: readonly Settled[], { products, heldElsewhere }: LifeFacts): readonly SkuId[] {
  const isGone = (id: string) => settled.some((each) => each.after.subscription.id === id && each.after.subscription.status === 'deleted');
  const kept = new Set([...heldElsewhere, ...products.filter((each) => !isGone(each.subscriptionId)).map((each) => each.skuId)]);
  return [...new Set(products.map((each) => each.skuId))].filter((skuId) => !kept.has(skuId));
}
