import type { ChangedUser } from '../../src/licenses/directory/contract.ts';
import { useWrite } from '../kit/useWrite.ts';

/** Sets where a user works, an ISO country, without which no licence can be assigned. What has to be read anew afterwards is the business of `onDone`. */
export function useSetUsageLocation(customerId: string, userId: string, onDone: () => void) {
  return useWrite<{ readonly usageLocation: string }, ChangedUser>(
    (body) => ({ path: `/v1/customers/${customerId}/users/${userId}`, method: 'PATCH', body }),
    [],
    onDone,
  );
}
