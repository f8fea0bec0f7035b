import type { CustomerId, PartnerId, SkuId, UpgradeId } from '../../kit/ids.ts';
import type { Move } from '../../licenses/transfer.ts';
import type { Tx } from '../../platform/db.ts';
import type { Reader } from '../../platform/reader.ts';
import { idSet, type Write } from '../../platform/write.ts';
import { activeUserOf, OF_THE_PARTNER, SUBSCRIPTION, TENANT_FACTS } from '../../subscriptions/tenant/store.ts';
import type { RememberedAddOn } from './add-ons.ts';
import type { UndoFacts } from './undo.ts';

/** What is needed to undo an upgrade later, and how long it can be. */
export type Remembered = {
  readonly upgradeId: UpgradeId;
  readonly sourceQuantity: number;
  /** The source's version once the upgrade is written. */
  readonly sourceVersion: number;
  readonly undoableUntil: Date;
  /** When the upgrade is. */
  readonly at: Date;
  readonly moves: readonly Move[];
  readonly between: { readonly from: SkuId | undefined; readonly to: SkuId | undefined };
  readonly addOns: readonly RememberedAddOn[];
  /** Products whose licences go with add-ons that end. */
  readonly releasedSkuIds: readonly SkuId[];
};

/** Remembers how the source and the licences of those who move are before the upgrade: it sees them as they were. */
export function rememberForUndo(remembered: Remembered): readonly Write[] {
  const { upgradeId, moves, between } = remembered;
  return [
    {
      table: 'upgrade_undo',
      sql: `
        insert into upgrade_undo (customer_id, upgrade_id, source_quantity, source_version, undoable_until, whole_undoable_until, add_ons)
        select $customer, r.upgrade_id, r.source_quantity, r.source_version, r.undoable_until, r.whole_undoable_until, r.add_ons
        from jsonb_to_recordset($rows) as r(upgrade_id uuid, source_quantity integer, source_version integer, undoable_until timestamptz,
          whole_undoable_until timestamptz, add_ons jsonb)`,
      rows: [
        {
          upgrade_id: upgradeId,
          source_quantity: remembered.sourceQuantity,
          source_version: remembered.sourceVersion,
          // A version before that serves beside this one would leave the add-ons as they are: for it the time is over.
          undoable_until: (remembered.addOns.length === 0 ? remembered.undoableUntil : remembered.at).toISOString(),
          whole_undoable_until: remembered.addOns.length === 0 ? null : remembered.undoableUntil.toISOString(),
          add_ons: remembered.addOns,
        },
      ],
    },
    {
      table: 'upgrade_move',
      sql: `
        insert into upgrade_move (customer_id, upgrade_id, user_id, disabled_before, assigned_before, disabled_after, had_target)
        select $customer, r.upgrade_id, l.user_id, l.disabled_plans, l.assigned_at,
               (select coalesce(array_agg(d.plan_id::uuid), '{}') from jsonb_array_elements_text(r.disabled_plans) as d(plan_id)),
               exists (select 1 from license t where t.customer_id = $customer and t.user_id = l.user_id and t.sku_id = r.to_sku_id
                          and t.group_id = '${DIRECTLY}')
        from jsonb_to_recordset($rows) as r(upgrade_id uuid, users jsonb, from_sku_id uuid, to_sku_id uuid, disabled_plans jsonb), license l
        where l.customer_id = $customer and l.sku_id = r.from_sku_id and l.group_id = '${DIRECTLY}' and r.users ? l.user_id::text`,
      rows: moves.map((move) => ({
        upgrade_id: upgradeId,
        users: idSet(move.userIds),
        from_sku_id: between.from,
        to_sku_id: between.to,
        disabled_plans: move.disabledPlanIds,
      })),
    },
    {
      table: 'upgrade_released_license',
      sql: `
        insert into upgrade_released_license (customer_id, upgrade_id, user_id, sku_id, group_id, disabled_plans, assigned_at)
        select $customer, r.upgrade_id, l.user_id, l.sku_id, l.group_id, l.disabled_plans, l.assigned_at
        from jsonb_to_recordset($rows) as r(upgrade_id uuid, sku_id uuid), license l
        where l.customer_id = $customer and l.sku_id = r.sku_id`,
      rows: remembered.releasedSkuIds.map((skuId) => ({ upgrade_id: upgradeId, sku_id: skuId })),
    },
  ];
}

/** The group of a licence that was assigned to the user directly. */
const DIRECTLY = '00000000-0000-0000-0000-000000000000';

/** Notes that the upgrade was undone, when and by whom. */
export function noteUndone(upgradeId: UpgradeId, undoneBy: string | null, at: Date): Write {
  return {
    table: 'upgrade_undo',
    sql: `
      update upgrade_undo d set undone_at = r.undone_at, undone_by = r.undone_by
        from jsonb_to_recordset($rows) as r(upgrade_id uuid, undone_at timestamptz, undone_by uuid)
       where d.customer_id = $customer and d.upgrade_id = r.upgrade_id`,
    rows: [{ upgrade_id: upgradeId, undone_at: at.toISOString(), undone_by: undoneBy }],
  };
}

