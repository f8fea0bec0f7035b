import { useQuery } from '@tanstack/react-query';
import type { Group, GroupChange, GroupMember } from '../../../src/licenses/groups/contract.ts';
import { read } from '../../kit/request.ts';
import { useForecast } from '../../kit/useForecast.ts';
import { usePages } from '../../kit/usePages.ts';
import { useWrite } from '../../kit/useWrite.ts';

const under = (customerId: string, groupId?: string) => `/customers/${customerId}/groups${groupId === undefined ? '' : `/${groupId}`}`;
const changes = (customerId: string) => [['customer', customerId]];

/** The groups of a customer by name, page by page. */
export function useGroups(customerId: string) {
  return usePages<Group>(['customer', customerId, 'groups'], `${under(customerId)}?size=100`);
}

export function useGroup(customerId: string, groupId: string) {
  return useQuery({
    queryKey: ['customer', customerId, 'groups', groupId],
    queryFn: ({ signal }) => read<Group>(`/v1${under(customerId, groupId)}`, { signal }),
  });
}

/** The members of a group by name, each with what of its licences reached them. */
export function useMembers(customerId: string, groupId: string) {
  return usePages<GroupMember>(['customer', customerId, 'groups', groupId, 'members'], `${under(customerId, groupId)}/members?size=100`);
}

export function useCreateGroup(customerId: string) {
  return useWrite<{ readonly displayName: string }, Group>((body) => ({ path: `/v1${under(customerId)}`, body }), changes(customerId));
}

export function useDeleteGroup(customerId: string, groupId: string) {
  return useWrite<null, null>(() => ({ method: 'DELETE', path: `/v1${under(customerId, groupId)}`, body: undefined }), changes(customerId));
}

export function useAddMembers(customerId: string, groupId: string) {
  return useWrite<{ readonly userIds: readonly string[] }, GroupChange>(
    (body) => ({ path: `/v1${under(customerId, groupId)}/members`, body }),
    changes(customerId),
  );
}

export function useRemoveMember(customerId: string, groupId: string) {
  return useWrite<string, null>(
    (userId) => ({ method: 'DELETE', path: `/v1${under(customerId, groupId)}/members/${userId}`, body: undefined }),
    changes(customerId),
  );
}

/** Everything the group is to hand on, and what becomes of members who cannot follow. */
export type GroupLicensesWish = {
  readonly licenses: readonly { readonly skuId: string; readonly excludedPlans?: readonly string[] }[];
  readonly membersWhoCannot: 'refuse' | 'keep_old';
};

/** What a change of the group's licences would do to its members; nothing is asked without a wish. */
export function useGroupPreview(customerId: string, groupId: string, wish: GroupLicensesWish | null) {
  return useQuery({
    queryKey: ['customer', customerId, 'groups', groupId, 'preview', wish],
    queryFn: useForecast<GroupChange>(`/v1${under(customerId, groupId)}/licenses`, { ...wish, preview: true }, 'PUT'),
    enabled: wish !== null,
  });
}

export function useGroupLicenses(customerId: string, groupId: string) {
  return useWrite<GroupLicensesWish, GroupChange>(
    (body) => ({ method: 'PUT', path: `/v1${under(customerId, groupId)}/licenses`, body }),
    changes(customerId),
  );
}
