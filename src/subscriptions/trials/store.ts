import type { OfferId, PartnerId, SubscriptionId } from '../../kit/ids.ts';
import type { BillingCycle } from '../../catalog/catalog.ts';
import type { Reader } from '../../platform/reader.ts';
import type { Write } from '../../platform/write.ts';
import { activeUserOf, type Scope } from '../tenant/store.ts';

/** How many active users hold a licence of the product of a subscription, directly or through a group. */
export async function countAssigned(reader: Reader, { customerId }: Scope, subscriptionId: SubscriptionId): Promise<number> {
  const { rows } = await reader.query<{ readonly users: number }>(
    `select count(distinct l.user_id) as users
       from subscription s
       join offer o on o.offer_id = s.offer_id
       join license l on l.customer_id = s.customer_id and l.sku_id = o.sku_id
       ${activeUserOf('l', '$1')}
      where s.customer_id = $1 and s.subscription_id = $2`,
    [customerId, subscriptionId],
  );
  return rows[0]?.users ?? 0;
}

export type NewConversion = {
  readonly subscriptionId: SubscriptionId;
  readonly partnerId: PartnerId;
  readonly trialOfferId: OfferId;
  readonly offerId: OfferId;
  readonly quantity: number;
  readonly billingCycle: BillingCycle;
  readonly at: Date;
};

/** Remembers that the customer had the trial, of which the subscription itself shows nothing any more. */
export function recordConversion(conversion: NewConversion): Write {
  return {
    table: 'trial_conversion',
    sql: `
      insert into trial_conversion (customer_id, subscription_id, partner_id, trial_offer_id, offer_id, quantity, billing_cycle, converted_at)
      select $customer, r.subscription_id, r.partner_id, r.trial_offer_id, r.offer_id, r.quantity, r.billing_cycle, r.converted_at
      from jsonb_to_recordset($rows) as r(subscription_id uuid, partner_id uuid, trial_offer_id text, offer_id text, quantity integer,
        billing_cycle text, converted_at timestamptz)`,
    rows: [
      {
        subscription_id: conversion.subscriptionId,
        partner_id: conversion.partnerId,
        trial_offer_id: conversion.trialOfferId,
        offer_id: conversion.offerId,
        quantity: conversion.quantity,
        billing_cycle: conversion.billingCycle,
        converted_at: conversion.at.toISOString(),
      },
    ],
  };
}
