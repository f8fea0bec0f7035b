import { show } from '../kit/api.ts';
import { declareCommand } from '../kit/declare.ts';
import { CUSTOMER, SUBSCRIPTION, subscriptionOf, withCustomer } from '../kit/resolve.ts';
import { factLines } from '../kit/table.ts';
import { dayText } from '../kit/words.ts';

/** Shows one subscription. */
export const showSubscription = declareCommand({
  name: 'subscriptions show',
  summary: 'Show a subscription',
  words: { customer: CUSTOMER, subscription: SUBSCRIPTION },
  run: ({ customer, subscription }, settings) =>
    withCustomer(settings, customer, async (api, customerId) => {
      const subscriptionId = await subscriptionOf(api, customerId, subscription);
      if (typeof subscriptionId !== 'string') return subscriptionId;
      const path = { customerId, subscriptionId };
      return show(api, 'GET /v1/customers/{customerId}/subscriptions/{subscriptionId}', { path }, (body) =>
        factLines([
          ['Id', body.id],
          ['Name', body.friendlyName],
          ['Offer', body.offerName],
          ['Seats', body.quantity],
          ['State', body.status],
          ['Because of', body.suspensionReasons.join(', ')],
          ['Term', `${dayText(body.effectiveStartDate)} to ${dayText(body.commitmentEndDate)}`],
          ['Renews itself', body.autoRenewEnabled ? 'yes' : 'no'],
          ['Billed', body.billingCycle],
          ['Reseller', body.partnerId],
          ['Add-on to', body.parentSubscriptionId],
        ]),
      );
    }),
});
