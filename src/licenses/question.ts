import { Type, type Static } from 'typebox';
import type { SkuId, UserId } from '../kit/ids.ts';
import { Guid } from '../platform/contract.ts';
import { pageSize, readToken, tokenSize, writeToken } from '../platform/paging.ts';
import { readFilter } from '../platform/wire-filter.ts';
import type { UsersQuery } from './contract.ts';
import type { ListedUser, UserQuestion } from './user.ts';

/** One page of a customer's users as it is asked for. */
export type ListQuestion = Omit<UserQuestion, 'customerId' | 'limit'> & { readonly size: number };

export type QuestionRead =
  | { readonly kind: 'question'; readonly question: ListQuestion }
  | { readonly kind: 'malformed'; readonly member: string; readonly why: string };

/** Reads what page of which list is asked for. The token holds the whole question, as with customers. */
export function readQuestion(query: Static<typeof UsersQuery>, token: string | undefined): QuestionRead {
  const size = pageSize(query.size, { fallback: SIZE_FALLBACK, most: SIZE_MOST });
  if (size === null) return { kind: 'malformed', member: 'size', why: `must be from 1 to ${SIZE_MOST}` };
  if (query.seekOperation !== undefined && query.seekOperation !== 'Next' && query.seekOperation !== 'First') {
    return { kind: 'malformed', member: 'seekOperation', why: 'can be Next or First here' };
  }
  if (query.seekOperation === 'Next' && token === undefined)
    return { kind: 'malformed', member: 'MS-ContinuationToken', why: 'is required to go on' };
  if (token !== undefined && query.seekOperation !== 'First')
    return continued(token, query.size === undefined || query.size === 0 ? null : size);

  const narrowed = query.filter === undefined ? everyoneActive(query.search) : narrowedBy(query.filter, query.search);
  if (typeof narrowed === 'string') return { kind: 'malformed', member: 'filter', why: narrowed };
  const field = query.sortField === 'UserPrincipalName' ? 'userPrincipalName' : 'displayName';
  const direction = query.sortDirection === 'Descending' ? 'descending' : 'ascending';
  return {
    kind: 'question',
    question: { ...narrowed, skuId: (query.skuId ?? null) as SkuId | null, sort: { field, direction }, after: null, size },
  };
}

/** The token with which the list goes on after this user. */
export function nextToken({ state, skuId, prefix, sort, size }: ListQuestion, last: ListedUser): string {
  const content: Static<typeof Continuation> = { state, skuId, prefix, sort, size, after: { value: last.sortValue, userId: last.user.id } };
  return writeToken(PURPOSE, content);
}

const SIZE_FALLBACK = 100;
const SIZE_MOST = 500;
const PURPOSE = 'users';

const Continuation = Type.Object({
  state: Type.Enum(['active', 'inactive']),
  skuId: Type.Union([Guid, Type.Null()]),
  prefix: Type.Object({ field: Type.Enum(['displayName', 'userPrincipalName', 'any']), text: Type.String() }),
  sort: Type.Object({ field: Type.Enum(['displayName', 'userPrincipalName']), direction: Type.Enum(['ascending', 'descending']) }),
  size: tokenSize(SIZE_MOST),
  after: Type.Object({ value: Type.String(), userId: Guid }),
});

function continued(token: string, size: number | null): QuestionRead {
  const content = readToken(PURPOSE, Continuation, token);
  if (content === null) return { kind: 'malformed', member: 'MS-ContinuationToken', why: 'is not one of this list' };
  const after = { value: content.after.value, userId: content.after.userId as UserId };
  return { kind: 'question', question: { ...content, skuId: content.skuId as SkuId | null, after, size: size ?? content.size } };
}

type Narrowed = Pick<ListQuestion, 'state' | 'prefix'>;

function everyoneActive(search = ''): Narrowed {
  return { state: 'active', prefix: { field: 'any', text: search.trim().toLowerCase() } };
}

/** What a filter means, or why it means nothing. */
function narrowedBy(filterText: string, search: string | undefined): Narrowed | string {
  const read = readFilter(filterText);
  if (read.kind === 'malformed') return read.why;
  const { operator, value } = read.filter;
  const text = value.toLowerCase();
  switch (read.filter.field.toLowerCase()) {
    case 'userstate':
    case 'userstatus':
      if (operator !== 'equals') return 'can be on the state by equals only';
      return text === 'active' || text === 'inactive'
        ? { ...everyoneActive(search), state: text }
        : 'can be on the states Active and Inactive';
    case 'displayname':
      return operator === 'starts_with'
        ? { state: 'active', prefix: { field: 'displayName', text } }
        : 'can be on names by starts_with only';
    case 'userprincipalname':
      return operator === 'starts_with'
        ? { state: 'active', prefix: { field: 'userPrincipalName', text } }
        : 'can be on names by starts_with only';
    default:
      return 'can be on UserState, DisplayName or UserPrincipalName only';
  }
}
