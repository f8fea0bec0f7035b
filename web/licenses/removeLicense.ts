import type { LicenseUpdate } from '../../src/licenses/assignment/contract.ts';
import { useWrite } from '../kit/useWrite.ts';

/** Takes one licence away from one user. What has to be read anew afterwards is the business of `onDone`. */
export function useRemoveLicense(customerId: string, userId: string, onDone: () => void) {
  return useWrite<{ readonly skuId: string }, LicenseUpdate>(
    ({ skuId }) => ({
      path: `/v1/customers/${customerId}/users/${userId}/licenseupdates`,
      body: { licensesToAssign: [], licensesToRemove: [skuId] },
    }),
    [],
    onDone,
  );
}
