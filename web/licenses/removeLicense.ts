import type { LicenseUpdate } from '../../src/licenses/assignment/contract.ts';
import { write } from '../kit/request.ts';

type Order = {
  readonly customerId: string;
  readonly userId: string;
  readonly skuId: string;
  readonly csrfToken: string;
  readonly requestId: string;
};

/** Takes one licence away from one user. */
export function removeLicense({ customerId, userId, skuId, csrfToken, requestId }: Order): Promise<LicenseUpdate> {
  return write<LicenseUpdate>(`/v1/customers/${customerId}/users/${userId}/licenseupdates`, {
    body: { licensesToAssign: [], licensesToRemove: [skuId] },
    csrfToken,
    requestId,
  });
}
