import { aheadSecondsSql } from '../../customers/time/store.ts';
import type { SellingScope } from '../../customers/customer.ts';
import type { Day } from '../../kit/dates.ts';
import type { CustomerId, PartnerId, SubscriptionId } from '../../kit/ids.ts';
import type { Reader } from '../../platform/reader.ts';
import type { Write } from '../../platform/write.ts';
import type { Ground, Schedule, ScheduleId } from './schedule.ts';

/** A scheduled change with the ground that it stands on. */
export type Standing = { readonly schedule: Schedule; readonly ground: Ground; readonly country: string };

const SCHEDULE = `json_build_object(
  'id', d.schedule_id, 'customerId', d.customer_id, 'partnerId', d.partner_id, 'subscriptionId', d.subscription_id, 'wish', d.wish,
  'atRenewal', d.at_renewal, 'dueOn', d.due_on, 'state', d.state, 'baseQuantity', d.base_quantity, 'history', d.history,
  'checkedAt', d.checked_at, 'checkedVersion', d.checked_version, 'reasons', d.reasons, 'outcome', d.outcome,
  'askedBy', json_build_object('kind', d.asked_by_kind, 'id', d.asked_by, 'name', d.asked_by_name),
  'createdAt', d.created_at, 'changedAt', d.changed_at, 'finishedAt', d.finished_at)`;

const GROUND = `json_build_object(
  'status', s.status, 'quantity', s.quantity, 'version', s.version, 'term', json_build_object('from', s.term_from, 'until', s.term_until),
  'offerId', s.offer_id, 'friendlyName', s.friendly_name, 'autoRenew', s.auto_renew, 'isTrial', o.is_trial,
  'replacedBy', case when s.status = 'deleted' then (
     select json_build_object('subscriptionId', case when u.state = 'undone' then u.source_subscription_id else u.target_subscription_id end,
                              'because', case when u.state = 'undone' then 'undone' else 'upgraded' end)
       from upgrade u
      where u.customer_id = s.customer_id
        and ((u.source_subscription_id = s.subscription_id and u.state <> 'undone' and u.target_subscription_id <> s.subscription_id)
          or (u.target_subscription_id = s.subscription_id and u.state = 'undone'))
      order by u.submitted_at desc
      limit 1) end,
  'companyName', c.company_name, 'aheadSeconds', ${aheadSecondsSql('s.customer_id')})`;

const BEHIND = `
  join subscription s on s.customer_id = d.customer_id and s.subscription_id = d.subscription_id
  join offer o on o.offer_id = s.offer_id
  join customer c on c.customer_id = s.customer_id`;

/** The ground of one subscription that this partner sells; null where it has none such. */
export async function findGround(
  reader: Reader,
  { partnerId, customerId }: { readonly partnerId: PartnerId; readonly customerId: CustomerId },
  subscriptionId: SubscriptionId,
): Promise<Ground | null> {
  const { rows } = await reader.query<{ ground: Ground }>(
    `select ${GROUND} as ground
       from subscription s
       join offer o on o.offer_id = s.offer_id
       join customer c on c.customer_id = s.customer_id
      where s.customer_id = $1 and s.partner_id = $2 and s.subscription_id = $3`,
    [customerId, partnerId, subscriptionId],
  );
  return rows[0]?.ground ?? null;
}

/** What is scheduled or was, for one subscription as the caller may see it, the next first and what is over behind it. */
export async function listOfSubscription(
  reader: Reader,
  { customerId, sellerIds, resellerMpnId }: SellingScope,
  subscriptionId: SubscriptionId,
  id: ScheduleId | null = null,
): Promise<readonly Standing[]> {
  const { rows } = await reader.query<Standing>(
    `select ${SCHEDULE} as schedule, ${GROUND} as ground, c.country
       from scheduled_change d ${BEHIND}
      where d.customer_id = $1 and d.partner_id = any($2::uuid[]) and ($3::text is null or s.reseller_mpn_id = $3)
        and d.subscription_id = $4 and ($5::uuid is null or d.schedule_id = $5)
      order by d.state <> 'pending', d.due_on, d.schedule_id`,
    [customerId, sellerIds, resellerMpnId, subscriptionId, id],
  );
  return rows;
}

