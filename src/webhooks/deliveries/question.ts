import { Type, type Static } from 'typebox';
import { Guid } from '../../platform/contract.ts';
import { pageSize, readToken, TOKEN_INSTANT, writeToken } from '../../platform/paging.ts';
import type { DeliveriesQuery } from './contract.ts';
import type { DeliveryState, KeptDelivery } from './delivery.ts';

/** Which page of the log is asked for. */
export type DeliverySearch = {
  readonly state: DeliveryState | null;
  readonly eventName: string | null;
  /** Part of the resource's address, such as a customer's or subscription's id; lower case. */
  readonly resource: string | null;
  readonly after: { readonly queuedAt: string; readonly deliveryId: string } | null;
  readonly size: number;
};

export type SearchRead =
  | { readonly kind: 'search'; readonly search: DeliverySearch }
  | { readonly kind: 'malformed'; readonly member: string; readonly why: string };

/** Reads the question. The token holds all of it, so that a page goes on as it began. */
export function readSearch(query: Static<typeof DeliveriesQuery>, token: string | undefined): SearchRead {
  const size = pageSize(query.size, { fallback: SIZE_FALLBACK, most: SIZE_MOST });
  if (size === null) return { kind: 'malformed', member: 'size', why: `must be from 1 to ${SIZE_MOST}` };
  if (query.seekOperation === 'Next' && token === undefined)
    return { kind: 'malformed', member: 'MS-ContinuationToken', why: 'is required to go on' };
  if (token !== undefined && query.seekOperation !== 'First') {
    const content = readToken(PURPOSE, Continuation, token);
    if (content === null) return { kind: 'malformed', member: 'MS-ContinuationToken', why: 'is not one of this list' };
    const { state = null, eventName = null, resource = null, queuedAt, deliveryId } = content;
    return { kind: 'search', search: { state, eventName, resource, after: { queuedAt, deliveryId }, size } };
  }
  const { state = null, eventName = null } = query;
  const resource = query.resource?.trim().toLowerCase() || null;
  return { kind: 'search', search: { state, eventName: eventName?.trim() || null, resource, after: null, size } };
}

/** The token with which the log goes on after this delivery. */
export function nextToken({ state, eventName, resource }: DeliverySearch, last: KeptDelivery): string {
  return writeToken(PURPOSE, {
    ...(state === null ? {} : { state }),
    ...(eventName === null ? {} : { eventName }),
    ...(resource === null ? {} : { resource }),
    queuedAt: last.queuedAt,
    deliveryId: last.deliveryId,
  });
}

const SIZE_FALLBACK = 50;
const SIZE_MOST = 500;
const PURPOSE = 'webhook deliveries';

const Continuation = Type.Object({
  state: Type.Optional(Type.Enum(['waiting', 'delivered', 'given_up'])),
  eventName: Type.Optional(Type.String()),
  resource: Type.Optional(Type.String()),
  queuedAt: TOKEN_INSTANT,
  deliveryId: Guid,
});
