import { Type, type Static } from 'typebox';
import type { Caller } from '../../access/caller.ts';
import { isGuid, type CustomerId, type PartnerUserId, type UpgradeId } from '../../kit/ids.ts';
import { Guid } from '../../platform/contract.ts';
import { pageSize, readToken, TOKEN_INSTANT, writeToken } from '../../platform/paging.ts';
import { TASK_STATES, type TaskFilters } from './contract.ts';
import type { LeftBehindTask, TaskFilter, TaskPosition } from './task.ts';

/** One page of tasks as it is asked for. */
export type TaskQuestion = { readonly filter: TaskFilter; readonly after: TaskPosition | null; readonly size: number };

export type QuestionRead =
  | { readonly kind: 'question'; readonly question: TaskQuestion }
  | { readonly kind: 'malformed'; readonly member: string; readonly why: string };

type Query = Static<typeof TaskFilters> & { readonly size?: number };

/** Reads which tasks are asked for. The token only says where to go on; the filters are sent again with it. */
export function readQuestion(query: Query, token: string | undefined, caller: Caller, upgradeId: UpgradeId | null = null): QuestionRead {
  const size = pageSize(query.size, { fallback: SIZE_FALLBACK, most: SIZE_MOST });
  if (size === null) return { kind: 'malformed', member: 'size', why: `must be from 1 to ${SIZE_MOST}` };
  const owner = readOwner(query.owner, caller);
  if (owner === null) return { kind: 'malformed', member: 'owner', why: 'must be the id of a person, `me` or `none`' };
  const filter: TaskFilter = {
    states: query.state === 'all' ? TASK_STATES : [query.state ?? 'open'],
    reason: query.reason ?? null,
    customerId: (query.customerId ?? null) as CustomerId | null,
    upgradeId,
    owner,
  };
  const after = token === undefined ? null : readToken(PURPOSE, Continuation, token);
  if (token !== undefined && after === null) return { kind: 'malformed', member: 'MS-ContinuationToken', why: 'is not one of this list' };
  return { kind: 'question', question: { filter, size, after: after as TaskPosition | null } };
}

/** The token with which the list goes on after this task. */
export function nextToken(last: LeftBehindTask): string {
  const { recordedAt, customerId, upgradeId, userId } = last;
  return writeToken(PURPOSE, { recordedAt, customerId, upgradeId, userId });
}

/** The id behind the word for a person: `me`, or an id; null for anything else. */
export function personOf(word: string, caller: Caller): PartnerUserId | null {
  if (word.toLowerCase() === 'me') return caller.kind === 'user' ? caller.userId : null;
  return isGuid(word) ? (word.toLowerCase() as PartnerUserId) : null;
}

const SIZE_FALLBACK = 100;
const SIZE_MOST = 500;
const PURPOSE = 'left-behind';
const Continuation = Type.Object({ recordedAt: TOKEN_INSTANT, customerId: Guid, upgradeId: Guid, userId: Guid });

function readOwner(word: string | undefined, caller: Caller): TaskFilter['owner'] | null {
  if (word === undefined) return { kind: 'anybody' };
  if (word.toLowerCase() === 'none') return { kind: 'nobody' };
  const id = personOf(word, caller);
  return id === null ? null : { kind: 'person', id };
}
