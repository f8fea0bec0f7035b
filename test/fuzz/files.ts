import fc, { type Arbitrary } from 'fast-check';
import { RECONCILIATION_COLUMNS } from '../../src/billing/reconciliation/file.ts';
import type { DescribedRoute } from '../../src/platform/app.ts';
import type { Places } from './values.ts';

/** The columns of a file that a route takes, in its own words; null for a route that takes none. */
export function columnsOf({ schema, url }: DescribedRoute): readonly string[] | null {
  const { summary } = schema;
  if (summary === undefined || !summary.includes('text/csv')) return null;
  if (url.endsWith('/reconciliations')) return RECONCILIATION_COLUMNS;
  const named = summary.split(/text\/csv[^:]*:/)[1];
  return named === undefined ? ['id', 'name', 'quantity'] : named.split(',').map((name) => name.trim());
}

/** Files with these columns and rows about what there is; one in two with something wrong in it. */
export function csvFiles(columns: readonly string[], places: Places): Arbitrary<Buffer> {
  const row = fc.tuple(...columns.map((column) => cells(column, places)));
  const table = fc.array(row, { minLength: 0, maxLength: 6 }).map((rows) => [[...columns], ...rows]);
  const sound = table.map((rows) => Buffer.from(written(rows)));
  return fc.oneof(
    sound,
    fc.tuple(table, damage).map(([rows, harm]) => harm(rows)),
  );
}

function written(rows: readonly (readonly string[])[]): string {
  return (
    rows.map((row) => row.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')).join('\r\n') + '\r\n'
  );
}

function cells(column: string, places: Places): Arbitrary<string> {
  const name = column.toLowerCase();
  const known = places.find((ids) => (ids[name]?.length ?? 0) > 0)?.[name];
  const usual = USUAL[name] ?? (/date|since|until|from/.test(name) ? ['2026-06-01', '2026-05-11', ''] : ['']);
  return fc.constantFrom(...(known ?? usual));
}

const USUAL: Readonly<Record<string, readonly string[]>> = {
  billingcycle: ['monthly', 'annual'],
  billingcycletype: ['monthly', 'annual'],
  market: ['', 'US', 'TW'],
  listprice: ['10.00', '12.5', '0'],
  partnerprice: ['8.00', ''],
  channel: ['direct', 'enterprise_agreement', 'reseller', 'web_direct'],
  quantity: ['1', '5', '25'],
  status: ['active', 'suspended', ''],
  assign: ['ENTERPRISEPACK', 'O365_BUSINESS_ESSENTIALS', ''],
  remove: ['', 'O365_BUSINESS_ESSENTIALS'],
  disabledplans: [''],
  upgradetype: ['upgrade_with_license_transfer', 'upgrade_only', ''],
  unitprice: ['5.00'],
  amount: ['5.00', '-5.00'],
  chargetype: ['Cycle fee', 'New'],
  product: ['O365_BUSINESS_ESSENTIALS', 'Office 365 E3'],
};

type Rows = readonly (readonly string[])[];

/** What goes wrong with files. */
const damage: Arbitrary<(rows: Rows) => Buffer> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(
        fc.nat(60),
        fc.constantFrom(
          ...[
            '',
            ' ',
            '0',
            '-1',
            '1.5',
            '1e9',
            '99999999999999999999',
            'NaN',
            "'",
            '"',
            '=1+1',
            '@SUM(A1)',
            '2026-02-30',
            '2026-13-01',
            '1/2/26',
            'infinity',
            '9999-12-31',
            '\u0000',
            '\ufeff',
            '💥',
            'a\nb',
            '__proto__',
            'x'.repeat(10_000),
            '１２',
          ],
        ),
      )
      .map(
        ([n, cell]) =>
          (rows: Rows) =>
            Buffer.from(written(cellReplaced(rows, n, cell))),
      ),
  },
  fc.nat(20).map((n) => (rows: Rows) => Buffer.from(written(rows.map((row) => row.filter((_, i) => i !== n % Math.max(row.length, 1)))))),
  fc.constantFrom<(rows: Rows) => Buffer>(
    (rows) => Buffer.from(written(rows.map((row) => [...row, ...row]))),
    (rows) => Buffer.from(written(rows.map((row) => row.toReversed()))),
    (rows) => Buffer.from(written(rows.slice(1))),
    (rows) => Buffer.from(written([...rows, ...rows])),
    (rows) => Buffer.from(`\ufeff${written(rows)}`),
    (rows) => Buffer.from(`\ufeff${written(rows)}`, 'utf16le'),
    (rows) => Buffer.from(written(rows).replaceAll(',', ';')),
    (rows) => Buffer.from(written(rows).replaceAll(',', '\t')),
    (rows) => Buffer.from(written(rows).replaceAll('\r\n', '\r')),
    (rows) => Buffer.from(`${written(rows)}"never closed`),
    (rows) => Buffer.from(written(rows).replaceAll(',', '",')),
    (rows) => Buffer.concat([Buffer.from(written(rows)), Buffer.from([0xff, 0xfe, 0xc0, 0x80])]),
    (rows) => Buffer.from(written([rows[0] ?? [], ...Array.from({ length: 5000 }, () => rows[1] ?? ['x'])])),
    (rows) => Buffer.from(JSON.stringify(rows)),
    () => Buffer.alloc(0),
    () => Buffer.from('\r\n\r\n\r\n'),
    () => Buffer.alloc(9_000_000, 'a,'),
  ),
  fc.uint8Array({ maxLength: 60 }).map((bytes) => () => Buffer.from(bytes)),
);

function cellReplaced(rows: Rows, n: number, cell: string): Rows {
  const width = Math.max(rows[0]?.length ?? 1, 1);
  return rows.map((row, y) => row.map((old, x) => (y === Math.floor(n / width) % rows.length && x === n % width ? cell : old)));
}
