import { earlierAnswerSql, toAnswer, type Answer, type KeptAnswer, type Question } from '../../audit/store.ts';
import { ledgerSql } from '../../billing/store.ts';
import type { CustomerId, OfferId, PartnerId, SubscriptionId, UpgradeId } from '../../kit/ids.ts';
import type { TransferCandidates } from '../../licenses/transfer.ts';
import type { Tx } from '../../platform/db.ts';
import type { Reader } from '../../platform/reader.ts';
import type { Write } from '../../platform/write.ts';
import type { DatedCharge } from '../../subscriptions/change/reduction.ts';
import type { Account } from '../../subscriptions/tenant/account.ts';
import type { TenantFacts } from '../../subscriptions/tenant/facts.ts';
import { accountsSql, OF_THE_PARTNER, TENANT_FACTS, type Scope } from '../../subscriptions/tenant/store.ts';
import { candidatesSql, holdersSql } from '../store.ts';
import type { Transition, TransitionEvent } from './transition.ts';

/** Everything that a transition is decided on. */
export type GatheredTransition = {
  readonly facts: TenantFacts;
  readonly accounts: readonly Account[];
  readonly ledger: readonly DatedCharge[];
  readonly candidates: readonly TransferCandidates[];
  readonly targetHolders: number;
  /** The answer given to this very request before; null for a new one. */
  readonly answered: Answer | null;
};

const SKU_OF_SOURCE = `select o.sku_id from subscription s join offer o on o.offer_id = s.offer_id where s.customer_id = $1 and s.subscription_id = $3`;
const LIVE = `s.status <> 'deleted'`;

/** The facts in one statement; null when the partner sells nothing to this customer. */
export async function gatherForTransition(
  tx: Tx,
  { partnerId, customerId }: Scope,
  asked: { readonly sourceId: SubscriptionId; readonly toOfferId: OfferId; readonly question: Question | null },
): Promise<GatheredTransition | null> {
  const { question } = asked;
  const { rows } = await tx.query<Omit<GatheredTransition, 'answered'> & { answered: KeptAnswer | null }>(
    `select ${TENANT_FACTS} as facts, ${accountsSql('$1', LIVE)} as accounts, ${ledgerSql('$1', LIVE)} as ledger,
            ${candidatesSql(SKU_OF_SOURCE)} as candidates,
            ${holdersSql('select o.sku_id from offer o where o.offer_id = $7')} as "targetHolders",
            ${earlierAnswerSql('$1', '$4', '$5', '$6')} as answered
     ${OF_THE_PARTNER}`,
    [
      customerId,
      partnerId,
      asked.sourceId,
      question?.callerId ?? null,
      question?.requestId ?? null,
      question?.question ?? null,
      asked.toOfferId,
    ],
  );
  const [row] = rows;
  return row === undefined ? null : { ...row, answered: toAnswer(row.answered) };
}

/** The users of one product, and how many have another already: for what a renewal turned into it. */
export async function gatherUsers(
  tx: Tx,
  customerId: CustomerId,
  between: { readonly from: OfferId; readonly to: OfferId },
): Promise<{ readonly candidates: readonly TransferCandidates[]; readonly targetHolders: number }> {
  const { rows } = await tx.query<{ readonly candidates: readonly TransferCandidates[]; readonly targetHolders: number }>(
    `select ${candidatesSql('select o.sku_id from offer o where o.offer_id = $2')} as candidates,
            ${holdersSql('select o.sku_id from offer o where o.offer_id = $3')} as "targetHolders"`,
    [customerId, between.from, between.to],
  );
  return rows[0] ?? { candidates: [], targetHolders: 0 };
}

/** Records operations, what they did and what failed. */
export function recordTransitions(made: readonly (Transition & { readonly partnerId: PartnerId; readonly at: Date })[]): Write {
  return {
    table: 'transition',
    sql: `
      insert into transition (customer_id, transition_id, partner_id, from_subscription_id, to_subscription_id, from_offer_id, to_offer_id,
        quantity, transition_type, term_duration, billing_cycle, events, requested_at)
      select $customer, r.transition_id, r.partner_id, r.from_id, r.to_id, r.from_offer_id, r.to_offer_id, r.quantity, r.transition_type,
        r.term_duration, r.billing_cycle, r.events, r.requested_at
      from jsonb_to_recordset($rows) as r(transition_id uuid, partner_id uuid, from_id uuid, to_id uuid, from_offer_id text, to_offer_id text,
        quantity integer, transition_type text, term_duration text, billing_cycle text, events jsonb, requested_at timestamptz)`,
    rows: made.map((transition) => ({
      transition_id: transition.id,
      partner_id: transition.partnerId,
      from_id: transition.fromId,
      to_id: transition.toId,
      from_offer_id: transition.fromOfferId,
      to_offer_id: transition.toOfferId,
      quantity: transition.quantity,
      transition_type: transition.transitionType,
      term_duration: transition.duration,
      billing_cycle: transition.billingCycle,
      events: transition.events,
      requested_at: transition.at.toISOString(),
    })),
  };
}

/** A recorded operation, and when the last of those whom it left behind was done. */
export type RecordedTransition = Transition & { readonly finishedAt: string | null };

/** The operations of one subscription, as source or destination, the oldest first; one of them where asked. */
export async function listTransitions(
  reader: Reader,
  customerId: CustomerId,
  asked: { readonly subscriptionId: SubscriptionId; readonly operationId: UpgradeId | null },
): Promise<readonly RecordedTransition[]> {
  const { rows } = await reader.query<Omit<RecordedTransition, 'events'> & { readonly events: readonly TransitionEvent[] }>(
    `select t.transition_id as id, t.from_subscription_id as "fromId", t.to_subscription_id as "toId", t.from_offer_id as "fromOfferId",
            t.to_offer_id as "toOfferId", t.quantity, t.transition_type as "transitionType", t.term_duration as duration,
            t.billing_cycle as "billingCycle", t.events, u.finished_at as "finishedAt"
       from transition t
       left join upgrade u on u.customer_id = t.customer_id and u.upgrade_id = t.transition_id and u.state = 'done'
      where t.customer_id = $1 and (t.from_subscription_id = $2 or t.to_subscription_id = $2) and ($3::uuid is null or t.transition_id = $3)
      order by t.requested_at, t.transition_id`,
    [customerId, asked.subscriptionId, asked.operationId],
  );
  return rows;
}
