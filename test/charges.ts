import { newId } from '../src/platform/clock.ts';
import type { Db } from '../src/platform/db.ts';
import type { PartnerId } from '../src/kit/ids.ts';
import type { Planted } from './tenant.ts';

/** A line of the ledger as a test needs it; what is left out is a whole June of ten seats at 5.00. */
export type ChargeSeed = {
  readonly subscriptionId: string;
  readonly amountMinor: number;
  readonly chargedAt: string;
  readonly currency?: string;
  readonly cause?: string;
  readonly chargeType?: string;
  readonly from?: string;
  readonly until?: string;
  readonly quantity?: number;
  readonly unitPriceMinor?: number;
  readonly periodDays?: number;
  readonly rounding?: string;
  readonly partnerId?: PartnerId;
  /** Left out: one of its own. */
  readonly eventId?: string;
};

/** Writes one line of the ledger for a planted subscription. */
export async function plantCharge(db: Db, { partnerId, customerId }: Planted, seed: ChargeSeed): Promise<string> {
  const id = newId();
  await db.read(
    `insert into charge (customer_id, charge_id, partner_id, subscription_id, offer_id, event_id, cause, charge_type, charged_from, charged_until,
       quantity, unit_price_minor, period_days, amount_minor, currency, rounding, charged_at)
     select $1, $2, $3, $4, s.offer_id, $16, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15
       from subscription s where s.customer_id = $1 and s.subscription_id = $4`,
    [
      customerId,
      id,
      seed.partnerId ?? partnerId,
      seed.subscriptionId,
      seed.cause ?? 'cycle',
      seed.chargeType ?? 'Cycle fee',
      seed.from ?? '2026-06-01',
      seed.until ?? '2026-07-01',
      seed.quantity ?? 10,
      seed.unitPriceMinor ?? 500,
      seed.periodDays ?? 30,
      seed.amountMinor,
      seed.currency ?? 'USD',
      seed.rounding ?? 'exact_half_up',
      seed.chargedAt,
      seed.eventId ?? id,
    ],
  );
  return id;
}

/** A line of the ledger in short: charge type, first day, day after the last, quantity, amount in minor units. */
export type LedgerLine = readonly [chargeType: string, from: string, until: string, quantity: number, amountMinor: number];

/** The lines of a customer's ledger, or of one subscription's, in the order in which they came. */
export async function ledgerLines(db: Db, customerId: string, subscriptionId: string | null = null): Promise<readonly LedgerLine[]> {
  const { rows } = await db.read<{ line: LedgerLine }>(
    `select json_build_array(charge_type, charged_from, charged_until, quantity, amount_minor) as line from charge
      where customer_id = $1 and ($2::uuid is null or subscription_id = $2) order by charge_id`,
    [customerId, subscriptionId],
  );
  return rows.map(({ line }) => line);
}
