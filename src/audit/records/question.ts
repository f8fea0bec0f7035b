import { Type, type Static } from 'typebox';
import { isGuid } from '../../kit/ids.ts';
import { pageSize, readToken, writeToken } from '../../platform/paging.ts';
import { readWireDate } from '../../platform/wire-dates.ts';
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

/** How far back records are shown, in days, and how far when nobody says. */
const DAYS_BACK_MAX = 90;
const DAYS_DEFAULT = 30;
const MS_PER_DAY = 86_400_000;
const SIZE_MOST = 500;
const PURPOSE = 'audit records';
/** Customers who were moved forward in a demo are ahead of the clock: without an end nothing is cut off. */
const NO_END = '9999-12-31T00:00:00.000Z';

/** Reads what page of which records is asked for. The token holds the whole question: a `next` call sends nothing else. */
export function readQuestion(query: Static<typeof AuditQuery>, token: string | undefined, now: Date): QuestionRead {
  const size = pageSize(query.size, { fallback: SIZE_MOST, most: SIZE_MOST });
  if (size === null) return malformed('size', `must be from 1 to ${SIZE_MOST}`);
  if (query.seekOperation === 'Next' && token === undefined) return malformed('MS-ContinuationToken', 'is required to go on');
  if (token !== undefined && query.seekOperation !== 'First') return continued(token, (query.size ?? 0) === 0 ? null : size);

  const filtered = query.filter === undefined ? {} : narrowedBy(query.filter);
  if (typeof filtered === 'string') return malformed('filter', filtered);
  const narrowed = { ...filtered, ...ownFilters(query) };
  const span = spanOf(query, now);
  return 'kind' in span ? span : { kind: 'question', question: { ...span, narrowed, after: null, size } };
}

/** The token with which the list goes on after this record. */
export function nextToken(question: AuditQuestion, last: AuditRecord): string {
  const after = { at: last.at, customerId: last.customerId, auditId: last.auditId };
  return writeToken(PURPOSE, { ...question, after });
}

const text = Type.Optional(Type.String());
const Continuation = Type.Object({
  from: Type.String(),
  until: Type.String(),
  size: Type.Integer(),
  narrowed: Type.Object({
    companyname: text,
    customerid: text,
    resourcetype: text,
    operationtype: text,
    person: text,
  }),
  after: Type.Object({ at: Type.String(), customerId: Type.String(), auditId: Type.String() }),
});

function continued(token: string, size: number | null): QuestionRead {
  const content = readToken(PURPOSE, Continuation, token);
  if (content === null) return malformed('MS-ContinuationToken', 'is not one of this list');
  return { kind: 'question', question: { ...content, size: size ?? content.size } };
}

type Malformed = Extract<QuestionRead, { kind: 'malformed' }>;

function spanOf(
  query: { readonly startDate?: string; readonly endDate?: string },
  now: Date,
): Pick<AuditQuestion, 'from' | 'until'> | Malformed {
  const start = query.startDate === undefined ? { at: new Date(now.getTime() - DAYS_DEFAULT * MS_PER_DAY) } : readWireDate(query.startDate);
  if (start === null) return malformed('startDate', 'is no date');
  const end = query.endDate === undefined ? { at: new Date(NO_END), isDay: false } : readWireDate(query.endDate);
  if (end === null) return malformed('endDate', 'is no date');
  const until = end.isDay ? new Date(end.at.getTime() + MS_PER_DAY) : end.at;
  // Whole days count: who asks in the evening for what was 90 days ago means that day.
  const earliest = Math.floor(now.getTime() / MS_PER_DAY - DAYS_BACK_MAX) * MS_PER_DAY;
  if (start.at.getTime() < earliest) return malformed('startDate', `can be ${DAYS_BACK_MAX} days back at most`);
  if (start.at >= until) return malformed('endDate', 'lies before startDate');
  return { from: start.at.toISOString(), until: until.toISOString() };
}

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
