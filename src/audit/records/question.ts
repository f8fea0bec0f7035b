import { Type, type Static } from 'typebox';
import { readSpan } from '../../access/journal/span.ts';
import { isGuid } from '../../kit/ids.ts';
import { Guid } from '../../platform/contract.ts';
import { pageSize, readToken, TOKEN_INSTANT, tokenSize, writeToken } from '../../platform/paging.ts';
import { readFilter } from '../../platform/wire-filter.ts';
import type { AuditQuery } from './contract.ts';
import type { AuditRecord, RecordPosition } from './record.ts';

/** One page of the records as it is asked for. */
export type AuditQuestion = {
  /** The first instant, and the first after the span. */
  readonly from: string;
  readonly until: string;
  readonly narrowed: Narrowed;
  readonly after: RecordPosition | null;
  readonly size: number;
};

/** What the list is narrowed to, all of it at once; nothing where a field is not there. Folded: no filter asks for case. */
export type Narrowed = { readonly [Name in FilterField | 'person']?: string };

type FilterField = 'companyname' | 'customerid' | 'resourcetype' | 'operationtype';

export type QuestionRead =
  | { readonly kind: 'question'; readonly question: AuditQuestion }
  | { readonly kind: 'malformed'; readonly member: string; readonly why: string };

const SIZE_MOST = 500;
const PURPOSE = 'audit records';
/** Customers who were moved forward in a demo are ahead of the clock: without an end nothing is cut off. */
const NO_END = new Date('9999-12-31T00:00:00Z');

/** Reads what page of which records is asked for. The token holds the whole question: a `next` call sends nothing else. */
export function readQuestion(query: Static<typeof AuditQuery>, token: string | undefined, now: Date): QuestionRead {
  const size = pageSize(query.size, { fallback: SIZE_MOST, most: SIZE_MOST });
  if (size === null) return malformed('size', `must be from 1 to ${SIZE_MOST}`);
  if (query.seekOperation === 'Next' && token === undefined) return malformed('MS-ContinuationToken', 'is required to go on');
  if (token !== undefined && query.seekOperation !== 'First') return continued(token, (query.size ?? 0) === 0 ? null : size);

  const filtered = query.filter === undefined ? {} : narrowedBy(query.filter);
  if (typeof filtered === 'string') return malformed('filter', filtered);
  const narrowed = { ...filtered, ...ownFilters(query) };
  const span = readSpan(query, now, NO_END);
  if (span.kind === 'malformed') return span;
  const [from, until] = [span.from.toISOString(), span.until.toISOString()];
  return { kind: 'question', question: { from, until, narrowed, after: null, size } };
}

/** The token with which the list goes on after this record. */
export function nextToken(question: AuditQuestion, last: AuditRecord): string {
  const after = { at: last.at, customerId: last.customerId, auditId: last.auditId };
  return writeToken(PURPOSE, { ...question, after });
}

const text = Type.Optional(Type.String());
const Continuation = Type.Object({
  from: TOKEN_INSTANT,
  until: TOKEN_INSTANT,
  size: tokenSize(SIZE_MOST),
  narrowed: Type.Object({
    companyname: text,
    customerid: Type.Optional(Guid),
    resourcetype: text,
    operationtype: text,
    person: text,
  }),
  after: Type.Object({ at: TOKEN_INSTANT, customerId: Guid, auditId: Guid }),
});

function continued(token: string, size: number | null): QuestionRead {
  const content = readToken(PURPOSE, Continuation, token);
  if (content === null) return malformed('MS-ContinuationToken', 'is not one of this list');
  return { kind: 'question', question: { ...content, size: size ?? content.size } };
}

type Malformed = Extract<QuestionRead, { kind: 'malformed' }>;

/** What a filter narrows to, or why it narrows to nothing. */
function narrowedBy(filter: string): Narrowed | string {
  const read = readFilter(filter);
  if (read.kind === 'malformed') return read.why;
  const { operator } = read.filter;
  const field = read.filter.field.toLowerCase();
  const value = read.filter.value.toLowerCase();
  switch (field) {
    case 'companyname':
      return operator === 'substring' ? { [field]: value } : 'can be on CompanyName by substring only';
    case 'customerid':
      if (operator !== 'equals') return 'can be on CustomerId by equals only';
      return isGuid(value) ? { [field]: value } : 'holds a CustomerId that is no GUID';
    case 'resourcetype':
    case 'operationtype':
      return operator === 'equals' ? { [field]: wordOf(value) } : `can be on ${read.filter.field} by equals only`;
    default:
      return 'can be on CompanyName, CustomerId, ResourceType or OperationType only';
  }
}

/** What our own console narrows by: several fields at once, and the person. */
function ownFilters(query: Static<typeof AuditQuery>): Narrowed {
  const { customerId, resourceType, operationType, userPrincipalName } = query;
  return {
    ...(customerId === undefined ? {} : { customerid: customerId.toLowerCase() }),
    ...(resourceType === undefined ? {} : { resourcetype: wordOf(resourceType) }),
    ...(operationType === undefined ? {} : { operationtype: wordOf(operationType) }),
    ...(userPrincipalName === undefined ? {} : { person: userPrincipalName.toLowerCase() }),
  };
}

/** Words are compared without their joints: `UpgradeSubscription`, `upgrade_subscription`. */
function wordOf(value: string): string {
  return value.toLowerCase().replaceAll('_', '');
}

function malformed(member: string, why: string): Malformed {
  return { kind: 'malformed', member, why };
}
