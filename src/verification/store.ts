import type { LineRounding } from '../billing/rounding.ts';
import type { Minor } from '../kit/money.ts';
import type { Reader } from '../platform/reader.ts';

/** A line of the ledger with what its amount was worked out from. */
export type KeptLine = {
  readonly customerId: string;
  readonly chargeId: string;
  readonly quantity: number;
  readonly unitPriceMinor: Minor;
  readonly days: number;
  readonly periodDays: number;
  readonly amountMinor: number;
  readonly rounding: LineRounding;
};

/** The lines of the ledger behind one, in the order of their keys. */
export async function readLines(
  reader: Reader,
  behind: Pick<KeptLine, 'customerId' | 'chargeId'>,
  most: number,
): Promise<readonly KeptLine[]> {
  const { rows } = await reader.query<KeptLine>(
    `select customer_id as "customerId", charge_id as "chargeId", quantity, unit_price_minor as "unitPriceMinor",
            charged_until - charged_from as days, period_days as "periodDays", amount_minor as "amountMinor", rounding
       from charge where (customer_id, charge_id) > ($1::uuid, $2::uuid) order by customer_id, charge_id limit $3`,
    [behind.customerId, behind.chargeId, most],
  );
  return rows;
}

/** Every invoice in its own words, and in those of its lines. */
export async function readInvoices(
  reader: Reader,
): Promise<readonly { readonly partnerId: string; readonly invoiceNumber: number; readonly kept: string; readonly derived: string }[]> {
  const { rows } = await reader.query<{ partnerId: string; invoiceNumber: number; kept: string; derived: string }>(
    `select i.partner_id as "partnerId", i.invoice_number as "invoiceNumber",
            concat_ws(' ', i.total_minor, i.currency, 'on', i.line_count, 'lines') as kept,
            concat_ws(' ', coalesce(sum(c.amount_minor), 0), coalesce(string_agg(distinct c.currency, ', '), i.currency), 'on', count(c.charge_id), 'lines') as derived
       from invoice i
       left join invoice_line l on l.partner_id = i.partner_id and l.invoice_number = i.invoice_number
       left join charge c on c.customer_id = l.customer_id and c.charge_id = l.charge_id and c.partner_id = i.partner_id
      group by i.partner_id, i.invoice_number`,
  );
  return rows;
}

/** How many invoices each partner has, and the number given out last. */
export async function readInvoiceNumbers(
  reader: Reader,
): Promise<readonly { readonly partnerId: string; readonly last: number; readonly count: number }[]> {
  const { rows } = await reader.query<{ partnerId: string; last: number; count: number }>(
    `select n.partner_id as "partnerId", n.last_number as last, count(i.invoice_number)::int as count
       from invoice_counter n left join invoice i on i.partner_id = n.partner_id and i.invoice_number between 1 and n.last_number
      group by n.partner_id, n.last_number`,
  );
  return rows;
}

/** Seats that are to be charged, and those that the ledger charges for; null where it does not tell. */
export type KeptSeats = {
  readonly customerId: string;
  readonly subscriptionId: string;
  readonly kept: number;
  readonly derived: number | null;
  /** Where both differ, what the ledger charges for the day: by it one sees whether the days that are left cost anything. */
  readonly lines: readonly ChargedDays[];
};

/** A line of the ledger over some day, with the days of it that are left. */
export type ChargedDays = Pick<KeptLine, 'unitPriceMinor' | 'days' | 'periodDays' | 'rounding'>;

/**
 * The seats of all subscriptions that are active, or that nothing is charged for any more. A term can begin some days after
 * the purchase: then its first day is looked at. A charge that came to nothing is one for its seats all the same.
 */
export async function readSeats(reader: Reader, now: Date): Promise<readonly KeptSeats[]> {
  const { rows } = await reader.query<KeptSeats>(
    `with seats as (
       select s.customer_id, s.subscription_id, greatest(t.today, s.term_from) as looked_at, case s.status when 'active' then s.quantity else 0 end as kept,
              case when s.unit_price_minor > 0 and (s.status = 'deleted' or s.due_on > t.today)
                    and bool_or(c.cause in ('purchase', 'upgrade_purchase', 'transition_purchase'))
                   then coalesce(sum(case when c.amount_minor < 0 then -c.quantity else c.quantity end)
                          filter (where c.charged_from <= greatest(t.today, s.term_from) and c.charged_until > greatest(t.today, s.term_from)), 0)::int
              end as derived
         from subscription s
         left join customer_clock k on k.customer_id = s.customer_id
        cross join lateral (select ($1::timestamptz + make_interval(secs => coalesce(k.ahead_seconds, 0)))::date as today) t
         left join charge c on c.customer_id = s.customer_id and c.subscription_id = s.subscription_id
        where s.status in ('active', 'deleted')
        group by s.customer_id, s.subscription_id, t.today
     )
     select customer_id as "customerId", subscription_id as "subscriptionId", kept, derived,
            case when kept <> derived
                 then coalesce((select json_agg(json_build_object('unitPriceMinor', c.unit_price_minor, 'days', c.charged_until - s.looked_at,
                          'periodDays', c.period_days, 'rounding', c.rounding) order by c.charge_id)
                        from charge c
                       where c.customer_id = s.customer_id and c.subscription_id = s.subscription_id
                         and c.charged_from <= s.looked_at and c.charged_until > s.looked_at), '[]')
                 else '[]'
            end as lines
       from seats s`,
    [now.toISOString()],
  );
  return rows;
}
