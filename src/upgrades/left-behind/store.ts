import type { CustomerId, PartnerId, PartnerUserId, UpgradeId, UserId } from '../../kit/ids.ts';
import { ledgerSql } from '../../billing/store.ts';
import type { LeftBehind } from '../../licenses/transfer.ts';
import type { Tx } from '../../platform/db.ts';
import type { Reader } from '../../platform/reader.ts';
import { idSet, type Write } from '../../platform/write.ts';
import type { Account } from '../../subscriptions/tenant/account.ts';
import { accountsSql, OF_THE_PARTNER, TENANT_FACTS, type Scope } from '../../subscriptions/tenant/store.ts';
import { candidatesSql, holdersSql } from '../store.ts';
import type { WorkFacts } from './plan.ts';
import type { Colleague, LeftBehindTask, Owned, TaskFilter, TaskPosition, TaskState } from './task.ts';

/** One page of a partner's tasks, the latest first, over all its customers or as narrowed. */
export async function listTasks(
  reader: Reader,
  question: { readonly partnerId: PartnerId; readonly filter: TaskFilter; readonly after: TaskPosition | null; readonly limit: number },
): Promise<readonly LeftBehindTask[]> {
  const { filter, after } = question;
  const { rows } = await reader.query<LeftBehindTask>(
    `select b.customer_id as "customerId", c.company_name as "customerName", b.upgrade_id as "upgradeId", u.source_subscription_id as "sourceId",
            u.target_subscription_id as "targetId", coalesce(u.source_offer_id, s.offer_id) as "sourceOfferId", coalesce(u.target_offer_id, t.offer_id) as "targetOfferId", b.user_id as "userId",
            d.display_name as "displayName", d.user_principal_name as "userPrincipalName", b.state, b.reasons,
            exists (select 1 from license l join offer o on o.sku_id = l.sku_id
                     where l.customer_id = b.customer_id and l.user_id = b.user_id and o.offer_id = coalesce(u.source_offer_id, s.offer_id)) as "hasSourceLicense",
            (select json_build_object('id', p.user_id, 'name', p.display_name) from partner_user p where p.user_id = b.owner_id) as owner,
            b.note, b.recorded_at as "recordedAt", b.retried_at as "retriedAt", b.closed_at as "closedAt"
       from (
         select * from left_behind_user b
          where b.partner_id = $1 and b.state = any($2::text[])
            and ($3::text is null or b.reasons @> jsonb_build_array(jsonb_build_object('code', $3::text)))
            and ($4::uuid is null or b.customer_id = $4)
            and ($5::uuid is null or b.upgrade_id = $5)
            and ($6 = 'anybody' or ($6 = 'nobody' and b.owner_id is null) or b.owner_id = $7::uuid)
            and ($8::timestamptz is null or (b.recorded_at <= $8 and (b.recorded_at < $8 or (b.customer_id, b.upgrade_id, b.user_id) > ($9::uuid, $10::uuid, $11::uuid))))
            and exists (select 1 from relationship r where r.customer_id = b.customer_id and r.partner_id = b.partner_id and r.state = 'active')
          order by b.recorded_at desc, b.customer_id, b.upgrade_id, b.user_id
          limit $12
       ) b
       join upgrade u on u.customer_id = b.customer_id and u.upgrade_id = b.upgrade_id
       join subscription s on s.customer_id = b.customer_id and s.subscription_id = u.source_subscription_id
       join subscription t on t.customer_id = b.customer_id and t.subscription_id = u.target_subscription_id
       join directory_user d on d.customer_id = b.customer_id and d.user_id = b.user_id
       join customer c on c.customer_id = b.customer_id
      order by b.recorded_at desc, b.customer_id, b.upgrade_id, b.user_id`,
    [
      question.partnerId,
      filter.states,
      filter.reason,
      filter.customerId,
      filter.upgradeId,
      filter.owner.kind,
      filter.owner.kind === 'person' ? filter.owner.id : null,
      after?.recordedAt ?? null,
      after?.customerId ?? null,
      after?.upgradeId ?? null,
      after?.userId ?? null,
      question.limit,
    ],
  );
  return rows;
}

