import type { Catalog } from '../../../catalog/catalog.ts';
import { offerOfSku } from '../../../catalog/held-products.ts';
import { isGuid, type ServicePlanId, type SkuId } from '../../../kit/ids.ts';
import type { Bilingual } from '../../../kit/locale.ts';
import { BULK_USERS_MAX } from '../contract.ts';
import type { LicenseUpdate } from '../update.ts';

/** One line of a file of licence changes. The user is named by sign-in name or id. */
export type FileLine = { readonly line: number; readonly user: string; readonly update: LicenseUpdate };

/** What is wrong with a line. A file with a wrong line changes nothing. */
export type LineError = { readonly line: number; readonly why: Bilingual };

export type FileRead = { readonly lines: readonly FileLine[]; readonly errors: readonly LineError[] };

type Row = { readonly line: number; readonly cells: readonly string[] };

/**
 * Reads the rows of a file: headings first, in any order and case, then one user in each line. Products are part numbers
 * or SKU ids, service plans their names or ids; several in one cell stand apart by blanks.
 */
export function readLicenseFile(catalog: Catalog, rows: readonly Row[]): FileRead {
  const [headings, ...body] = rows;
  if (headings === undefined) return { lines: [], errors: [{ line: 1, why: { en: 'the file is empty', zhTW: '檔案是空的' } }] };
  const columns = headings.cells.map((cell) => COLUMNS[plain(cell)] ?? null);
  const wrong = wrongHeadings(headings, columns);
  if (wrong.length > 0) return { lines: [], errors: wrong };
  if (body.length === 0)
    return { lines: [], errors: [{ line: 1, why: { en: 'there is no line below the headings', zhTW: '標題列下方沒有任何資料' } }] };
  if (body.length > BULK_USERS_MAX)
    return {
      lines: [],
      errors: [
        {
          line: 1,
          why: {
            en: `there are ${body.length} lines; ${BULK_USERS_MAX} is the most`,
            zhTW: `共有 ${body.length} 行，最多 ${BULK_USERS_MAX} 行`,
          },
        },
      ],
    };

  const errors: LineError[] = [];
  const seen = new Map<string, number>();
  const lines = body.flatMap((row): FileLine[] => {
    const read = readLine(catalog, columns, row);
    const before = seen.get(read.user.toLowerCase());
    const problems =
      before === undefined || read.user === ''
        ? read.problems
        : [...read.problems, { en: `${read.user} stands on line ${before} already`, zhTW: `${read.user} 已出現在第 ${before} 行` }];
    seen.set(read.user.toLowerCase(), row.line);
    errors.push(...problems.map((why) => ({ line: row.line, why })));
    return problems.length > 0 ? [] : [{ line: row.line, user: read.user, update: read.update }];
  });
  return { lines, errors };
}

type Column = 'user' | 'assign' | 'remove' | 'disable';

const COLUMNS: Readonly<Record<string, Column>> = {
  userprincipalname: 'user',
  user: 'user',
  assign: 'assign',
  remove: 'remove',
  disabledplans: 'disable',
};

function plain(heading: string): string {
  return heading.toLowerCase().replace(/[\s_-]/g, '');
}

function wrongHeadings(headings: Row, columns: readonly (Column | null)[]): readonly LineError[] {
  const at = (why: Bilingual): LineError => ({ line: headings.line, why });
  const unknown = headings.cells
    .filter((_, i) => columns[i] === null)
    .map((cell) =>
      at({
        en: `the column "${cell}" is not one of UserPrincipalName, Assign, Remove, DisabledPlans`,
        zhTW: `欄位「${cell}」不是 UserPrincipalName、Assign、Remove、DisabledPlans 之一`,
      }),
    );
  const twice = columns
    .filter((column, i) => column !== null && columns.indexOf(column) !== i)
    .map((column) => at({ en: `two columns mean "${column}"`, zhTW: `有兩個欄位都代表「${column}」` }));
  const missing = columns.includes('user')
    ? []
    : [at({ en: 'the column UserPrincipalName is missing', zhTW: '缺少欄位 UserPrincipalName' })];
  const idle =
    columns.includes('assign') || columns.includes('remove')
      ? []
      : [at({ en: 'there is neither a column Assign nor a column Remove', zhTW: '沒有欄位 Assign，也沒有欄位 Remove' })];
  return [...unknown, ...twice, ...missing, ...idle];
}

type LineRead = { readonly user: string; readonly update: LicenseUpdate; readonly problems: readonly Bilingual[] };

function readLine(catalog: Catalog, columns: readonly (Column | null)[], { cells }: Row): LineRead {
  const problems: Bilingual[] =
    cells.length > columns.length
      ? [
          {
            en: `there are ${cells.length} cells below ${columns.length} headings`,
            zhTW: `${columns.length} 個標題下有 ${cells.length} 個儲存格`,
          },
        ]
      : [];
  const cellOf = (column: Column) => cells[columns.indexOf(column)] ?? '';
  const words = (column: Column) =>
    cellOf(column)
      .split(/\s+/)
      .filter((word) => word !== '');
  const products = (column: Column) => [
    ...new Set(
      words(column)
        .map((word) => skuOf(catalog, word, problems))
        .filter((skuId) => skuId !== null),
    ),
  ];

  const user = cellOf('user');
  if (user === '') problems.push({ en: 'no user is named', zhTW: '未指定使用者' });
  const [assigned, remove] = [products('assign'), products('remove')];
  const disabled = words('disable').map((word) => planOf(catalog, assigned, word, problems));
  if (words('assign').length + words('remove').length === 0)
    problems.push({ en: 'nothing is to be assigned or removed', zhTW: '沒有要指派或移除的產品' });
  for (const skuId of assigned.filter((each) => remove.includes(each)))
    problems.push({ en: `${nameOf(catalog, skuId)} is to be assigned and removed`, zhTW: `${nameOf(catalog, skuId)} 同時要指派與移除` });
  const assign = assigned.map((skuId) => {
    const plans = offerOfSku(catalog, skuId)?.servicePlanIds ?? [];
    return { skuId, disabledPlanIds: disabled.length === 0 ? null : plans.filter((id) => disabled.includes(id)) };
  });
  return { user, update: { assign, remove }, problems };
}

function skuOf(catalog: Catalog, word: string, problems: Bilingual[]): SkuId | null {
  if (isGuid(word)) return word.toLowerCase() as SkuId;
  const offer = [...catalog.offers.values()].find(({ skuPartNumber }) => skuPartNumber.toLowerCase() === word.toLowerCase());
  if (offer === undefined) problems.push({ en: `there is no product ${word}`, zhTW: `沒有產品 ${word}` });
  return offer?.skuId ?? null;
}

function planOf(catalog: Catalog, assigned: readonly SkuId[], word: string, problems: Bilingual[]): ServicePlanId | null {
  const plans = assigned.flatMap((skuId) => offerOfSku(catalog, skuId)?.servicePlanIds ?? []);
  const found = plans.find((id) => id === word.toLowerCase() || catalog.plans.get(id)?.name.toLowerCase() === word.toLowerCase());
  if (found === undefined)
    problems.push({ en: `no product on this line has a service plan ${word}`, zhTW: `此行的產品沒有服務方案 ${word}` });
  return found ?? null;
}

function nameOf(catalog: Catalog, skuId: SkuId): string {
  return offerOfSku(catalog, skuId)?.skuPartNumber ?? skuId;
}
