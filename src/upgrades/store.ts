import { earlierAnswerSql, toAnswer, type Answer, type KeptAnswer, type Question } from '../audit/store.ts';
import type { CustomerId, OfferId, PartnerId, PreviewId, SubscriptionId, UpgradeId, UserId } from '../kit/ids.ts';
import type { LeftBehind, TransferCandidates } from '../licenses/transfer.ts';
import type { Tx } from '../platform/db.ts';
import type { Write } from '../platform/write.ts';
import type { TenantFacts } from '../subscriptions/tenant/facts.ts';
import { OF_THE_PARTNER, TENANT_FACTS, type Scope } from '../subscriptions/tenant/store.ts';
import type { Promised } from './promise.ts';

/**
 * The people with a product, alike ones together, in the order in which they get seats. Deleted users take no part.
 * `sku` is a subselect of the product; `only` narrows the licences `l` further.
 */
export const candidatesSql = (sku: string, only = ''): string => `
  coalesce((select json_agg(json_build_object('userIds', g.user_ids, 'usageLocation', g.usage_location, 'disabledPlanIds', g.disabled_plans,
      'groupIds', g.groups, 'otherLicenses', g.others) order by g.first_assigned, g.user_ids[1])
    from (
      select array_agg(h.user_id order by h.assigned_at, h.user_id) as user_ids, min(h.assigned_at) as first_assigned,
             h.usage_location, h.disabled_plans, h.groups, h.others
        from (
          select l.user_id, min(l.assigned_at) as assigned_at, u.usage_location,
                 min(l.disabled_plans) as disabled_plans,
                 coalesce(array_agg(l.group_id order by l.group_id) filter (where l.group_id <> '00000000-0000-0000-0000-000000000000'), '{}') as groups,
                 coalesce((select jsonb_agg(jsonb_build_object('skuId', x.sku_id, 'disabledPlanIds', x.disabled_plans) order by x.sku_id, x.group_id)
                             from license x where x.customer_id = $1 and x.user_id = l.user_id and x.sku_id <> l.sku_id), '[]') as others
            from license l
            join directory_user u on u.customer_id = l.customer_id and u.user_id = l.user_id
           where l.customer_id = $1
             and u.state = 'active' and l.sku_id = (${sku}) ${only}
           group by l.user_id, l.sku_id, u.usage_location
        ) h
       group by h.usage_location, h.disabled_plans, h.groups, h.others
    ) g), '[]')`;

const SKU_OF_SOURCE = `select o.sku_id from subscription s join offer o on o.offer_id = s.offer_id where s.customer_id = $1 and s.subscription_id = $3`;

/** How many active users have a product, directly or through a group. */
export const holdersSql = (sku: string): string => `
  (select count(distinct l.user_id) from license l
     join directory_user u on u.customer_id = l.customer_id and u.user_id = l.user_id and u.state = 'active'
    where l.customer_id = $1 and l.sku_id = (${sku}))`;

export type Gathered = {
  readonly facts: TenantFacts;
  readonly candidates: readonly TransferCandidates[];
  /** Users who have the target's product already, though the customer may have no subscription of it any more. */
  readonly targetHolders: number;
  /** The answer given to this very request before; null for a new one. */
  readonly answered: Answer | null;
  /** The promise of the preview that the request names; null when it names none or there is none. */
  readonly preview: { readonly promise: Promised; readonly expiresAt: string; readonly sourceId: SubscriptionId } | null;
};

/** Everything that Submit and Preview decide on, in one statement. */
export async function gatherForUpgrade(
  tx: Tx,
  { partnerId, customerId }: Scope,
  asked: {
    readonly sourceId: SubscriptionId;
    readonly targetOfferId: OfferId;
    readonly question: Question | null;
    readonly previewId: PreviewId | null;
  },
): Promise<Gathered | null> {
  const { rows } = await tx.query<Omit<Gathered, 'answered'> & { answered: KeptAnswer | null }>(
    `select ${TENANT_FACTS} as facts, ${candidatesSql(SKU_OF_SOURCE)} as candidates,
            ${holdersSql('select o.sku_id from offer o where o.offer_id = $8')} as "targetHolders", ${earlierAnswerSql('$1', '$4', '$5', '$6')} as answered,
            (select json_build_object('promise', v.promise, 'expiresAt', v.expires_at, 'sourceId', v.source_subscription_id)
               from upgrade_preview v where v.customer_id = $1 and v.preview_id = $7::uuid and v.partner_id = $2) as preview
     ${OF_THE_PARTNER}`,
    [
      customerId,
      partnerId,
      asked.sourceId,
      asked.question?.callerId ?? null,
      asked.question?.requestId ?? null,
      asked.question?.question ?? null,
      asked.previewId,
      asked.targetOfferId,
    ],
  );
  const [row] = rows;
  return row === undefined ? null : { ...row, answered: toAnswer(row.answered) };
}

