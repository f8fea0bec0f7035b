import { useInfiniteQuery } from '@tanstack/react-query';
import type { PartnerAuditRecord } from '../../src/access/journal/contract.ts';
import type { AuditRecord } from '../../src/audit/records/contract.ts';
import { nextPageOf, type NextPage, type Page } from '../kit/paging.ts';
import { read } from '../kit/request.ts';

/** A record of what was done, at a customer or in the partner's own house. */
export type Entry = Omit<PartnerAuditRecord, 'attributes'> & Partial<Pick<AuditRecord, 'customerId' | 'customerName'>>;

/** What the list is narrowed to. */
export type AuditFilter = {
  /** First and last day, such as `2026-06-01`. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly operation?: string | undefined;
  readonly resource?: string | undefined;
  /** A part of the customer's name. */
  readonly customer?: string | undefined;
  /** A part of the sign-in name of the person. */
  readonly person?: string | undefined;
  /** What concerns no customer: people, roles, requests, failed sign-ins. */
  readonly own?: boolean | undefined;
};

const PAGE_SIZE = 50;

/** The filter as a query string; the export takes the same. */
export function auditQuery({ from, to, operation, resource, customer, person, own }: AuditFilter, customerId: string | null): string {
  const query = new URLSearchParams();
  if (from !== undefined) query.set('startDate', from);
  if (to !== undefined) query.set('endDate', to);
  if (resource !== undefined) query.set('resourceType', resource);
  if (own === true) return query.toString();
  if (operation !== undefined) query.set('operationType', operation);
  if (person !== undefined) query.set('userPrincipalName', person);
  if (customerId !== null) query.set('customerId', customerId);
  if (customer !== undefined && customerId === null) {
    query.set('filter', JSON.stringify({ Field: 'CompanyName', Value: customer, Operator: 'substring' }));
  }
  return query.toString();
}

/** What was done, latest first, page by page: at one customer, at all of them, or in the own house. */
export function useAuditRecords(filter: AuditFilter, customerId: string | null) {
  const query = auditQuery(filter, customerId);
  const list = filter.own === true && customerId === null ? 'partnerauditrecords' : 'auditrecords';
  return useInfiniteQuery({
    queryKey: [list, query],
    queryFn: ({ pageParam, signal }) =>
      pageParam === null
        ? read<Page<Entry>>(`/v1/${list}?size=${PAGE_SIZE}&${query}`, { signal })
        : read<Page<Entry>>(`/v1/${pageParam.uri.replace(/^\//, '')}`, { signal, continuationToken: pageParam.continuationToken }),
    initialPageParam: null as NextPage | null,
    getNextPageParam: nextPageOf,
  });
}

/** What was done, also where the word is one that older clients do not know and stands beside. */
export function operationOf({ operationType, customizedData }: Entry): string {
  return operationType === 'undefined' ? (textIn(customizedData, 'OperationType') ?? operationType) : operationType;
}

/** To what it was done. */
export function resourceOf({ resourceType, customizedData }: Entry): string {
  return resourceType === 'undefined' ? (textIn(customizedData, 'ResourceType') ?? resourceType) : resourceType;
}

function textIn(data: Entry['customizedData'], key: string): string | undefined {
  return data.find((each) => each.key === key)?.value;
}
