import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import type { UpgradePreview } from '../../src/upgrades/contract.ts';
import { newRequestId } from '../kit/requestId.ts';
import { write, type RequestError } from '../kit/request.ts';
import { useWriter } from '../kit/writer.ts';
import type { AddOnChoice } from './addOnChoices.ts';

/** The ways to upgrade that can be asked for. */
export type UpgradeType = 'upgrade_only' | 'upgrade_with_license_transfer';

/** What would be upgraded to what. */
export type UpgradeWish = {
  readonly customerId: string;
  readonly subscriptionId: string;
  readonly targetOfferId: string;
  readonly quantity: number;
  readonly upgradeType: UpgradeType;
  /** What becomes of the add-ons of the source, as far as it was chosen. */
  readonly addOns: readonly AddOnChoice[];
};

/** What the upgrade would do and cost. Nothing is asked while there is no complete wish. */
export function usePreview(wish: UpgradeWish | null) {
  const { csrfToken } = useWriter();
  return useQuery({
    ...previewQuery(wish ?? NO_WISH, csrfToken),
    enabled: wish !== null,
    placeholderData: keepPreviousData,
  });
}

/** Previews of several targets at once, for their prices and services. */
export function usePreviews(wishes: readonly UpgradeWish[]) {
  const { csrfToken } = useWriter();
  return useQueries({ queries: wishes.map((wish) => previewQuery(wish, csrfToken)) });
}

const NO_WISH: UpgradeWish = {
  customerId: '',
  subscriptionId: '',
  targetOfferId: '',
  quantity: 0,
  upgradeType: 'upgrade_only',
  addOns: [],
};

function previewQuery(wish: UpgradeWish, csrfToken: string) {
  const { customerId, subscriptionId, targetOfferId, quantity, upgradeType, addOns } = wish;
  return {
    queryKey: ['preview', customerId, subscriptionId, targetOfferId, quantity, upgradeType, addOns],
    queryFn: ({ signal }: { signal: AbortSignal }): Promise<UpgradePreview> =>
      write<UpgradePreview>(`/v1/customers/${customerId}/subscriptions/${subscriptionId}/upgradepreviews`, {
        body: { targetOffer: { id: targetOfferId }, quantity, upgradeType, ...(addOns.length === 0 ? {} : { addOns }) },
        csrfToken,
        requestId: newRequestId(),
        signal,
      }),
    staleTime: 60_000,
    retry: (failures: number, { problem }: RequestError) => failures < 2 && problem?.kind === 'unreachable',
  };
}
