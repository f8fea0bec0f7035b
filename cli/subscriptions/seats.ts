import type { SubscriptionChangePreview } from '../../client/generated/schemas.ts';
import { failureOf, show } from '../kit/api.ts';
import { declareCommand } from '../kit/declare.ts';
import { count } from '../kit/forms.ts';
import { keepPromise, PROMISE_OPTIONS } from '../kit/promise.ts';
import { CUSTOMER, SUBSCRIPTION, subscriptionOf, usersOf, withCustomer } from '../kit/resolve.ts';
import { billLines, moneyText, reasonLines } from '../kit/words.ts';

/** Changes the seats of a subscription: works the bill out first, and then keeps to it. */
export const changeSeats = declareCommand({
  name: 'subscriptions seats',
  summary: 'Change the seats of a subscription, after showing the bill',
  words: { customer: CUSTOMER, subscription: SUBSCRIPTION, seats: { about: 'how many there are to be', form: count } },
  options: {
    unassign: { type: 'string', multiple: true, value: 'USER', about: 'who loses the product with the seats; several times for several' },
    'accept-license-conflict': { type: 'boolean', about: 'give seats back although more users hold a licence' },
    ...PROMISE_OPTIONS,
  },
  run: (given, settings) =>
    withCustomer(settings, given.customer, async (api, customerId, url) => {
      const subscriptionId = await subscriptionOf(api, customerId, given.subscription);
      if (typeof subscriptionId !== 'string') return subscriptionId;
      const path = { customerId, subscriptionId };
      const unassignUserIds = await usersOf(api, customerId, given.unassign);
      if ('kind' in unassignUserIds) return unassignUserIds;
      const body = {
        quantity: Number(given.seats),
        ...(unassignUserIds.length === 0 ? {} : { unassignUserIds }),
        ...(given['accept-license-conflict'] ? { acceptLicenseConflict: true } : {}),
      };
      const preview = await api.call('POST /v1/customers/{customerId}/subscriptions/{subscriptionId}/changepreviews', { path, body });
      if (preview.kind !== 'answered') return failureOf(preview);
      const promised = { isPossible: preview.body.isPossible, data: preview.body, lines: promiseLines(preview.body, url) };
      return keepPromise(promised, given, () =>
        show(
          api,
          'PATCH /v1/customers/{customerId}/subscriptions/{subscriptionId}',
          { path, body: { previewId: preview.body.id } },
          (changed) => [`${changed.friendlyName} has ${changed.quantity} seats now.`],
        ),
      );
    }),
});

function promiseLines(preview: SubscriptionChangePreview, url: string): readonly string[] {
  if (!preview.isPossible) return ['The seats cannot be changed so:', ...preview.reasons.flatMap((reason) => reasonLines(reason, url))];
  const changes = preview.subscriptions
    .filter(({ quantity }) => quantity.before !== quantity.after)
    .map(({ friendlyName, quantity }) => `${friendlyName}: ${quantity.before} → ${quantity.after} seats`);
  const { nextPeriod } = preview;
  return [
    ...changes,
    ...billLines(preview.lines, preview.total),
    ...(nextPeriod === undefined ? [] : [`From the next period on: ${moneyText(nextPeriod.before)} → ${moneyText(nextPeriod.after)}`]),
    ...preview.usersUnassigned.map(({ userPrincipalName }) => `Loses a licence: ${userPrincipalName}`),
    ...preview.warnings.map(({ description }) => `Mind: ${description}`),
  ];
}
