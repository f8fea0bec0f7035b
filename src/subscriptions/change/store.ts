import { earlierAnswerSql, toAnswer, type Answer, type KeptAnswer, type Question } from '../../audit/store.ts';
import { ledgerSql } from '../../billing/store.ts';
import type { BillingCycle } from '../../catalog/catalog.ts';
import type { PartnerId, PreviewId, SkuId, SubscriptionId, UserId } from '../../kit/ids.ts';
import type { Tx } from '../../platform/db.ts';
import type { Write } from '../../platform/write.ts';
import type { Promised } from '../promise.ts';
import type { Account } from '../tenant/account.ts';
import type { TenantFacts } from '../tenant/facts.ts';
import { accountsSql, activeUserOf, OF_THE_PARTNER, TENANT_FACTS, WITH_ADD_ONS, type Scope } from '../tenant/store.ts';
import type { Change } from './change.ts';
import type { NamedUser } from './facts.ts';
import type { DatedCharge } from './reduction.ts';

const ASSIGNED = `
  coalesce((select json_agg(json_build_object('skuId', k.sku_id, 'users',
      (select count(distinct l.user_id) from license l
         ${activeUserOf('l', '$1')}
        where l.customer_id = $1 and l.sku_id = k.sku_id)))
    from (select distinct o.sku_id from subscription s join offer o on o.offer_id = s.offer_id where s.customer_id = $1 and ${WITH_ADD_ONS}) k), '[]')`;

/** The users named in the request or in the preview that it carries out. */
const PEOPLE = `
  coalesce((select json_agg(json_build_object('userId', u.user_id, 'displayName', u.display_name, 'userPrincipalName', u.user_principal_name,
      'licenses', coalesce((select json_agg(json_build_object('skuId', l.sku_id, 'groupId', nullif(l.group_id, '00000000-0000-0000-0000-000000000000'),
                                                                        'disabledPlanIds', l.disabled_plans))
                              from license l where l.customer_id = $1 and l.user_id = u.user_id), '[]')) order by u.display_name, u.user_id)
    from directory_user u
   where u.customer_id = $1 and u.state = 'active'
     and u.user_id = any($8::uuid[] || coalesce((select array_agg(n.user_id::uuid)
           from change_preview v, jsonb_array_elements_text(v.change -> 'unassignUserIds') as n(user_id)
          where v.customer_id = $1 and v.preview_id = $7::uuid and v.partner_id = $2), '{}'))), '[]')`;

export type Gathered = {
  readonly facts: TenantFacts;
  readonly accounts: readonly Account[];
  readonly ledger: readonly DatedCharge[];
  readonly assigned: readonly { readonly skuId: SkuId; readonly users: number }[];
  readonly people: readonly NamedUser[];
  /** The answer given to this very request before; null for a new one. */
  readonly answered: Answer | null;
  /** The preview that the request names; null when it names none or there is none. */
  readonly preview: {
    readonly change: Change;
    readonly promise: Promised;
    readonly expiresAt: string;
    readonly subscriptionId: SubscriptionId;
  } | null;
};

export type Asked = {
  readonly subscriptionId: SubscriptionId;
  readonly question: Question | null;
  readonly previewId: PreviewId | null;
  readonly userIds: readonly UserId[];
};

/** Everything that a change and its preview decide on, in one statement; null when the partner has no such customer. */
export async function gatherForChange(tx: Tx, { partnerId, customerId }: Scope, asked: Asked): Promise<Gathered | null> {
  const { question } = asked;
  const { rows } = await tx.query<Omit<Gathered, 'answered'> & { answered: KeptAnswer | null }>(
    `select ${TENANT_FACTS} as facts, ${accountsSql('$1', WITH_ADD_ONS)} as accounts, ${ledgerSql('$1', WITH_ADD_ONS)} as ledger,
            ${ASSIGNED} as assigned, ${PEOPLE} as people, ${earlierAnswerSql('$1', '$4', '$5', '$6')} as answered,
            (select json_build_object('change', v.change, 'promise', v.promise, 'expiresAt', v.expires_at, 'subscriptionId', v.subscription_id)
               from change_preview v where v.customer_id = $1 and v.preview_id = $7::uuid and v.partner_id = $2 and v.subscription_id is not null) as preview
     ${OF_THE_PARTNER}`,
    [
      customerId,
      partnerId,
      asked.subscriptionId,
      question?.callerId ?? null,
      question?.requestId ?? null,
      question?.question ?? null,
      asked.previewId,
      asked.userIds,
    ],
  );
  const [row] = rows;
  return row === undefined ? null : { ...row, answered: toAnswer(row.answered) };
}

/** What is known of the partner behind an MPN id: a reseller of this provider, the provider itself, or nobody. */
export async function findReseller(tx: Tx, partnerId: PartnerId, mpnId: string): Promise<'known' | 'unknown' | 'partner_itself'> {
  const { rows } = await tx.query<{ found: 'known' | 'unknown' | 'partner_itself' }>(
    `select case
         when exists (select 1 from partner p where p.partner_id = $1 and p.mpn_id = $2) then 'partner_itself'
         when exists (select 1 from partner_relationship n join partner x on x.partner_id = n.reseller_partner_id
                       where n.provider_partner_id = $1 and x.mpn_id = $2) then 'known'
         else 'unknown' end as found`,
    [partnerId, mpnId],
  );
  return rows[0]?.found ?? 'unknown';
}

export type NewPreview = {
  readonly id: PreviewId;
  readonly partnerId: PartnerId;
  /** What it is of: a change of one subscription, or of the billing cycle of an order. */
  readonly of:
    | { readonly kind: 'subscription'; readonly subscriptionId: SubscriptionId; readonly change: Change }
    | { readonly kind: 'order'; readonly orderId: string; readonly change: { readonly billingCycle: BillingCycle } };
  readonly promise: Promised;
  readonly promiseHash: string;
  readonly at: Date;
  readonly expiresAt: Date;
};

export function keepPreview(preview: NewPreview): Write {
  return {
    table: 'change_preview',
    sql: `
      insert into change_preview (customer_id, preview_id, partner_id, subscription_id, order_id, change, promise_hash, promise, previewed_at,
        expires_at)
      select $customer, r.preview_id, r.partner_id, r.subscription_id, r.order_id, r.change, r.promise_hash, r.promise, r.previewed_at,
        r.expires_at
      from jsonb_to_recordset($rows) as r(preview_id uuid, partner_id uuid, subscription_id uuid, order_id uuid, change jsonb,
        promise_hash text, promise jsonb, previewed_at timestamptz, expires_at timestamptz)`,
    rows: [
      {
        preview_id: preview.id,
        partner_id: preview.partnerId,
        subscription_id: preview.of.kind === 'subscription' ? preview.of.subscriptionId : null,
        order_id: preview.of.kind === 'order' ? preview.of.orderId : null,
        change: preview.of.change,
        promise_hash: preview.promiseHash,
        promise: preview.promise,
        previewed_at: preview.at.toISOString(),
        expires_at: preview.expiresAt.toISOString(),
      },
    ],
  };
}

/** Forgets previews that nobody can carry out any more. Of all customers: a sweep, not a question. */
export function dropExpiredPreviews(tx: Tx, now: Date): void {
  tx.send('/* fanout */ delete from change_preview where expires_at < $1', [now]);
}