/** The names of groups that the reasons of some tasks speak of, by id. */
export async function readGroupNames(
  reader: Reader,
  groups: readonly { readonly customerId: CustomerId; readonly groupId: string }[],
): Promise<ReadonlyMap<string, string>> {
  if (groups.length === 0) return new Map();
  const { rows } = await reader.query<{ id: string; name: string }>(
    `select g.group_id as id, g.display_name as name
       from unnest($1::uuid[], $2::uuid[]) as k(customer_id, group_id)
       join directory_group g on g.customer_id = k.customer_id and g.group_id = k.group_id`,
    [groups.map(({ customerId }) => customerId), groups.map(({ groupId }) => groupId)],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** A person of the partner who can take on work; null where there is none. */
export async function findOwner(
  reader: Reader,
  partnerId: PartnerId,
  userId: PartnerUserId,
): Promise<{ readonly id: PartnerUserId; readonly name: string } | null> {
  const { rows } = await reader.query<{ id: PartnerUserId; name: string }>(
    `select user_id as id, display_name as name from partner_user where partner_id = $1 and user_id = $2 and disabled_at is null`,
    [partnerId, userId],
  );
  return rows[0] ?? null;
}

/** The most colleagues that a list shows; nobody looks through more. */
const COLLEAGUES_MOST = 1000;

/** People of a partner with one of these roles, by name, with how much they have taken on. */
export async function listColleagues(reader: Reader, partnerId: PartnerId, roles: readonly string[]): Promise<readonly Colleague[]> {
  const { rows } = await reader.query<Colleague>(
    `select p.user_id as id, p.display_name as name,
            (select count(*)::integer from left_behind_user b where b.partner_id = $1 and b.state = 'open' and b.owner_id = p.user_id) as "openTasks"
       from partner_user p
      where p.partner_id = $1 and p.disabled_at is null
        and exists (select 1 from partner_user_role r where r.user_id = p.user_id and r.role = any($2::text[]))
      order by p.display_name, p.user_id
      limit ${COLLEAGUES_MOST}`,
    [partnerId, roles],
  );
  return rows;
}

const skuOf = (end: 'source' | 'target') =>
  `select o.sku_id from upgrade g join subscription s on s.customer_id = g.customer_id and s.subscription_id = g.${end}_subscription_id
     join offer o on o.offer_id = coalesce(g.${end}_offer_id, s.offer_id) where g.customer_id = $1 and g.upgrade_id = $4`;

const CHOSEN = `b.customer_id = $1 and b.upgrade_id = $4 and b.state = 'open' and ($5::uuid[] is null or b.user_id = any($5))`;

const UPGRADE = `
  (select json_build_object('id', u.upgrade_id, 'state', u.state, 'sourceId', u.source_subscription_id, 'targetId', u.target_subscription_id,
      'sourceOfferId', coalesce(u.source_offer_id, s.offer_id), 'targetOfferId', coalesce(u.target_offer_id, t.offer_id), 'usersMoved', u.users_moved,
      'usersOpen', (select count(*) from left_behind_user b where b.customer_id = $1 and b.upgrade_id = $4 and b.state = 'open'))
     from upgrade u
     join subscription s on s.customer_id = u.customer_id and s.subscription_id = u.source_subscription_id
     join subscription t on t.customer_id = u.customer_id and t.subscription_id = u.target_subscription_id
    where u.customer_id = $1 and u.upgrade_id = $4 and u.partner_id = $2)`;

const TASKS = `
  coalesce((select json_agg(json_build_object('userIds', k.user_ids, 'hasSource', k.has_source, 'hasTarget', k.has_target))
    from (
      select array_agg(h.user_id order by h.user_id) as user_ids, h.has_source, h.has_target
        from (
          select b.user_id,
                 d.state = 'active' and exists (select 1 from license l where l.customer_id = $1 and l.user_id = b.user_id and l.sku_id = (${skuOf('source')})) as has_source,
                 d.state = 'active' and exists (select 1 from license l where l.customer_id = $1 and l.user_id = b.user_id and l.sku_id = (${skuOf('target')})) as has_target
            from left_behind_user b
            join directory_user d on d.customer_id = b.customer_id and d.user_id = b.user_id
           where ${CHOSEN}
        ) h
       group by h.has_source, h.has_target
    ) k), '[]')`;

const IS_SOURCE = `s.subscription_id = (select g.source_subscription_id from upgrade g where g.customer_id = $1 and g.upgrade_id = $4)`;

/** The facts as they are read: without an upgrade where the partner has none by this id. */
export type GatheredWork = Omit<WorkFacts, 'upgrade' | 'account'> & {
  readonly upgrade: WorkFacts['upgrade'] | null;
  readonly account: Account | null;
};

/** Everything that decides about the people of an upgrade, in one statement; `userIds` null: all who are left behind. */
export async function gatherWork(
  tx: Tx,
  { partnerId, customerId }: Scope,
  asked: { readonly upgradeId: UpgradeId; readonly userIds: readonly UserId[] | null },
): Promise<GatheredWork | null> {
  const { rows } = await tx.query<GatheredWork>(
    `select ${TENANT_FACTS} as customer, ${UPGRADE} as upgrade, ${TASKS} as chosen, ${ledgerSql('$1', IS_SOURCE)} as ledger,
            ${accountsSql('$1', IS_SOURCE)} -> 0 as account,
            ${candidatesSql(skuOf('source'), `and l.user_id in (select b.user_id from left_behind_user b where ${CHOSEN})`)} as candidates,
            ${holdersSql(skuOf('source'))} as "sourceHolders", ${holdersSql(skuOf('target'))} as "targetHolders",
            (select coalesce(sum(h.quantity), 0)
               from (select offer_id, quantity from subscription where customer_id = $1 and status = 'active'
                     union all
                     select offer_id, quantity from entitlement
                      where customer_id = $1 and status = 'active' and (recorded_by is null or recorded_by = $2)) h
               join offer o on o.offer_id = h.offer_id
              where o.sku_id = (${skuOf('target')})) as "targetSeats"
     ${OF_THE_PARTNER}`,
    // The third parameter is a subscription that is wanted even when deleted: here none is.
    [customerId, partnerId, null, asked.upgradeId, asked.userIds],
  );
  return rows[0] ?? null;
}

/** One open task for each person left behind. */
export function recordLeftBehind(
  groups: readonly LeftBehind[],
  upgrade: { readonly id: UpgradeId; readonly partnerId: PartnerId; readonly at: Date },
): Write {
  return {
    table: 'left_behind_user',
    sql: `
      insert into left_behind_user (customer_id, upgrade_id, user_id, partner_id, state, reasons, recorded_at)
      select $customer, r.upgrade_id, u.user_id::uuid, r.partner_id, 'open', r.reasons, r.recorded_at
      from jsonb_to_recordset($rows) as r(upgrade_id uuid, partner_id uuid, user_ids jsonb, reasons jsonb, recorded_at timestamptz),
           jsonb_array_elements_text(r.user_ids) as u(user_id)`,
    rows: groups.map((group) => ({
      upgrade_id: upgrade.id,
      partner_id: upgrade.partnerId,
      user_ids: group.userIds,
      reasons: group.reasons,
      recorded_at: upgrade.at.toISOString(),
    })),
  };
}

/** Who worked on the tasks of which upgrade, and when. */
export type Worker = { readonly id: UpgradeId; readonly by: PartnerUserId | null; readonly at: Date };

/** Ends tasks: alike ones together. */
export function closeTasks(
  ends: readonly { readonly userIds: readonly UserId[]; readonly state: TaskState; readonly note: string | null }[],
  { id, by, at }: Worker,
): Write {
  return {
    table: 'left_behind_user',
    sql: `
      update left_behind_user b
         set state = r.state, note = coalesce(r.note, b.note), closed_at = r.closed_at, closed_by = r.closed_by
        from jsonb_to_recordset($rows) as r(upgrade_id uuid, users jsonb, state text, note text, closed_at timestamptz, closed_by uuid)
       where b.customer_id = $customer and b.upgrade_id = r.upgrade_id and r.users ? b.user_id::text`,
    rows: ends
      .filter(({ userIds }) => userIds.length > 0)
      .map(({ userIds, state, note }) => ({
        upgrade_id: id,
        users: idSet(userIds),
        state,
        note,
        closed_at: at.toISOString(),
        closed_by: by,
      })),
  };
}

/** Writes the reasons of today into tasks that a retry left open. */
export function renewReasons(groups: readonly LeftBehind[], { id, at }: Worker): Write {
  return {
    table: 'left_behind_user',
    sql: `
      update left_behind_user b
         set reasons = r.reasons, retried_at = r.retried_at
        from jsonb_to_recordset($rows) as r(upgrade_id uuid, users jsonb, reasons jsonb, retried_at timestamptz)
       where b.customer_id = $customer and b.upgrade_id = r.upgrade_id and r.users ? b.user_id::text`,
    rows: groups.map(({ userIds, reasons }) => ({ upgrade_id: id, users: idSet(userIds), reasons, retried_at: at.toISOString() })),
  };
}

/** How many of the chosen open tasks each person of the partner has; null stands for nobody. */
export async function countByOwner(
  tx: Tx,
  customerId: CustomerId,
  asked: { readonly upgradeId: UpgradeId; readonly userIds: readonly UserId[] | null },
): Promise<readonly Owned[]> {
  const { rows } = await tx.query<Owned>(
    `select p.display_name as owner, count(*)::integer as users
       from left_behind_user b
       left join partner_user p on p.user_id = b.owner_id
      where b.customer_id = $1 and b.upgrade_id = $2 and b.state = 'open' and ($3::uuid[] is null or b.user_id = any($3))
      group by p.display_name
      order by p.display_name`,
    [customerId, asked.upgradeId, asked.userIds],
  );
  return rows;
}

/** Gives tasks to a person of the partner, or to nobody. */
export function ownTasks(userIds: readonly UserId[], ownerId: PartnerUserId | null, upgradeId: UpgradeId): Write {
  return {
    table: 'left_behind_user',
    sql: `
      update left_behind_user b
         set owner_id = r.owner_id
        from jsonb_to_recordset($rows) as r(upgrade_id uuid, users jsonb, owner_id uuid)
       where b.customer_id = $customer and b.upgrade_id = r.upgrade_id and r.users ? b.user_id::text`,
    rows: userIds.length === 0 ? [] : [{ upgrade_id: upgradeId, users: idSet(userIds), owner_id: ownerId }],
  };
}

/** Ends every task of an upgrade that is undone: nobody has to move any more. */
export function closeAllTasks({ id, by, at }: Worker): Write {
  return {
    table: 'left_behind_user',
    sql: `
      update left_behind_user b
         set state = 'dismissed', closed_at = r.closed_at, closed_by = r.closed_by
        from jsonb_to_recordset($rows) as r(upgrade_id uuid, closed_at timestamptz, closed_by uuid)
       where b.customer_id = $customer and b.upgrade_id = r.upgrade_id and b.state = 'open'`,
    rows: [{ upgrade_id: id, closed_at: at.toISOString(), closed_by: by }],
  };
}
