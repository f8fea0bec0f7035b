import type { Announcement } from '../audit/store.ts';
import type { Subscription } from './subscription.ts';

/** What the outside world is told of a changed subscription. */
export function subscriptionUpdated(
  { customerId, id, partnerId }: Pick<Subscription, 'customerId' | 'id' | 'partnerId'>,
  told: Pick<Announcement, 'eventId' | 'auditId' | 'at'>,
): Announcement {
  return {
    ...told,
    partnerId,
    eventName: 'subscription-updated',
    resourceName: 'subscription',
    resourceUri: `/customers/${customerId}/subscriptions/${id}`,
  };
}
