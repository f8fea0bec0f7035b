import { listCustomers, type ListPosition } from '../../customers/store.ts';
import type { PartnerId } from '../../kit/ids.ts';
import type { Reader } from '../../platform/reader.ts';
import type { ExportKind } from './kinds/contract.ts';
import { readRows, type ExportPosition, type StoredRow } from './store.ts';

/** So many customers are looked at together. */
const CUSTOMERS_PER_PAGE = 500;
/** So many rows stand in memory at a time. */
const ROWS_PER_PAGE = 1_000;

/**
 * All rows of one kind that a partner may see, page by page: nothing but a page ever stands in memory, however much there
 * is. Each page is as the database is when it is read; what changes meanwhile is told as it was or as it is.
 */
export async function* exportRows(reader: Reader, kind: ExportKind, partnerId: PartnerId): AsyncGenerator<readonly StoredRow[]> {
  let position: ListPosition | null = null;
  for (;;) {
    const customers: Awaited<ReturnType<typeof listCustomers>> = await listCustomers(reader, {
      partnerId,
      after: position,
      limit: CUSTOMERS_PER_PAGE,
    });
    const lastCustomer = customers.at(-1);
    if (lastCustomer === undefined) return;
    const customerIds = customers.map(({ id }) => id);
    for (let after: ExportPosition | null = null; ;) {
      const rows: readonly StoredRow[] = await readRows(reader, kind, { partnerId, customerIds, after, limit: ROWS_PER_PAGE });
      if (rows.length > 0) yield rows;
      const last = rows.at(-1);
      if (last === undefined || rows.length < ROWS_PER_PAGE) break;
      after = { customerId: last.customerId, key: last.rowKey };
    }
    if (customers.length < CUSTOMERS_PER_PAGE) return;
    position = { name: lastCustomer.sortName, customerId: lastCustomer.id };
  }
}
