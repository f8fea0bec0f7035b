import { Type, type Static, type TSchema } from 'typebox';
import { GUID_PATTERN } from '../kit/ids.ts';

/** Shapes that every resource of the wire shares (api conventions: camelCase, no nulls, `attributes.objectType`). */
export const Attributes = (objectType: string) => Type.Object({ objectType: Type.Literal(objectType), etag: Type.Optional(Type.String()) });

export const Link = Type.Object(
  {
    /** Relative, without the version: clients put `/v1` before it. */
    uri: Type.String(),
    method: Type.String(),
    headers: Type.Array(Type.Object({ key: Type.String(), value: Type.String() })),
  },
  { title: 'Link' },
);

export const Collection = <Item extends TSchema>(item: Item) =>
  Type.Object({
    totalCount: Type.Integer({ description: 'Items on this page.' }),
    items: Type.Array(item),
    continuationToken: Type.Optional(Type.String()),
    links: Type.Optional(Type.Object({ self: Type.Optional(Link), next: Type.Optional(Link), previous: Type.Optional(Link) })),
    attributes: Attributes('Collection'),
  });

/** How the next page of a list is asked for: its token comes back as it was given. */
export const ContinuationHeaders = Type.Object({
  'ms-continuationtoken': Type.Optional(Type.String({ description: 'The `continuationToken` of the page before.' })),
});

/** The body of every refusal by HTTP status. */
export const Fault = Type.Object(
  {
    code: Type.Integer(),
    description: Type.String(),
    data: Type.Array(Type.String()),
    source: Type.String(),
  },
  { title: 'Fault' },
);

/** What is answered to who asks too fast (429), with `Retry-After`: the body of the public gateway. */
export const RateLimited = Type.Object({ statusCode: Type.Literal(429), message: Type.String() }, { title: 'RateLimited' });

/** An id in the usual spelling of a GUID. In any case on the way in, where routes get it in lower case. */
export const Guid = Type.String({ pattern: GUID_PATTERN, description: 'GUID; compared in any case.' });

/** A decimal amount with its currency, for our own members. */
export const Money = Type.Object({ amount: Type.Number(), currency: Type.String() }, { title: 'Money' });

export type Link = Static<typeof Link>;
export type Fault = Static<typeof Fault>;
