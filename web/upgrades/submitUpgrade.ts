import type { UpgradeResult } from '../../src/upgrades/contract.ts';
import { write } from '../kit/request.ts';
import type { Intention } from '../kit/intention.ts';
import type { AddOnChoice } from './addOnChoices.ts';
import type { UpgradeWish } from './previewUpgrade.ts';

/** What Submit sends: the wish, and the preview whose promise it takes up. */
export type SubmitBody = {
  readonly targetOffer: { readonly id: string };
  readonly quantity: number;
  readonly upgradeType: string;
  readonly previewId: string;
  readonly addOns?: readonly AddOnChoice[];
};

export function submitBody(wish: UpgradeWish, previewId: string): SubmitBody {
  const { targetOfferId, quantity, upgradeType, addOns } = wish;
  return { targetOffer: { id: targetOfferId }, quantity, upgradeType, previewId, ...(addOns.length === 0 ? {} : { addOns }) };
}

type Submission = {
  readonly customerId: string;
  readonly subscriptionId: string;
  readonly csrfToken: string;
  readonly intention: Intention;
};

/** Upgrades. Sent again with the same intention it gets the same answer and does nothing more. */
export function submitUpgrade({ customerId, subscriptionId, csrfToken, intention }: Submission): Promise<UpgradeResult> {
  return write<UpgradeResult>(`/v1/customers/${customerId}/subscriptions/${subscriptionId}/upgrades`, { ...intention, csrfToken });
}
