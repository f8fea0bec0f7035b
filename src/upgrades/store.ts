import { earlierAnswerSql, toAnswer, type Answer, type KeptAnswer, type Question } from '../audit/store.ts';
import type { Charge } from '../billing/charge.ts';
import { ledgerSql } from '../billing/store.ts';
import type { CustomerId, OfferId, PartnerId, PreviewId, SubscriptionId, UpgradeId, UserId } from '../kit/ids.ts';
import type { TransferCandidates } from '../licenses/transfer.ts';
import type { Tx } from '../platform/db.ts';
import type { Write } from '../platform/write.ts';
import type { Account } from '../subscriptions/tenant/account.ts';
import type { TenantFacts } from '../subscriptions/tenant/facts.ts';
import { accountsSql, activeUserOf, OF_THE_PARTNER, TENANT_FACTS, WITH_ADD_ONS, type Scope } from '../subscriptions/tenant/store.ts';
import type { Promised } from '../subscriptions/promise.ts';

/**
 * The people with a product, alike ones together, in the order in which they get seats. Deleted users take no part.
 * `sku` is a subselect of the product; `only` narrows the licences `l` further; `customer` names the customer.
 */
export const candidatesSql = (sku: string, only = '', customer = '$1'): string => `
  coalesce((select json_agg(json_build_object('userIds', g.user_ids, 'places', g.places, 'usageLocation', g.usage_location, 'disabledPlanIds', g.disabled_plans,
      'groupIds', g.groups, 'otherLicenses', g.others) order by g.first_assigned, g.user_ids[1])
    from (
      select array_agg(h.user_id order by h.place) as user_ids, array_agg(h.place order by h.place) as places,
             min(h.assigned_at) as first_assigned, h.usage_location, h.disabled_plans, h.groups, h.others
        from (
          select row_number() over (order by min(l.assigned_at), l.user_id) as place, l.user_id, min(l.assigned_at) as assigned_at, u.usage_location,
                 min(l.disabled_plans) as disabled_plans,
                 coalesce(array_agg(l.group_id order by l.group_id) filter (where l.group_id <> '00000000-0000-0000-0000-000000000000'), '{}') as groups,
                 coalesce((select jsonb_agg(jsonb_build_object('skuId', x.sku_id, 'disabledPlanIds', x.disabled_plans) order by x.sku_id, x.group_id)
                             from license x where x.customer_id = ${customer} and x.user_id = l.user_id and x.sku_id <> l.sku_id), '[]') as others
            from license l
            ${activeUserOf('l', customer)}
           where l.customer_id = ${customer}
             and l.sku_id = (${sku}) ${only}
           group by l.user_id, l.sku_id, u.usage_location
        ) h
       group by h.usage_location, h.disabled_plans, h.groups, h.others
    ) g), '[]')`;

const SKU_OF_SOURCE = `select o.sku_id from subscription s join offer o on o.offer_id = s.offer_id where s.customer_id = $1 and s.subscription_id = $3`;

/** How many active users have a product, directly or through a group. */
export const holdersSql = (sku: string, customer = '$1'): string => `
  (select count(distinct l.user_id) from license l
     ${activeUserOf('l', customer)}
    where l.customer_id = ${customer} and l.sku_id = (${sku}))`;

export type Gathered = {
  readonly facts: TenantFacts;
  /** The source's account; null where there is no such subscription. */
  readonly account: Account | null;
  /** The source's account, and those of its add-ons. */
  readonly accounts: readonly Account[];
  /** The lines of their current terms. */
  readonly ledger: readonly Charge[];
  readonly candidates: readonly TransferCandidates[];
  /** Users who have the target's product already, though the customer may have no subscription of it any more. */
  readonly targetHolders: number;
  /** The answer given to this very request before; null for a new one. */
  readonly answered: Answer | null;
  /** The promise of the preview that the request names; null when it names none or there is none. */
  readonly preview: { readonly promise: Promised; readonly expiresAt: string; readonly sourceId: SubscriptionId } | null;
};

