import { Type, type Static } from 'typebox';
import { Guid } from '../../platform/contract.ts';
import { pageSize, readToken, tokenSize, writeToken } from '../../platform/paging.ts';

/** What is listed by name; a token of one list is none of another. */
type ListByName = 'groups' | 'members' | 'role members';

/** Where a page of groups or members begins: after this name and id. */
export type ByName = { readonly name: string; readonly id: string };

export type PageRead =
  | { readonly kind: 'page'; readonly size: number; readonly after: ByName | null }
  | { readonly kind: 'malformed'; readonly member: string; readonly why: string };

/** Reads which page of a list by name is asked for. */
export function readPage(list: ListByName, asked: number | undefined, token: string | undefined): PageRead {
  const size = pageSize(asked, { fallback: SIZE_FALLBACK, most: SIZE_MOST });
  if (size === null) return { kind: 'malformed', member: 'size', why: `must be from 1 to ${SIZE_MOST}` };
  if (token === undefined) return { kind: 'page', size, after: null };
  const content = readToken(list, Continuation, token);
  if (content === null) return { kind: 'malformed', member: 'MS-ContinuationToken', why: 'is not one of this list' };
  return { kind: 'page', size: asked === undefined || asked === 0 ? content.size : size, after: content.after };
}

/** The token with which the list goes on after this entry. */
export function nextToken(list: ListByName, size: number, after: ByName): string {
  const content: Static<typeof Continuation> = { size, after };
  return writeToken(list, content);
}

const SIZE_FALLBACK = 100;
const SIZE_MOST = 500;
const Continuation = Type.Object({ size: tokenSize(SIZE_MOST), after: Type.Object({ name: Type.String(), id: Guid }) });