/** Which upgrade of whose customer. */
export type UpgradeAddress = { readonly partnerId: PartnerId; readonly customerId: CustomerId; readonly upgradeId: UpgradeId };

const OF_THE_UPGRADE = `u.customer_id = $1 and u.partner_id = $2 and u.upgrade_id = $4`;

/** Until when the upgrade can be undone of which the row `k` of upgrade_undo tells. */
export const UNDOABLE_UNTIL = `coalesce(k.whole_undoable_until, k.undoable_until)`;

/** The add-ons `e` that the upgrade `u` remembers. */
const REMEMBERED_ADD_ONS = `
  upgrade_undo k, jsonb_to_recordset(k.add_ons) as e(id uuid, chosen text, "parentId" uuid, version integer)
   where k.customer_id = $1 and k.upgrade_id = u.upgrade_id`;

const ADD_ONS = `
  coalesce((select json_agg(json_build_object('id', e.id, 'chosen', e.chosen, 'parentId', e."parentId", 'version', e.version,
      'now', (select ${SUBSCRIPTION} from subscription s where s.customer_id = $1 and s.subscription_id = e.id)) order by e.id)
    from ${REMEMBERED_ADD_ONS}), '[]')`;

const RELEASED = `
  coalesce((select json_agg(json_build_object('userIds', m.user_ids, 'skuId', m.sku_id, 'groupId', nullif(m.group_id, '${DIRECTLY}'),
      'disabledPlanIds', m.disabled_plans, 'assignedAt', m.assigned_at))
    from (select array_agg(v.user_id order by v.user_id) as user_ids, v.sku_id, v.group_id, v.disabled_plans, v.assigned_at
            from upgrade_released_license v where v.customer_id = $1 and v.upgrade_id = u.upgrade_id
           group by v.sku_id, v.group_id, v.disabled_plans, v.assigned_at) m), '[]')`;

const LINES = `
  coalesce((select json_agg(json_build_object('subscriptionId', g.subscription_id, 'offerId', g.offer_id, 'cause', g.cause,
      'chargeType', g.charge_type, 'span', json_build_object('from', g.charged_from, 'until', g.charged_until), 'periodDays', g.period_days,
      'quantity', g.quantity, 'unitPriceMinor', g.unit_price_minor, 'amountMinor', g.amount_minor, 'currency', g.currency,
      'rounding', g.rounding) order by g.charge_id)
    from charge g where g.customer_id = $1 and g.event_id = u.upgrade_id), '[]')`;

/** Ids sort by the time at which they were made, so of two lines of one instant the later is told. */
const LINES_SINCE = `
  (select count(*) from charge g
    where g.customer_id = $1
      and (g.subscription_id in (u.source_subscription_id, u.target_subscription_id) or g.subscription_id in (select e.id from ${REMEMBERED_ADD_ONS}))
      and g.event_id <> u.upgrade_id and (g.charged_at, g.charge_id) > (u.submitted_at, u.upgrade_id))`;

const MOVED = `
  coalesce((select json_agg(json_build_object('userIds', m.user_ids, 'disabledBefore', m.disabled_before, 'assignedBefore', m.assigned_before,
      'hadTarget', m.had_target))
    from (select array_agg(v.user_id order by v.user_id) as user_ids, v.disabled_before, v.assigned_before, v.had_target
            from upgrade_move v where v.customer_id = $1 and v.upgrade_id = u.upgrade_id
           group by v.disabled_before, v.assigned_before, v.had_target) m), '[]')`;

/**
 * Of those whose licences went with an add-on: who is gone, has one again, or left the group that gave it, or it gives it no more.
 * Of those who moved: who is gone, has the old product again, has the new one otherwise than the upgrade left it, or got something else.
 */
const USERS_CHANGED = `
  (select count(*) from (
   select v.user_id from upgrade_released_license v
    where v.customer_id = $1 and v.upgrade_id = u.upgrade_id
      and (not exists (select 1 from directory_user d where d.customer_id = $1 and d.user_id = v.user_id and d.state = 'active')
        or exists (select 1 from license l
                    where l.customer_id = $1 and l.user_id = v.user_id and l.sku_id = v.sku_id and l.group_id = v.group_id)
        or v.group_id <> '${DIRECTLY}' and not exists (select 1 from group_member g
              where g.customer_id = $1 and g.group_id = v.group_id and g.user_id = v.user_id)
        or v.group_id <> '${DIRECTLY}' and not exists (select 1 from group_license g
              where g.customer_id = $1 and g.group_id = v.group_id and g.sku_id = v.sku_id))
   union
   select m.user_id from upgrade_move m
     left join lateral (select d.state from directory_user d where d.customer_id = $1 and d.user_id = m.user_id offset 0) d on true
     left join lateral (select t.user_id, t.disabled_plans from license t
                         where t.customer_id = $1 and t.user_id = m.user_id and t.group_id = '${DIRECTLY}'
                           and t.sku_id = (select o.sku_id from offer o where o.offer_id = target.offer_id) offset 0) t on true
    where m.customer_id = $1 and m.upgrade_id = u.upgrade_id
      and (d.state is distinct from 'active'
        or t.user_id is null
        or not m.had_target and not (t.disabled_plans @> m.disabled_after and t.disabled_plans <@ m.disabled_after)
        or exists (select 1 from license l
                    where l.customer_id = $1 and l.user_id = m.user_id
                      and (l.sku_id = (select o.sku_id from offer o where o.offer_id = source.offer_id) and l.group_id = '${DIRECTLY}'
                        or l.assigned_at > u.submitted_at)))) changed)`;

