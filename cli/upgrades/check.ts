import type { Client } from '../../client/client.ts';
import type { Upgrade } from '../../client/generated/schemas.ts';
import { collect, isFailure, show, type Failure } from '../kit/api.ts';
import { declareCommand } from '../kit/declare.ts';
import { CUSTOMER, subscriptionOf, withCustomer } from '../kit/resolve.ts';
import { harmless } from '../kit/table.ts';
import { moneyText, reasonLines } from '../kit/words.ts';

/** Tells to which offers a customer's subscriptions can be upgraded, and why not to others. */
export const checkUpgrades = declareCommand({
  name: 'upgrades check',
  summary: 'Tell what can be upgraded to what, why not otherwise, and what would help',
  words: { customer: CUSTOMER, subscription: { about: 'one subscription only: its id or name', optional: true } },
  run: ({ customer, subscription }, settings) =>
    withCustomer(settings, customer, async (api, customerId, url) => {
      if (subscription === undefined) {
        const names = await namesOf(api, customerId);
        if (isFailure(names)) return names;
        return show(api, 'GET /v1/customers/{customerId}/upgrades', { path: { customerId } }, ({ items }) =>
          items.flatMap(({ subscriptionId, upgrades, reasons }) => [
            `${harmless(names.get(subscriptionId) ?? '')} (${subscriptionId})`,
            ...indented([
              ...reasons.flatMap((reason) => reasonLines(reason, url)),
              ...upgrades.flatMap((upgrade) => upgradeLines(upgrade, url)),
              ...(reasons.length === 0 && upgrades.length === 0 ? ['There is no upgrade.'] : []),
            ]),
          ]),
        );
      }
      const subscriptionId = await subscriptionOf(api, customerId, subscription);
      if (typeof subscriptionId !== 'string') return subscriptionId;
      const path = { customerId, subscriptionId };
      return show(api, 'GET /v1/customers/{customerId}/subscriptions/{subscriptionId}/upgrades', { path }, ({ items }) =>
        items.length === 0 ? ['There is no upgrade.'] : items.flatMap((upgrade) => upgradeLines(upgrade, url)),
      );
    }),
});

async function namesOf(api: Client, customerId: string): Promise<ReadonlyMap<string, string> | Failure> {
  const all = await collect(api, 'GET /v1/customers/{customerId}/subscriptions', { path: { customerId } });
  return isFailure(all) ? all : new Map(all.map(({ id, friendlyName }) => [id, friendlyName]));
}

function upgradeLines({ targetOffer, isEligible, quantity, unitPrice, upgradeErrors }: Upgrade, url: string): readonly string[] {
  const price = unitPrice === undefined ? '' : `, ${moneyText(unitPrice)} a seat`;
  const head = `${isEligible ? 'yes' : 'no '}  ${targetOffer.name} (${targetOffer.id}), ${quantity} seats${price}`;
  const why = upgradeErrors.flatMap(({ description, reason: { code, remedies } }) => reasonLines({ code, description, remedies }, url));
  return [head, ...indented(why)];
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}
