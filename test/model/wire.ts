import type { Db } from '../../src/platform/db.ts';
import type { Command, Made, Model } from './state.ts';
import { PRODUCTS, productOf } from './products.ts';
import type { Answer, Ask } from './site.ts';

/** The request that a command is. */
export function requestOf(customerId: string, command: Command): Omit<Ask, 'requestId'> {
  const at = `/v1/customers/${customerId}`;
  switch (command.kind) {
    case 'buy': {
      const lineItems = [{ offerId: productOf(command.key).offerId, quantity: command.seats }];
      return { method: 'POST', path: `${at}/orders`, body: { billingCycle: command.cycle, lineItems } };
    }
    case 'seats':
      return { method: 'PATCH', path: `${at}/subscriptions/${command.id}`, body: { quantity: command.seats } };
    case 'status':
      return { method: 'PATCH', path: `${at}/subscriptions/${command.id}`, body: { status: command.to } };
    case 'upgrade': {
      const wish = { targetOffer: { id: productOf(command.to).offerId }, ...(command.only ? { upgradeType: 'upgrade_only' } : {}) };
      return { method: 'POST', path: `${at}/subscriptions/${command.id}/upgrades`, body: wish };
    }
    case 'retry':
      return { method: 'POST', path: `${at}/upgraderecords/${command.upgradeId}/retries`, body: {} };
    case 'dismiss':
      return {
        method: 'POST',
        path: `${at}/upgraderecords/${command.upgradeId}/dismissals`,
        body: { note: 'x', license: command.license },
      };
    case 'undo':
      return { method: 'POST', path: `${at}/upgraderecords/${command.upgradeId}/undo` };
    case 'assign':
    case 'remove': {
      const { skuId } = productOf(command.key);
      const change = command.kind === 'assign' ? { licensesToAssign: [{ skuId }] } : { licensesToRemove: [skuId] };
      return { method: 'POST', path: `${at}/licenseupdates`, body: { userIds: [command.userId], ...change } };
    }
    case 'place':
      return { method: 'PATCH', path: `${at}/users/${command.userId}`, body: { usageLocation: 'US' } };
  }
}

/** The codes of an answer that refuses; none of one that does not. Several of a kind count once. */
export function codesIn({ status, body, text }: Answer): readonly string[] {
  if (status >= 500) throw new Error(`${status} ${text}`);
  if (status >= 400) {
    const data: readonly string[] = body?.data ?? [];
    const codes = data.filter((each) => /^[a-z_]+$/.test(each) && !['done', 'undone', 'finishing'].includes(each));
    if (codes.length === 0) throw new Error(`refused without a code: ${status} ${text}`);
    return [...new Set(codes)];
  }
  const errors: readonly any[] = body?.upgradeErrors ?? body?.results?.[0]?.reasons ?? [];
  return [...new Set(errors.map((error) => (error.reason?.code ?? error.code) as string))];
}

/** The ids that the program chose. */
export function madeIn(command: Command, { body }: Answer): Made {
  if (command.kind === 'buy') return { subId: body?.lineItems?.[0]?.subscriptionId };
  return command.kind === 'upgrade' ? { subId: body?.targetSubscriptionId, upgradeId: body?.upgradeId } : {};
}

/** What both must agree on, as one text: states, seats, licences, upgrades and who is left behind by them, and why. */
export function stateOf({ subs, users, upgrades }: Model): string {
  return JSON.stringify({
    subs: subs.map(({ id, key, status, seats, version }) => [id, key, status, seats, version]).toSorted(),
    users: users.map(({ id, place, licenses }) => [id, place, Object.keys(licenses).toSorted()]).toSorted(),
    upgrades: upgrades
      .map(({ id, sourceId, targetId, state, open }) => [
        id,
        sourceId,
        targetId,
        state,
        Object.keys(open)
          .toSorted()
          .map((user) => [user, ...(open[user] ?? []).toSorted()]),
      ])
      .toSorted(),
  });
}

/** The same of the database. */
export async function readState(db: Db, customerId: string): Promise<string> {
  const { rows } = await db.read<{ subs: any[]; users: any[]; upgrades: any[] }>(
    `select
       (select coalesce(json_agg(json_build_array(s.subscription_id, s.offer_id, s.status, s.quantity, s.version)), '[]') from subscription s where s.customer_id = $1) as subs,
       (select coalesce(json_agg(json_build_array(u.user_id, u.usage_location,
           (select coalesce(json_agg(l.sku_id), '[]') from license l where l.customer_id = $1 and l.user_id = u.user_id))), '[]')
          from directory_user u where u.customer_id = $1) as users,
       (select coalesce(json_agg(json_build_array(g.upgrade_id, g.source_subscription_id, g.target_subscription_id, g.state,
           (select coalesce(json_agg(json_build_array(b.user_id, b.reasons)), '[]') from left_behind_user b
             where b.customer_id = $1 and b.upgrade_id = g.upgrade_id and b.closed_at is null))), '[]')
          from upgrade g where g.customer_id = $1) as upgrades`,
    [customerId],
  );
  const { subs = [], users = [], upgrades = [] } = rows[0] ?? {};
  const keyOf = (id: string) => [...PRODUCTS.values()].find(({ offerId, skuId }) => [offerId, skuId].includes(id))?.key ?? id;
  return JSON.stringify({
    subs: subs.map(([id, offerId, ...rest]) => [id, keyOf(offerId), ...rest]).toSorted(),
    users: users.map(([id, place, skuIds]) => [id, place, skuIds.map(keyOf).toSorted()]).toSorted(),
    upgrades: upgrades
      .map(([id, sourceId, targetId, state, open]) => [
        ...[id, sourceId, targetId, state],
        open
          .map(([user, reasons]: [string, { code: string }[]]) => [user, ...new Set(reasons.map(({ code }) => code).toSorted())])
          .toSorted(),
      ])
      .toSorted(),
  });
}
