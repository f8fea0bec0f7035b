import { createHash } from 'node:crypto';
import { Type, type Static, type TSchema } from 'typebox';
import { Check } from 'typebox/value';
import { isDay } from '../kit/dates.ts';
import type { Link } from './contract.ts';

const CHECKSUM_LENGTH = 12;
const INSTANT_PATTERN =
  '^[1-9]\\d{3}-\\d\\d-\\d\\d([T ]([01]\\d|2[0-3])(:[0-5]\\d){1,2}(\\.\\d{1,9})?(Z|[+-](0\\d|1[0-4])(:?[0-5]\\d)?)?)?$';

/** A page of a list as the wire has it. Without `next` it is the last one. */
export type Page<Item> = {
  totalCount: number;
  items: Item[];
  continuationToken?: string;
  links?: { self?: Link; next?: Link };
  attributes: { objectType: 'Collection' };
};

export type PageLinks = {
  /** This page, without `/v1`. */
  readonly self?: string;
  /** The page after it, and the token that a client sends back in `MS-ContinuationToken`. */
  readonly next?: { readonly uri: string; readonly token?: string };
};

/** Wraps the items of one page. */
export function collection<Item>(items: readonly Item[], { self, next }: PageLinks = {}): Page<Item> {
  const headers = next?.token === undefined ? [] : [{ key: 'MS-ContinuationToken', value: next.token }];
  const links = {
    ...(self === undefined ? {} : { self: link(self) }),
    ...(next === undefined ? {} : { next: link(next.uri, 'GET', headers) }),
  };
  return {
    totalCount: items.length,
    items: [...items],
    ...(next?.token === undefined ? {} : { continuationToken: next.token }),
    ...(self === undefined && next === undefined ? {} : { links }),
    attributes: { objectType: 'Collection' },
  };
}

/** A link of the wire. Its address has no version: clients put `/v1` before it. */
export function link(uri: string, method = 'GET', headers: Link['headers'] = []): Link {
  return { uri, method, headers };
}

/** Splits one row more than a page holds into the page and whether there is another. */
export function cutPage<Item>(rows: readonly Item[], size: number): { readonly items: readonly Item[]; readonly last: Item | null } {
  const items = rows.slice(0, size);
  return { items, last: rows.length > size ? (items.at(-1) ?? null) : null };
}

/** The asked page size: none and 0 mean the default; null when it is out of bounds. */
export function pageSize(asked: number | undefined, bounds: { readonly fallback: number; readonly most: number }): number | null {
  if (asked === undefined || asked === 0) return bounds.fallback;
  return asked > 0 && asked <= bounds.most ? asked : null;
}

/**
 * Packs where a list goes on. The token carries a checksum over its purpose and content: a damaged one, or one of
 * another list, is told from a true one. It is no secret and gives no rights: scope never comes from it, and since anybody
 * can make one, its schema lets nothing through that the list itself would not take.
 */
export function writeToken(purpose: string, content: unknown): string {
  const text = JSON.stringify(content);
  return Buffer.from(`${checksum(purpose, text)}${text}`).toString('base64url');
}

/** Unpacks a continuation token of this purpose; null when it is broken or something else. */
export function readToken<Schema extends TSchema>(purpose: string, schema: Schema, token: string): Static<Schema> | null {
  const packed = Buffer.from(token, 'base64url').toString();
  const text = packed.slice(CHECKSUM_LENGTH);
  if (packed.slice(0, CHECKSUM_LENGTH) !== checksum(purpose, text)) return null;
  const content = contentOf(text);
  return Check(schema, content) ? content : null;
}

/** An instant or a day in a token, as the database or the wire writes it: nothing that the database would not read. */
export const TOKEN_INSTANT = Type.Refine(Type.String({ pattern: INSTANT_PATTERN }), (text) => isDay(text.slice(0, 10)));

/** The size of the pages in a token: what could be asked for openly, and no more. */
export function tokenSize(most: number) {
  return Type.Integer({ minimum: 1, maximum: most });
}

/** Anybody can make a checksum: what bears a right one may still be no JSON. */
function contentOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function checksum(purpose: string, text: string): string {
  return createHash('sha256').update(`${purpose}\n${text}`).digest('base64url').slice(0, CHECKSUM_LENGTH);
}
