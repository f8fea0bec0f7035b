import type { Catalog } from '../../catalog/catalog.ts';
import { offerName } from '../../catalog/names.ts';
import type { OfferId } from '../../kit/ids.ts';
import type { Locale } from '../../kit/locale.ts';
import { toDecimalText, type Currency, type Minor } from '../../kit/money.ts';
import { EXPORT_COLUMNS, type ExportRow } from './columns.ts';
import type { ExportKind } from './kinds/contract.ts';
import type { StoredRow } from './store.ts';

/** With what rows are worded. */
export type Worded = { readonly catalog: Catalog; readonly locale: Locale };

/** A row as the file has it: its columns in order, amounts as decimals, names in the reader's language. */
export function exportedRow(kind: ExportKind, row: StoredRow, { catalog, locale }: Worded): ExportRow {
  const currency = (typeof row['currency'] === 'string' ? row['currency'] : '') as Currency;
  const amount = (minor: unknown) => (typeof minor === 'number' ? toDecimalText({ amountMinor: minor as Minor, currency }) : null);
  const name = (offerId: unknown) => (typeof offerId === 'string' ? offerName(catalog, offerId as OfferId, locale) : null);
  const address = row['address'] ?? {};
  const made: Readonly<Record<string, unknown>> = {
    ...row,
    ...address,
    ...(kind === 'customers' ? { delegatedAdmin: adminWord(row['services']) } : {}),
    productName: name(row['offerId'] ?? row['product']) ?? row['offerName'],
    sourceProductName: name(row['sourceProduct']),
    targetProductName: name(row['targetProduct']),
    price: amount(row['priceMinor']),
    unitPrice: amount(row['unitPriceMinor']),
    amount: amount(row['amountMinor']),
    autoRenew: row['autoRenew'] === true ? 'yes' : 'no',
  };
  return Object.fromEntries(EXPORT_COLUMNS[kind].map((column) => [column, plain(made[column])]));
}

function adminWord(services: unknown): string {
  if (!Array.isArray(services) || services.length === 0) return 'no';
  return services.includes('*') ? 'yes' : services.join(' ');
}

function plain(value: unknown): string | number | null {
  if (typeof value === 'string' || typeof value === 'number') return value;
  return null;
}
