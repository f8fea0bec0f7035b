import type { Catalog } from '../../catalog/catalog.ts';
import type { Locale } from '../../kit/locale.ts';
import type { ChangeRefusal } from '../change/contract.ts';
import type { PurchaseReason } from './reasons.ts';
import { remediesForPurchase } from './remedies.ts';
import { explainPurchase } from './words.ts';

/** Why something cannot be bought, as the wire has it: code, sentence, facts, and what would help. */
export function purchaseReasonView(reason: PurchaseReason, catalog: Catalog, locale: Locale): ChangeRefusal {
  const { code, ...facts } = reason;
  return {
    code,
    description: explainPurchase(reason, catalog, locale),
    facts: JSON.parse(JSON.stringify(facts, (_, member: unknown) => member ?? undefined)) as Record<string, unknown>,
    remedies: remediesForPurchase(reason).map((remedy) => ({ ...remedy })),
  };
}
