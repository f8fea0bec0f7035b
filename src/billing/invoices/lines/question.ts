import { Type } from 'typebox';
import { pageSize, readToken, writeToken } from '../../../platform/paging.ts';
import type { Invoice } from '../invoice.ts';

/** Whose lines: of the licence-based offers, of new commerce, or all. Other providers are known, and sell nothing here. */
export type Provider = 'office' | 'one_time' | 'all' | 'other';

/** Where a page begins: so many lines on, or after a line. */
export type LinePage = {
  readonly offset: number;
  readonly after: { readonly customerId: string; readonly chargeId: string } | null;
  readonly limit: number;
};

export type LinesAsked = {
  readonly provider: string;
  readonly type: string;
  readonly size?: number;
  readonly offset?: number;
  readonly seekOperation?: string;
  readonly currencyCode?: string;
  readonly token: string | undefined;
};

export type LinesRead =
  | {
      readonly kind: 'lines';
      readonly provider: Provider;
      readonly size: number;
      readonly offset: number;
      readonly after: LinePage['after'];
    }
  | { readonly kind: 'malformed'; readonly member: string; readonly why: string };

const SIZE = { fallback: 500, most: 2000 };
const PROVIDERS: Readonly<Record<string, Provider>> = {
  office: 'office',
  onetime: 'one_time',
  all: 'all',
  azure: 'other',
  marketplace: 'other',
};
const LINE_ITEM_TYPES = ['billinglineitems', 'usagelineitems'];

/** Reads which lines of an invoice are asked for, in either form of the address. */
export function linesIn(asked: LinesAsked, { currency }: Pick<Invoice, 'currency'>): LinesRead {
  const malformed = (member: string, why: string): LinesRead => ({ kind: 'malformed', member, why });
  const size = pageSize(asked.size, SIZE);
  const type = plain(asked.type);
  const provider = PROVIDERS[plain(asked.provider)];
  const seek = asked.seekOperation?.toLowerCase();
  if (size === null) return malformed('size', `can be ${SIZE.most} at most`);
  if (provider === undefined) return malformed('provider', 'is not one of office, azure, one_time, marketplace, all');
  if (!LINE_ITEM_TYPES.includes(type)) return malformed('invoiceLineItemType', 'is not billing_line_items or usage_line_items');
  if (seek !== undefined && seek !== 'next' && seek !== 'first') return malformed('seekOperation', 'can be Next or First here');
  if (seek === 'next' && asked.token === undefined) return malformed('MS-ContinuationToken', 'is required to go on');
  const after = asked.token === undefined || seek === 'first' ? null : readToken(PURPOSE, Continuation, asked.token);
  if (after === null && asked.token !== undefined && seek !== 'first') return malformed('MS-ContinuationToken', 'is not one of this list');
  const isElsewhere = type !== 'billinglineitems' || (asked.currencyCode ?? currency).toUpperCase() !== currency;
  return { kind: 'lines', provider: isElsewhere ? 'other' : provider, size, offset: after === null ? (asked.offset ?? 0) : 0, after };
}

/** The token with which lines go on after this one. */
export function tokenAfter({ customerId, chargeId }: NonNullable<LinePage['after']>): string {
  return writeToken(PURPOSE, { customerId, chargeId });
}

const PURPOSE = 'invoice lines';
const Continuation = Type.Object({ customerId: Type.String({ format: 'uuid' }), chargeId: Type.String({ format: 'uuid' }) });

function plain(word: string): string {
  return word.replaceAll('_', '').toLowerCase();
}