export type NewUpgrade = {
  readonly id: UpgradeId;
  readonly partnerId: PartnerId;
  readonly sourceId: SubscriptionId;
  readonly targetId: SubscriptionId;
  readonly upgradeType: string;
  readonly quantity: number;
  readonly usersMoved: number;
  readonly usersLeftBehind: number;
  readonly submittedBy: string | null;
  readonly at: Date;
};

export function recordUpgrade(upgrade: NewUpgrade): Write {
  return {
    table: 'upgrade',
    sql: `
      insert into upgrade (customer_id, upgrade_id, partner_id, source_subscription_id, target_subscription_id, upgrade_type, quantity,
        users_moved, users_left_behind, state, submitted_by, submitted_at, finished_at)
      select $customer, r.upgrade_id, r.partner_id, r.source_id, r.target_id, r.upgrade_type, r.quantity, r.users_moved, r.users_left_behind,
        case when r.users_left_behind > 0 then 'finishing' else 'done' end, r.submitted_by, r.submitted_at,
        case when r.users_left_behind > 0 then null else r.submitted_at end
      from jsonb_to_recordset($rows) as r(upgrade_id uuid, partner_id uuid, source_id uuid, target_id uuid, upgrade_type text, quantity integer,
        users_moved integer, users_left_behind integer, submitted_by uuid, submitted_at timestamptz)`,
    rows: [
      {
        upgrade_id: upgrade.id,
        partner_id: upgrade.partnerId,
        source_id: upgrade.sourceId,
        target_id: upgrade.targetId,
        upgrade_type: upgrade.upgradeType,
        quantity: upgrade.quantity,
        users_moved: upgrade.usersMoved,
        users_left_behind: upgrade.usersLeftBehind,
        submitted_by: upgrade.submittedBy,
        submitted_at: upgrade.at.toISOString(),
      },
    ],
  };
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

export type NewPreview = {
  readonly id: PreviewId;
  readonly partnerId: PartnerId;
  readonly sourceId: SubscriptionId;
  readonly promise: Promised;
  readonly promiseHash: string;
  readonly at: Date;
  readonly expiresAt: Date;
};

export function keepPreview(preview: NewPreview): Write {
  return {
    table: 'upgrade_preview',
    sql: `
      insert into upgrade_preview (customer_id, preview_id, partner_id, source_subscription_id, promise_hash, promise, previewed_at, expires_at)
      select $customer, r.preview_id, r.partner_id, r.source_id, r.promise_hash, r.promise, r.previewed_at, r.expires_at
      from jsonb_to_recordset($rows) as r(preview_id uuid, partner_id uuid, source_id uuid, promise_hash text, promise jsonb,
        previewed_at timestamptz, expires_at timestamptz)`,
    rows: [
      {
        preview_id: preview.id,
        partner_id: preview.partnerId,
        source_id: preview.sourceId,
        promise_hash: preview.promiseHash,
        promise: preview.promise,
        previewed_at: preview.at.toISOString(),
        expires_at: preview.expiresAt.toISOString(),
      },
    ],
  };
}

export type DirectoryPerson = { readonly userId: UserId; readonly displayName: string; readonly userPrincipalName: string };

/** Names and addresses of people, for lists that a person reads. */
export async function readPeople(
  tx: Tx,
  customerId: CustomerId,
  userIds: readonly UserId[],
): Promise<ReadonlyMap<UserId, DirectoryPerson>> {
  const { rows } = await tx.query<DirectoryPerson>(
    `select user_id as "userId", display_name as "displayName", user_principal_name as "userPrincipalName"
       from directory_user where customer_id = $1 and user_id = any($2::uuid[])`,
    [customerId, userIds],
  );
  return new Map(rows.map((person) => [person.userId, person]));
}
