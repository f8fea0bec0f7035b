import type { World } from '../../bench/world.ts';
import type { Db } from '../../src/platform/db.ts';
import type { Trace } from './judge.ts';

/** What the database holds of every customer, from 1 on. */
export async function readTraces(db: Db, world: World): Promise<readonly Trace[]> {
  const { rows } = await db.read<{ trace: Trace }>(
    `select json_build_object(
        'customer', right(c.customer_id::text, 11)::int,
        'sourceStatus', s.status, 'sourceQuantity', s.quantity, 'sourceVersion', s.version,
        'sourceSeatsCharged', ${seatsCharged('h.subscription_id = s.subscription_id')},
        'targetSeatsCharged', ${seatsCharged('h.subscription_id <> s.subscription_id')},
        'targets', (select coalesce(json_agg(json_build_object('id', t.subscription_id, 'quantity', t.quantity, 'status', t.status) order by t.subscription_id), '[]')
                      from subscription t where t.customer_id = c.customer_id and t.subscription_id <> s.subscription_id),
        'upgrades', (select coalesce(json_agg(json_build_object('id', u.upgrade_id, 'targetId', u.target_subscription_id, 'quantity', u.quantity,
                        'usersMoved', u.users_moved, 'usersLeftBehind', u.users_left_behind) order by u.upgrade_id), '[]')
                       from upgrade u where u.customer_id = c.customer_id),
        'charges', (select coalesce(json_agg(json_build_object('cause', h.cause, 'eventId', h.event_id, 'subscriptionId', h.subscription_id,
                        'quantity', h.quantity) order by h.charge_id), '[]')
                      from charge h where h.customer_id = c.customer_id),
        'auditEntries', (select count(*) from audit_entry a where a.customer_id = c.customer_id),
        'announcements', (select count(*) from announcement n where n.customer_id = c.customer_id),
        'answers', (select coalesce(json_agg(r.answer order by r.request_id), '[]') from answered_request r where r.customer_id = c.customer_id),
        'leftBehind', (select count(*) from left_behind_user b where b.customer_id = c.customer_id and b.state = 'open'),
        'onSource', (select count(*) from license l where l.customer_id = c.customer_id and l.sku_id = $2),
        'onTarget', (select count(*) from license l where l.customer_id = c.customer_id and l.sku_id = $3)) as trace
       from customer c
       join subscription s on s.customer_id = c.customer_id and s.offer_id = $1
      order by c.customer_id`,
    [world.source.offerId, world.source.skuId, world.target.skuId],
  );
  return rows.map(({ trace }) => trace);
}

/** Seats charged for today less those credited. */
function seatsCharged(which: string): string {
  return `(select coalesce(sum(case when h.amount_minor < 0 then -h.quantity else h.quantity end), 0)::int from charge h
            where h.customer_id = c.customer_id and ${which} and h.charged_from <= current_date and h.charged_until > current_date)`;
}

export type Webhooks = {
  /** Whether anybody is to be told. */
  readonly isRegistered: boolean;
  /** Announcements that were handed on. */
  readonly handedOn: number;
  readonly queued: number;
  /** Of the queued, those that count as delivered. */
  readonly delivered: number;
};

/** What was announced, and what became of it. */
export async function readWebhooks(db: Db): Promise<Webhooks> {
  const { rows } = await db.read<Webhooks>(
    `select exists (select from webhook_registration) as "isRegistered", count(*)::int as queued,
            (select count(*)::int from announcement where delivered_at is not null) as "handedOn",
            (count(*) filter (where state = 'delivered'))::int as delivered
       from webhook_delivery`,
  );
  const [found] = rows;
  if (found === undefined) throw new Error('a count without a row');
  return found;
}
