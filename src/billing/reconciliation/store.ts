import { addDays, daysBetween, type Day, type Span } from '../../kit/dates.ts';
import type { PartnerId } from '../../kit/ids.ts';
import type { Reader } from '../../platform/reader.ts';
import type { Charge } from '../charge.ts';
import type { OwnLine } from './compare.ts';

/** Which lines of the ledger a file is held against: those of an invoice, or those whose charge begins within some days. */
export type LedgerPart =
  | { readonly kind: 'invoice'; readonly number: number }
  | { readonly kind: 'days'; readonly days: Span; readonly currencies: readonly string[] };

const LINE = `
  select g.charge_id as "chargeId", g.subscription_id as "subscriptionId", g.charge_type as "chargeType",
         json_build_object('from', g.charged_from, 'until', g.charged_until) as span, g.period_days as "periodDays", g.quantity,
         g.unit_price_minor as "unitPriceMinor", g.amount_minor as "amountMinor", g.currency, g.rounding
    from charge g`;

/** The partner's own lines, customer by customer in the order in which they were written. */
export async function listOwnLines(reader: Reader, partnerId: PartnerId, part: LedgerPart): Promise<readonly OwnLine[]> {
  const { rows } =
    part.kind === 'invoice'
      ? await reader.query<LedgerRow>(
          `${LINE} join invoice_line i on i.customer_id = g.customer_id and i.charge_id = g.charge_id
            where i.partner_id = $1 and i.invoice_number = $2 order by g.customer_id, g.charge_id`,
          [partnerId, part.number],
        )
      : await reader.query<LedgerRow>(
          `${LINE} where g.partner_id = $1 and g.charged_from >= $2 and g.charged_from < $3 and g.currency = any($4::text[])
            order by g.customer_id, g.charge_id`,
          [partnerId, part.days.from, part.days.until, part.currencies],
        );
  return rows.map(toOwnLine);
}

type LedgerRow = Pick<
  Charge,
  'subscriptionId' | 'chargeType' | 'span' | 'periodDays' | 'quantity' | 'unitPriceMinor' | 'amountMinor' | 'currency' | 'rounding'
> & {
  readonly chargeId: string;
};

function toOwnLine({ span, ...row }: LedgerRow): OwnLine {
  return { ...row, from: span.from, to: lastDayOf(span), days: daysBetween(span.from, span.until) };
}

function lastDayOf({ from, until }: Span): Day {
  return from === until ? until : addDays(until, -1);
}
