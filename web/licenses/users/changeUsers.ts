import type { ChangedUser } from '../../../src/licenses/directory/contract.ts';
import { useWrite } from '../../kit/useWrite.ts';

/** What a form about a person says. Empty: not set. */
export type UserDraft = {
  readonly displayName: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly userPrincipalName: string;
  /** ISO country. */
  readonly usageLocation: string;
};

const changes = (customerId: string) => [['customer', customerId]];

/** Puts a new person into the customer's directory. */
export function useCreateUser(customerId: string) {
  return useWrite<UserDraft, ChangedUser>(
    ({ usageLocation, ...draft }) => ({
      path: `/v1/customers/${customerId}/users`,
      body: { ...draft, ...(usageLocation === '' ? {} : { usageLocation }) },
    }),
    changes(customerId),
  );
}

/** A person edited, or brought back with `state`. `etag` is that of what was read, so that nobody's change is lost. */
export type UserEdit = Partial<UserDraft> & { readonly state?: 'active'; readonly attributes?: { readonly etag: string } };

/** Edits a person, or brings a deleted one back with the licences that can be had again. */
export function useEditUser(customerId: string, userId: string) {
  return useWrite<UserEdit, ChangedUser>(
    (body) => ({ method: 'PATCH', path: `/v1/customers/${customerId}/users/${userId}`, body }),
    changes(customerId),
  );
}

/** Deletes a person; the licences are free at once. */
export function useDeleteUser(customerId: string, userId: string) {
  return useWrite<null, null>(
    () => ({ method: 'DELETE', path: `/v1/customers/${customerId}/users/${userId}`, body: undefined }),
    changes(customerId),
  );
}