/** Put together once: it is long, and each statement is looked up by its text. */
const GATHER = `select ${TENANT_FACTS} as facts, ${accountsSql('$1', WITH_ADD_ONS)} as accounts, ${ledgerSql('$1', WITH_ADD_ONS)} as ledger,
            ${candidatesSql(SKU_OF_SOURCE)} as candidates,
            ${holdersSql('select o.sku_id from offer o where o.offer_id = $8')} as "targetHolders", ${earlierAnswerSql('$1', '$4', '$5', '$6')} as answered,
            (select json_build_object('promise', v.promise, 'expiresAt', v.expires_at, 'sourceId', v.source_subscription_id)
               from upgrade_preview v where v.customer_id = $1 and v.preview_id = $7::uuid and v.partner_id = $2) as preview
     ${OF_THE_PARTNER}`;

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
  const { rows } = await tx.query<Omit<Gathered, 'answered' | 'account'> & { answered: KeptAnswer | null }>(GATHER, [
    customerId,
    partnerId,
    asked.sourceId,
    asked.question?.callerId ?? null,
    asked.question?.requestId ?? null,
    asked.question?.question ?? null,
    asked.previewId,
    asked.targetOfferId,
  ]);
  const [row] = rows;
  return row === undefined
    ? null
    : {
        ...row,
        account: row.accounts.find(({ subscriptionId }) => subscriptionId === asked.sourceId) ?? null,
        answered: toAnswer(row.answered),
      };
}

export type NewUpgrade = {
  readonly id: UpgradeId;
  readonly partnerId: PartnerId;
  readonly sourceId: SubscriptionId;
  readonly targetId: SubscriptionId;
  /** What they were and became, where the subscriptions themselves do not tell: one that became another product keeps its id. */
  readonly offers?: { readonly source: OfferId; readonly target: OfferId };
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
        users_moved, users_left_behind, state, submitted_by, submitted_at, finished_at, source_offer_id, target_offer_id)
      select $customer, r.upgrade_id, r.partner_id, r.source_id, r.target_id, r.upgrade_type, r.quantity, r.users_moved, r.users_left_behind,
        case when r.users_left_behind > 0 then 'finishing' else 'done' end, r.submitted_by, r.submitted_at,
        case when r.users_left_behind > 0 then null else r.submitted_at end, r.source_offer_id, r.target_offer_id
      from jsonb_to_recordset($rows) as r(upgrade_id uuid, partner_id uuid, source_id uuid, target_id uuid, upgrade_type text, quantity integer,
        users_moved integer, users_left_behind integer, submitted_by uuid, submitted_at timestamptz, source_offer_id text, target_offer_id text)`,
    rows: [
      {
        upgrade_id: upgrade.id,
        source_offer_id: upgrade.offers?.source ?? null,
        target_offer_id: upgrade.offers?.target ?? null,
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

/** What became of an upgrade since: more people moved, fewer left behind; with nobody left it is done. */
export function progressUpgrades(
  upgrades: readonly { readonly id: UpgradeId; readonly usersMoved: number; readonly usersLeftBehind: number; readonly at: Date }[],
): Write {
  return {
    table: 'upgrade',
    sql: `
      update upgrade u
         set users_moved = r.users_moved, users_left_behind = r.users_left_behind,
             state = case when r.users_left_behind = 0 then 'done' else u.state end,
             finished_at = case when r.users_left_behind = 0 then r.changed_at end
        from jsonb_to_recordset($rows) as r(upgrade_id uuid, users_moved integer, users_left_behind integer, changed_at timestamptz)
       where u.customer_id = $customer and u.upgrade_id = r.upgrade_id`,
    rows: upgrades.map((upgrade) => ({
      upgrade_id: upgrade.id,
      users_moved: upgrade.usersMoved,
      users_left_behind: upgrade.usersLeftBehind,
      changed_at: upgrade.at.toISOString(),
    })),
  };
}

/** Marks an upgrade as undone. */
export function markUndone(upgradeId: UpgradeId, at: Date): Write {
  return {
    table: 'upgrade',
    sql: `
      update upgrade u set state = 'undone', finished_at = r.at from jsonb_to_recordset($rows) as r(upgrade_id uuid, at timestamptz)
       where u.customer_id = $customer and u.upgrade_id = r.upgrade_id`,
    rows: [{ upgrade_id: upgradeId, at: at.toISOString() }],
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
