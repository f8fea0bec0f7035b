import { write } from '../kit/request.ts';
import type { ChangedUser } from '../../src/licenses/directory/contract.ts';

type Order = {
  readonly customerId: string;
  readonly userId: string;
  /** ISO country. */
  readonly usageLocation: string;
  readonly csrfToken: string;
  readonly requestId: string;
};

/** Sets where a user works, without which no licence can be assigned. */
export function setUsageLocation({ customerId, userId, usageLocation, csrfToken, requestId }: Order): Promise<ChangedUser> {
  return write<ChangedUser>(`/v1/customers/${customerId}/users/${userId}`, {
    method: 'PATCH',
    body: { usageLocation },
    csrfToken,
    requestId,
  });
}