/** What is scheduled for one customer, whoever sold it: read under the customer's lock by whoever carries it out. */
export async function listPending(
  reader: Reader,
  customerId: CustomerId,
  only: { readonly scheduleId?: ScheduleId; readonly subscriptionId?: SubscriptionId },
): Promise<readonly Standing[]> {
  const { rows } = await reader.query<Standing>(
    `select ${SCHEDULE} as schedule, ${GROUND} as ground, c.country
       from scheduled_change d ${BEHIND}
      where d.customer_id = $1 and d.state = 'pending' and ($2::uuid is null or d.schedule_id = $2) and ($3::uuid is null or d.subscription_id = $3)
      order by d.due_on, d.schedule_id`,
    [customerId, only.scheduleId ?? null, only.subscriptionId ?? null],
  );
  return rows;
}

/** Where a list of scheduled changes goes on: behind this one. */
export type SchedulePosition = { readonly dueOn: string; readonly customerId: string; readonly id: string };

export type ScheduleQuestion = {
  readonly partnerId: PartnerId;
  readonly states: readonly string[];
  /** Only those that would fail on their day, or failed. */
  readonly onlyTroubled: boolean;
  readonly after: SchedulePosition | null;
  readonly limit: number;
};

/** One page of everything that a partner has scheduled, by day. */
export async function listOfPartner(reader: Reader, question: ScheduleQuestion): Promise<readonly Standing[]> {
  const { partnerId, states, onlyTroubled, after, limit } = question;
  const { rows } = await reader.query<Standing>(
    `/* fanout */ select ${SCHEDULE} as schedule, ${GROUND} as ground, c.country
       from scheduled_change d ${BEHIND}
      where d.partner_id = $1 and d.state = any($2::text[]) and (not $3 or d.reasons <> '[]'::jsonb)
        and (d.due_on, d.customer_id, d.schedule_id) > ($4::date, $5::uuid, $6::uuid)
        and exists (select 1 from relationship r where r.customer_id = d.customer_id and r.partner_id = $1 and r.state = 'active')
      order by d.due_on, d.customer_id, d.schedule_id
      limit $7`,
    [partnerId, states, onlyTroubled, after?.dueOn ?? '0001-01-01', after?.customerId ?? FIRST_ID, after?.id ?? FIRST_ID, limit],
  );
  return rows;
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** A scheduled change that somebody should hear of: it would fail on its day, or it did. */
export type TroubledSchedule = Pick<Schedule, 'id' | 'customerId' | 'subscriptionId' | 'wish' | 'dueOn' | 'reasons'> & {
  readonly state: 'pending' | 'failed';
  readonly companyName: string;
  readonly friendlyName: string;
  /** When that was found. */
  readonly foundAt: string;
};

/**
 * For notices: what a partner scheduled that would fail within these days, or has failed since then; the nearest day first.
 */
export async function listTroubledSchedules(
  reader: Reader,
  asked: { readonly partnerId: PartnerId; readonly until: Day; readonly failedSince: Date; readonly limit: number },
): Promise<readonly TroubledSchedule[]> {
  const { rows } = await reader.query<TroubledSchedule>(
    `/* fanout */ select d.schedule_id as id, d.customer_id as "customerId", d.subscription_id as "subscriptionId", d.wish, d.due_on as "dueOn",
            d.reasons, d.state, c.company_name as "companyName", s.friendly_name as "friendlyName", coalesce(d.finished_at, d.checked_at) as "foundAt"
       from scheduled_change d ${BEHIND}
      where d.partner_id = $1 and d.due_on <= $2::date
        and ((d.state = 'pending' and d.reasons <> '[]'::jsonb) or (d.state = 'failed' and d.finished_at >= $3))
      order by d.due_on, d.customer_id, d.schedule_id
      limit $4`,
    [asked.partnerId, asked.until, asked.failedSince, asked.limit],
  );
  return rows;
}

/** A scheduled change that somebody has to look at. */
export type Look = { readonly lookOn: string; readonly customerId: CustomerId; readonly id: ScheduleId };

/** One page of those whose day to be looked at has come; of all partners, read off one index. */
export async function listLooks(
  reader: Reader,
  asked: { readonly today: Day; readonly after: Look | null; readonly limit: number },
): Promise<readonly Look[]> {
  const { rows } = await reader.query<Look>(
    `/* fanout */ select look_on as "lookOn", customer_id as "customerId", schedule_id as id
       from scheduled_change
      where state = 'pending' and look_on <= $1::date and (look_on, customer_id, schedule_id) > ($2::date, $3::uuid, $4::uuid)
      order by look_on, customer_id, schedule_id
      limit $5`,
    [asked.today, asked.after?.lookOn ?? '-infinity', asked.after?.customerId ?? FIRST_ID, asked.after?.id ?? FIRST_ID, asked.limit],
  );
  return rows;
}

/** Those whose subscription was changed since they were looked at, and those of customers who live ahead. */
export async function listUnsettled(reader: Reader, now: Date, limit: number): Promise<readonly Look[]> {
  const { rows } = await reader.query<Look>(
    `/* fanout */ select d.look_on as "lookOn", d.customer_id as "customerId", d.schedule_id as id
       from scheduled_change d
       join subscription s on s.customer_id = d.customer_id and s.subscription_id = d.subscription_id
       left join customer_clock k on k.customer_id = d.customer_id
      where d.state = 'pending'
        and (d.checked_version is distinct from s.version
          or (k.customer_id is not null and d.look_on <= (($1::timestamptz + k.ahead_seconds * interval '1 second') at time zone 'UTC')::date))
      order by d.due_on, d.customer_id, d.schedule_id
      limit $2`,
    [now, limit],
  );
  return rows;
}

/** Writes a scheduled change as it is from now on: a new one, or one that was changed, checked or ended. */
export function saveSchedule(schedule: Schedule, lookOn: Day): Write {
  return {
    table: 'scheduled_change',
    sql: `
      insert into scheduled_change (customer_id, schedule_id, partner_id, subscription_id, wish, at_renewal, due_on, state, base_quantity, history,
        checked_at, checked_version, reasons, outcome, look_on, asked_by_kind, asked_by, asked_by_name, created_at, changed_at, finished_at)
      select $customer, r.schedule_id, r.partner_id, r.subscription_id, r.wish, r.at_renewal, r.due_on, r.state, r.base_quantity, r.history,
        r.checked_at, r.checked_version, r.reasons, r.outcome, r.look_on, r.asked_by_kind, r.asked_by, r.asked_by_name, r.created_at, r.changed_at,
        r.finished_at
      from jsonb_to_recordset($rows) as r(schedule_id uuid, partner_id uuid, subscription_id uuid, wish jsonb, at_renewal boolean, due_on date,
        state text, base_quantity integer, history jsonb, checked_at timestamptz, checked_version bigint, reasons jsonb, outcome jsonb, look_on date,
        asked_by_kind text, asked_by uuid, asked_by_name text, created_at timestamptz, changed_at timestamptz, finished_at timestamptz)
      on conflict (customer_id, schedule_id) do update
        set wish = excluded.wish, at_renewal = excluded.at_renewal, due_on = excluded.due_on, state = excluded.state,
            base_quantity = excluded.base_quantity, history = excluded.history, checked_at = excluded.checked_at,
            checked_version = excluded.checked_version, reasons = excluded.reasons, outcome = excluded.outcome, look_on = excluded.look_on,
            asked_by_kind = excluded.asked_by_kind, asked_by = excluded.asked_by, asked_by_name = excluded.asked_by_name,
            changed_at = excluded.changed_at, finished_at = excluded.finished_at`,
    rows: [
      {
        schedule_id: schedule.id,
        partner_id: schedule.partnerId,
        subscription_id: schedule.subscriptionId,
        wish: schedule.wish,
        at_renewal: schedule.atRenewal,
        due_on: schedule.dueOn,
        state: schedule.state,
        base_quantity: schedule.baseQuantity,
        history: schedule.history,
        checked_at: schedule.checkedAt,
        checked_version: schedule.checkedVersion,
        reasons: schedule.reasons,
        outcome: schedule.outcome,
        look_on: lookOn,
        asked_by_kind: schedule.askedBy.kind,
        asked_by: schedule.askedBy.id,
        asked_by_name: schedule.askedBy.name,
        created_at: schedule.createdAt,
        changed_at: schedule.changedAt,
        finished_at: schedule.finishedAt,
      },
    ],
  };
}