/** Who would hold the target's product once those who moved without having had it before have moved back. */
const USERS_KEEPING_TARGET = `
  (select count(distinct l.user_id) from license l
     ${activeUserOf('l', '$1', 'd')}
    where l.customer_id = $1 and l.sku_id = (select o.sku_id from offer o where o.offer_id = target.offer_id)
      and not (l.group_id = '${DIRECTLY}' and exists (select 1 from upgrade_move m
            where m.customer_id = $1 and m.upgrade_id = u.upgrade_id and m.user_id = l.user_id and not m.had_target)))`;

const TARGET_USED_SINCE = `
  (exists (select 1 from license l
            where l.customer_id = $1 and l.assigned_at > u.submitted_at
              and l.sku_id = (select o.sku_id from offer o where o.offer_id = target.offer_id)
              and not exists (select 1 from upgrade_move m
                    where m.customer_id = $1 and m.upgrade_id = u.upgrade_id and m.user_id = l.user_id))
   or exists (select 1 from charge g join offer o on o.offer_id = g.offer_id
               where g.customer_id = $1 and g.charged_at > u.submitted_at and g.subscription_id <> u.target_subscription_id
                 and o.sku_id = (select t.sku_id from offer t where t.offer_id = target.offer_id)))`;

const BOUGHT_SINCE = `
  coalesce((select json_agg(b.offer_id order by b.created_at, b.subscription_id) from subscription b
    where b.customer_id = $1 and b.created_at > u.submitted_at and b.status <> 'deleted' and b.subscription_id <> u.target_subscription_id), '[]')`;

/** What is read of an upgrade that is to be undone. */
export type GatheredUndo = Omit<UndoFacts, 'catalog' | 'caller' | 'now'> & {
  readonly offerNames: { readonly source: string; readonly target: string };
};

/** An upgrade with everything that decides about undoing it, in one statement; null for an unknown customer, `upgrade` null for an unknown upgrade. */
export async function gatherUndo(
  tx: Reader | Tx,
  { partnerId, customerId, upgradeId }: UpgradeAddress,
): Promise<{ readonly customer: UndoFacts['customer']; readonly undo: GatheredUndo | null } | null> {
  const { rows } = await tx.query<{ customer: UndoFacts['customer']; undo: Omit<GatheredUndo, 'customer'> | null }>(
    `select ${TENANT_FACTS} as customer,
            (select json_build_object('upgrade', json_build_object('id', u.upgrade_id, 'state', u.state),
                'source', (select ${SUBSCRIPTION} from subscription s where s.customer_id = $1 and s.subscription_id = u.source_subscription_id),
                'target', (select ${SUBSCRIPTION} from subscription s where s.customer_id = $1 and s.subscription_id = u.target_subscription_id),
                'remembered', (select json_build_object('sourceQuantity', k.source_quantity, 'sourceVersion', k.source_version,
                    'undoableUntil', ${UNDOABLE_UNTIL}) from upgrade_undo k where k.customer_id = $1 and k.upgrade_id = u.upgrade_id),
                'moved', ${MOVED}, 'addOns', ${ADD_ONS}, 'released', ${RELEASED}, 'usersChanged', ${USERS_CHANGED}, 'usersKeepingTarget', ${USERS_KEEPING_TARGET}, 'targetUsedSince', ${TARGET_USED_SINCE},
                'lines', ${LINES}, 'linesSince', ${LINES_SINCE},
                'boughtSince', ${BOUGHT_SINCE},
                'offerNames', json_build_object('source', (select o.name from offer o where o.offer_id = source.offer_id),
                    'target', (select o.name from offer o where o.offer_id = target.offer_id)))
               from upgrade u
               join subscription source on source.customer_id = u.customer_id and source.subscription_id = u.source_subscription_id
               join subscription target on target.customer_id = u.customer_id and target.subscription_id = u.target_subscription_id
              where ${OF_THE_UPGRADE}) as undo
     ${OF_THE_PARTNER}`,
    [customerId, partnerId, null, upgradeId],
  );
  const [row] = rows;
  if (row === undefined) return null;
  return { customer: row.customer, undo: row.undo === null ? null : { ...row.undo, customer: row.customer } };
}
