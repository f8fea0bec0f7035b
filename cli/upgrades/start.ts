import type { Client } from '../../client/client.ts';
import type { UpgradePreview, UpgradeResult } from '../../client/generated/schemas.ts';
import { isGuid } from '../../src/kit/ids.ts';
import { collect, failureOf, isFailure, show, type Failure } from '../kit/api.ts';
import { declareCommand } from '../kit/declare.ts';
import { count } from '../kit/forms.ts';
import { keepPromise, PROMISE_OPTIONS } from '../kit/promise.ts';
import { CUSTOMER, SUBSCRIPTION, subscriptionOf, withCustomer } from '../kit/resolve.ts';
import { billLines, dayText, moneyText, peopleLines, reasonLines } from '../kit/words.ts';

/** Upgrades a subscription: shows the bill and who is left behind, and then does exactly that. */
export const startUpgrade = declareCommand({
  name: 'upgrades start',
  summary: 'Upgrade a subscription, after showing the bill and who would be left behind',
  words: { customer: CUSTOMER, subscription: SUBSCRIPTION, target: { about: 'the id or the name of the offer to upgrade to' } },
  options: {
    seats: { type: 'string', value: 'N', about: 'how many seats; all when left out', form: count },
    'without-licenses': { type: 'boolean', about: 'leave the users’ licences where they are' },
    'add-on': {
      type: 'string',
      multiple: true,
      value: 'ID=CHOICE',
      about: 'keep or drop an add-on; several times for several',
      form: { pattern: /^[0-9a-f-]{36}=(keep|drop)$/i, says: 'is the id of the add-on, an equals sign, and keep or drop' },
    },
    ...PROMISE_OPTIONS,
  },
  run: (given, settings) =>
    withCustomer(settings, given.customer, async (api, customerId, url) => {
      const subscriptionId = await subscriptionOf(api, customerId, given.subscription);
      if (typeof subscriptionId !== 'string') return subscriptionId;
      const path = { customerId, subscriptionId };
      const offerId = await targetOf(api, path, given.target);
      if (typeof offerId !== 'string') return offerId;
      const body = {
        targetOffer: { id: offerId },
        ...(given.seats === undefined ? {} : { quantity: Number(given.seats) }),
        ...(given['without-licenses'] ? { upgradeType: 'upgrade_only' as const } : {}),
        ...(given['add-on'].length === 0 ? {} : { addOns: given['add-on'].map(addOnOf) }),
      };
      const preview = await api.call('POST /v1/customers/{customerId}/subscriptions/{subscriptionId}/upgradepreviews', { path, body });
      if (preview.kind !== 'answered') return failureOf(preview);
      const { id: previewId, isEligible: isPossible } = preview.body;
      const promised = { isPossible, data: preview.body, lines: previewLines(preview.body, url) };
      return keepPromise(promised, given, () =>
        show(
          api,
          'POST /v1/customers/{customerId}/subscriptions/{subscriptionId}/upgrades',
          { path, body: { ...body, previewId } },
          (result) => resultLines(result, customerId),
        ),
      );
    }),
});

/** The offer that a word means, among those to which the subscription could ever be upgraded. */
async function targetOf(
  api: Client,
  path: { readonly customerId: string; readonly subscriptionId: string },
  text: string,
): Promise<string | Failure> {
  if (isGuid(text)) return text.toUpperCase();
  const upgrades = await collect(api, 'GET /v1/customers/{customerId}/subscriptions/{subscriptionId}/upgrades', { path });
  if (isFailure(upgrades)) return upgrades;
  const found = upgrades.find(({ targetOffer: { id, name } }) => [id, name].some((one) => one.toLowerCase() === text.toLowerCase()));
  if (found !== undefined) return found.targetOffer.id;
  const names = upgrades.map(({ targetOffer: { id, name } }) => `  ${id}  ${name}`);
  return { kind: 'refused', message: [`There is no upgrade to "${text}". There are:`, ...names].join('\n') };
}

function addOnOf(text: string): { subscriptionId: string; choice: 'keep' | 'drop' } {
  const [subscriptionId = '', choice] = text.split('=');
  return { subscriptionId, choice: choice?.toLowerCase() === 'drop' ? 'drop' : 'keep' };
}

function previewLines(preview: UpgradePreview, url: string): readonly string[] {
  const { targetOffer, quantity, upgradeErrors, isEligible, usersLeftBehind, nextPeriod, targetTerm, undoableUntil } = preview;
  if (!isEligible)
    return [
      `The upgrade to ${targetOffer.name} is not possible:`,
      ...upgradeErrors.flatMap(({ description, reason: { code, remedies } }) => reasonLines({ code, description, remedies }, url)),
    ];
  const openAddOns = preview.addOns.filter(({ chosen }) => chosen === undefined);
  return [
    `Upgrade to ${targetOffer.name}, ${quantity} seats`,
    ...(targetTerm === undefined ? [] : [`Term: ${dayText(targetTerm.startDate)} to ${dayText(targetTerm.endDate)}`]),
    ...billLines(preview.lines, preview.total),
    ...(nextPeriod === undefined ? [] : [`From the next period on: ${moneyText(nextPeriod.before)} → ${moneyText(nextPeriod.after)}`]),
    ...openAddOns.map(
      ({ offerName, subscriptionId, choices }) =>
        `Add-on ${offerName} (${subscriptionId}): ${choices.map(({ choice }) => choice).join(' or ')}?`,
    ),
    ...(preview.servicesLost.length === 0 ? [] : [`Services that go: ${preview.servicesLost.join(', ')}`]),
    ...(preview.servicesGained.length === 0 ? [] : [`Services that come: ${preview.servicesGained.join(', ')}`]),
    ...(preview.upgradeType === 'upgrade_with_license_transfer'
      ? [`Users who move: ${preview.usersToMove}`]
      : ['Licences stay where they are.']),
    ...(usersLeftBehind.length === 0 ? [] : [`Left behind: ${usersLeftBehind.length}`, ...peopleLines(usersLeftBehind)]),
    ...(undoableUntil === undefined ? [] : [`It can be undone until ${undoableUntil}.`]),
  ];
}

function resultLines({ upgradeId, targetSubscriptionId, licenseErrors }: UpgradeResult, customerId: string): readonly string[] {
  return [
    `Upgraded. The new subscription is ${targetSubscriptionId ?? ''}.`,
    ...(licenseErrors.length === 0 ? [] : [`${licenseErrors.length} users need a person: upseat left-behind list ${customerId}`]),
    ...(upgradeId === undefined ? [] : [`Look at it again: upseat upgrades show ${customerId} ${upgradeId}`]),
  ];
}
