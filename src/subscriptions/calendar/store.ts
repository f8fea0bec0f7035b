import { ledgerSql } from '../../billing/store.ts';
import { aheadSecondsSql } from '../../customers/time/store.ts';
import { productItemSql } from '../../catalog/store.ts';
import type { SellingScope } from '../../customers/customer.ts';
import type { Day } from '../../kit/dates.ts';
import type { PartnerId } from '../../kit/ids.ts';
import type { Reader } from '../../platform/reader.ts';
import { SUBSCRIPTION } from '../tenant/store.ts';
import type { DatedCharge } from '../change/reduction.ts';
import type { DatedSubscription } from './coming-dates.ts';

/** Where a page of the calendar begins: after this date of this subscription. */
export type CalendarPosition = { readonly on: Day; readonly customerId: string; readonly subscriptionId: string };

/** A subscription with the date by which the list stands in order, and what its customer's present is. */
export type ListedDate = DatedSubscription & {
  readonly on: Day;
  readonly country: string;
  readonly aheadSeconds: number;
  /** The partner still looks after the customer. The others are told too, because a page is counted before. */
  readonly isReachable: boolean;
};

export type CalendarQuestion = {
  readonly partnerId: PartnerId;
  readonly from: Day;
  /** Inclusive. */
  readonly until: Day;
  readonly removalDays: number;
  readonly after: CalendarPosition | null;
  readonly limit: number;
};

/**
 * One page of what ends or is removed between two days, of all customers of a partner: terms of active subscriptions and
 * removals of suspended ones, each read from its own index in the order of the list. Suspended trials end with their term
 * as well, and of new commerce nothing else ends what is suspended; those are few, and are put into order.
 */
export async function listPartnerDates(reader: Reader, question: CalendarQuestion): Promise<readonly ListedDate[]> {
  const { partnerId, from, until, removalDays, after, limit } = question;
  const branch = (date: string, shift: string, where: string) => `
    (select s.${date}${shift} as on_day, s.customer_id, s.subscription_id
       from subscription s
      where s.partner_id = $1 and ${where} and s.${date} >= $2::date${shift.replace('+', '-')} and s.${date} <= $3::date${shift.replace('+', '-')}
        and (s.${date}, s.customer_id, s.subscription_id) > ($4::date${shift.replace('+', '-')}, $5::uuid, $6::uuid)
        and not ('BaseSuspended' = any(s.suspension_reasons))
      order by s.${date}, s.customer_id, s.subscription_id
      limit $7)`;
  const dates = [
    branch('term_until', '', `s.status = 'active'`),
    branch('suspended_on', '+ $8::integer', `s.status = 'suspended' and not ${NEW_COMMERCE}`),
    branch('term_until', '', `s.status = 'suspended' and (${NEW_COMMERCE} or ${TRIAL})`),
    SCHEDULED,
  ];
  const { rows } = await reader.query<ListedDate>(
    `/* fanout */ with page as (
       select * from (${dates.join(' union ')}) dates
        order by on_day, customer_id, subscription_id
        limit $7)
     select page.on_day as on, ${SUBSCRIPTION} as subscription, ${ACCOUNT} as account,
            json_build_object('id', c.customer_id, 'companyName', c.company_name) as customer, c.country,
            ${aheadSecondsSql('s.customer_id')} as "aheadSeconds", '[]'::json as ledger, ${SCHEDULES} as schedules,
            exists (select 1 from relationship r where r.customer_id = s.customer_id and r.partner_id = $1 and r.state = 'active') as "isReachable"
       from page
       join subscription s on s.customer_id = page.customer_id and s.subscription_id = page.subscription_id
       join offer o on o.offer_id = s.offer_id
       join customer c on c.customer_id = s.customer_id
      order by page.on_day, page.customer_id, page.subscription_id`,
    [
      partnerId,
      from,
      until,
      after?.on ?? '0001-01-01',
      after?.customerId ?? FIRST_ID,
      after?.subscriptionId ?? FIRST_ID,
      limit,
      removalDays,
    ],
  );
  return rows;
}

const NEW_COMMERCE = productItemSql('s.offer_id');
const TRIAL = 'exists (select 1 from offer o where o.offer_id = s.offer_id and o.is_trial)';
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Days of what is scheduled; a subscription with two dates on one day is listed once. */
const SCHEDULED = `
    (select distinct d.due_on as on_day, d.customer_id, d.subscription_id
       from scheduled_change d
       join subscription s on s.customer_id = d.customer_id and s.subscription_id = d.subscription_id
      where d.partner_id = $1 and d.state = 'pending' and s.status in ('active', 'suspended') and d.due_on between $2::date and $3::date
        and (d.due_on, d.customer_id, d.subscription_id) > ($4::date, $5::uuid, $6::uuid)
        and not ('BaseSuspended' = any(s.suspension_reasons))
      order by d.due_on, d.customer_id, d.subscription_id
      limit $7)`;

/** What is scheduled for the subscription `s`. */
const SCHEDULES = `coalesce((select json_agg(json_build_object('id', d.schedule_id, 'dueOn', d.due_on, 'kind', d.wish ->> 'kind', 'mode', d.wish ->> 'mode',
      'seats', (d.wish ->> 'seats')::integer, 'targetOfferId', d.wish ->> 'targetOfferId', 'wouldFail', d.reasons <> '[]'::jsonb) order by d.due_on, d.schedule_id)
    from scheduled_change d
   where d.customer_id = s.customer_id and d.subscription_id = s.subscription_id and d.state = 'pending'), '[]')`;

const ACCOUNT = `json_build_object('subscriptionId', s.subscription_id, 'autoRenew', s.auto_renew, 'isTrial', o.is_trial,
  'suspensionReasons', s.suspension_reasons, 'suspendedOn', s.suspended_on, 'paidUntil', s.paid_until, 'offerName', o.name,
  'createdAt', s.created_at, 'upgradedFromId', s.upgraded_from_id, 'nextTerm', s.next_term)`;

/** Everything of one customer that can have a date to come, as far as the caller may know of it. */
export async function listCustomerDates(reader: Reader, { customerId, sellerIds, resellerMpnId }: SellingScope): Promise<CustomerDates> {
  const { rows } = await reader.query<CustomerDates>(
    `select coalesce((select json_agg(json_build_object('subscription', ${SUBSCRIPTION}, 'account', ${ACCOUNT},
                'customer', json_build_object('id', c.customer_id, 'companyName', c.company_name), 'schedules', ${SCHEDULES}) order by s.subscription_id)
              from subscription s join offer o on o.offer_id = s.offer_id
             where s.customer_id = $1 and s.partner_id = any($2::uuid[]) and ($3::text is null or s.reseller_mpn_id = $3)
               and s.status in ('active', 'suspended')), '[]') as subscriptions,
            ${ledgerSql('$1', `s.status = 'active'`)} as ledger, ${aheadSecondsSql('$1')} as "aheadSeconds"
       from customer c
      where c.customer_id = $1`,
    [customerId, sellerIds, resellerMpnId],
  );
  return rows[0] ?? { subscriptions: [], ledger: [], aheadSeconds: 0 };
}

export type CustomerDates = {
  readonly subscriptions: readonly Omit<DatedSubscription, 'ledger'>[];
  /** The lines of the current terms, of all of them. */
  readonly ledger: readonly DatedCharge[];
  readonly aheadSeconds: number;
};
