import type { Write } from '../platform/write.ts';
import type { Charge } from './charge.ts';

/** A ledger line with what the event adds to it. */
export type LedgerLine = { readonly chargeId: string; readonly charge: Charge };

/** What caused some lines: they carry its id and are found by it. */
export type LedgerEvent = { readonly eventId: string; readonly partnerId: string; readonly at: Date };

/** Appends the lines of one event to the ledger. */
export function appendCharges(lines: readonly LedgerLine[], event: LedgerEvent): Write {
  return appendEvents([{ event, lines }]);
}

/** Appends the lines of several events to the ledger. Nothing in the program changes or removes one. */
export function appendEvents(events: readonly { readonly event: LedgerEvent; readonly lines: readonly LedgerLine[] }[]): Write {
  return {
    table: 'charge',
    sql: `
      insert into charge (customer_id, charge_id, partner_id, subscription_id, offer_id, event_id, cause, charge_type, charged_from,
        charged_until, quantity, unit_price_minor, period_days, amount_minor, currency, rounding, charged_at)
      select $customer, r.charge_id, r.partner_id, r.subscription_id, r.offer_id, r.event_id, r.cause, r.charge_type, r.charged_from,
        r.charged_until, r.quantity, r.unit_price_minor, r.period_days, r.amount_minor, r.currency, r.rounding, r.charged_at
      from jsonb_to_recordset($rows) as r(charge_id uuid, partner_id uuid, subscription_id uuid, offer_id text, event_id uuid,
        cause text, charge_type text, charged_from date, charged_until date, quantity integer, unit_price_minor bigint,
        period_days integer, amount_minor bigint, currency text, rounding text, charged_at timestamptz)`,
    rows: events.flatMap(({ event, lines }) => lines.map((line) => rowOf(line, event))),
  };
}

function rowOf({ chargeId, charge }: LedgerLine, event: LedgerEvent): object {
  return {
    charge_id: chargeId,
    partner_id: event.partnerId,
    subscription_id: charge.subscriptionId,
    offer_id: charge.offerId,
    event_id: event.eventId,
    cause: charge.cause,
    charge_type: charge.chargeType,
    charged_from: charge.span.from,
    charged_until: charge.span.until,
    quantity: charge.quantity,
    unit_price_minor: charge.unitPriceMinor,
    period_days: charge.periodDays,
    amount_minor: charge.amountMinor,
    currency: charge.currency,
    rounding: charge.rounding,
    charged_at: event.at.toISOString(),
  };
}

/** A term that began so soon after the purchase may come back with all before it: 30 days, and those to the first of a month. */
const RECENT_DAYS = 33;

/**
 * The lines of some subscriptions' current terms and of the last period before, oldest first, as a part of a gathering statement: what a change in the
 * middle of a period takes back. Of what was bought so recently that all of it may come back, all lines, those before a
 * new billing cycle too. `subscriptions` is a condition on the subscription `s`.
 */
export function ledgerSql(customer: string, subscriptions: string): string {
  return `coalesce((select json_agg(json_build_object('subscriptionId', g.subscription_id, 'offerId', g.offer_id, 'cause', g.cause,
      'chargeType', g.charge_type, 'span', json_build_object('from', g.charged_from, 'until', g.charged_until), 'periodDays', g.period_days,
      'quantity', g.quantity, 'unitPriceMinor', g.unit_price_minor, 'amountMinor', g.amount_minor, 'currency', g.currency,
      'rounding', g.rounding, 'chargedAt', g.charged_at) order by g.charged_at, g.charge_id)
    from charge g
    join subscription s on s.customer_id = g.customer_id and s.subscription_id = g.subscription_id
   where g.customer_id = ${customer} and s.customer_id = ${customer} and (g.charged_until >= s.term_from or s.term_from <= s.created_at::date + ${RECENT_DAYS}) and ${subscriptions}), '[]')`;
}
