import { isGuid, type CustomerId, type OfferId, type SubscriptionId } from '../../kit/ids.ts';
import type { CsvRead } from '../../platform/csv.ts';
import { exportHeadings } from '../../portfolio/export.ts';
import type { UpgradeType } from '../../upgrades/eligibility.ts';
import { ROWS_MAX } from '../campaign.ts';
import type { RowWish } from '../rows/row.ts';

/** A mistake in a file; the headings are line 1. */
export type LineError = { readonly line: number; readonly problem: string };

export type FileRead =
  | { readonly kind: 'rows'; readonly rows: readonly (RowWish & { readonly place: string })[] }
  | { readonly kind: 'invalid'; readonly errors: readonly LineError[] };

/** The columns of a campaign's file, in any order; those of the matrix as it is exported are taken too. */
const COLUMNS = ['customerId', 'subscriptionId', 'targetOfferId', 'quantity', 'upgradeType'] as const;
type Column = (typeof COLUMNS)[number];

const ALSO: Readonly<Record<string, Column>> = {
  客戶識別碼: 'customerId',
  訂閱識別碼: 'subscriptionId',
  目標優惠識別碼: 'targetOfferId',
};

/** Reads what is to be upgraded to what. It is taken as a whole or not at all, so every mistake of it is told. */
export function readCampaignFile(file: CsvRead, targetOfferId: OfferId | null): FileRead {
  if (file.kind === 'malformed') return invalid([{ line: file.line, problem: file.why }]);
  const [headings, ...lines] = file.rows;
  if (headings === undefined) return invalid([{ line: 1, problem: 'the file is empty' }]);
  const columns = headings.cells.map(columnOf);
  const passed = new Set([...exportHeadings('en'), ...exportHeadings('zh-TW')]);
  const unknown = headings.cells.filter((cell, i) => columns[i] === null && !passed.has(cell));
  const missing = (['customerId', 'subscriptionId', ...(targetOfferId === null ? (['targetOfferId'] as const) : [])] as const).filter(
    (name) => !columns.includes(name),
  );
  const wrong = [...unknown.map((cell) => `"${cell}" is no column`), ...missing.map((name) => `the column ${name} is missing`)];
  if (wrong.length > 0) return invalid(wrong.map((problem) => ({ line: headings.line, problem })));
  if (lines.length === 0) return invalid([{ line: headings.line, problem: 'no subscription follows the headings' }]);
  if (lines.length > ROWS_MAX) return invalid([{ line: headings.line, problem: `more than ${ROWS_MAX} subscriptions` }]);
  const read = lines.map(({ line, cells }) => readLine(line, (name) => cells[columns.indexOf(name)] ?? '', targetOfferId));
  const errors = read.flatMap((each) => (each.kind === 'wrong' ? each.errors : []));
  return errors.length > 0 ? invalid(errors) : { kind: 'rows', rows: read.flatMap((each) => (each.kind === 'row' ? [each.row] : [])) };
}

function invalid(errors: readonly LineError[]): FileRead {
  return { kind: 'invalid', errors };
}

function columnOf(heading: string): Column | null {
  const plain = heading.replaceAll(/[\s_-]/g, '').toLowerCase();
  return COLUMNS.find((name) => name.toLowerCase() === plain) ?? ALSO[heading] ?? null;
}

type Line =
  | { readonly kind: 'row'; readonly row: RowWish & { readonly place: string } }
  | { readonly kind: 'wrong'; readonly errors: readonly LineError[] };

function readLine(line: number, cell: (name: Column) => string, fallback: OfferId | null): Line {
  const [customerId, subscriptionId, quantity, type] = [cell('customerId'), cell('subscriptionId'), cell('quantity'), cell('upgradeType')];
  const target = cell('targetOfferId') === '' ? fallback : (cell('targetOfferId').toUpperCase() as OfferId);
  const problems = [
    ...(isGuid(customerId) ? [] : ['customerId is no id']),
    ...(isGuid(subscriptionId) ? [] : ['subscriptionId is no id']),
    ...(target === null ? ['targetOfferId is empty'] : []),
    ...(quantity === '' || /^[1-9]\d{0,6}$/.test(quantity) ? [] : ['quantity is no number of seats']),
    ...(type === '' || isUpgradeType(type) ? [] : ['upgradeType is neither upgrade_only nor upgrade_with_license_transfer']),
  ];
  if (problems.length > 0 || target === null) return { kind: 'wrong', errors: problems.map((problem) => ({ line, problem })) };
  const row = {
    customerId: customerId.toLowerCase() as CustomerId,
    subscriptionId: subscriptionId.toLowerCase() as SubscriptionId,
    targetOfferId: target,
    quantity: quantity === '' ? null : Number(quantity),
    upgradeType: isUpgradeType(type) ? type : null,
    place: `line ${line}`,
  };
  return { kind: 'row', row };
}

function isUpgradeType(text: string): text is UpgradeType {
  return text === 'upgrade_only' || text === 'upgrade_with_license_transfer';
}
