import type { Catalog } from '../../../catalog/catalog.ts';
import { isGuid, type ServicePlanId, type SkuId } from '../../../kit/ids.ts';
import { BULK_USERS_MAX } from '../contract.ts';
import { offerOfSku } from '../rules.ts';
import type { LicenseUpdate } from '../update.ts';

/** One line of a file of licence changes. The user is named by sign-in name or id. */
export type FileLine = { readonly line: number; readonly user: string; readonly update: LicenseUpdate };

/** What is wrong with a line. A file with a wrong line changes nothing. */
export type LineError = { readonly line: number; readonly why: string };

export type FileRead = { readonly lines: readonly FileLine[]; readonly errors: readonly LineError[] };

type Row = { readonly line: number; readonly cells: readonly string[] };

/**
 * Reads the rows of a file: headings first, in any order and case, then one user in each line. Products are part numbers
 * or SKU ids, service plans their names or ids; several in one cell stand apart by blanks.
 */
export function readLicenseFile(catalog: Catalog, rows: readonly Row[]): FileRead {
  const [headings, ...body] = rows;
  if (headings === undefined) return { lines: [], errors: [{ line: 1, why: 'the file is empty' }] };
  const columns = headings.cells.map((cell) => COLUMNS[plain(cell)] ?? null);
  const wrong = wrongHeadings(headings, columns);
  if (wrong.length > 0) return { lines: [], errors: wrong };
  if (body.length === 0) return { lines: [], errors: [{ line: 1, why: 'there is no line below the headings' }] };
  if (body.length > BULK_USERS_MAX)
    return { lines: [], errors: [{ line: 1, why: `there are ${body.length} lines; ${BULK_USERS_MAX} is the most` }] };

  const errors: LineError[] = [];
  const seen = new Map<string, number>();
  const lines = body.flatMap((row): FileLine[] => {
    const read = readLine(catalog, columns, row);
    const before = seen.get(read.user.toLowerCase());
    const problems =
      before === undefined || read.user === '' ? read.problems : [...read.problems, `${read.user} stands on line ${before} already`];
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
  const at = (why: string): LineError => ({ line: headings.line, why });
  const unknown = headings.cells
    .filter((_, i) => columns[i] === null)
    .map((cell) => at(`the column "${cell}" is not one of UserPrincipalName, Assign, Remove, DisabledPlans`));
  const twice = columns
    .filter((column, i) => column !== null && columns.indexOf(column) !== i)
    .map((column) => at(`two columns mean "${column}"`));
  const missing = columns.includes('user') ? [] : [at('the column UserPrincipalName is missing')];
  const idle = columns.includes('assign') || columns.includes('remove') ? [] : [at('there is neither a column Assign nor a column Remove')];
  return [...unknown, ...twice, ...missing, ...idle];
}

type LineRead = { readonly user: string; readonly update: LicenseUpdate; readonly problems: readonly string[] };

function readLine(catalog: Catalog, columns: readonly (Column | null)[], { cells }: Row): LineRead {
  const problems: string[] = cells.length > columns.length ? [`there are ${cells.length} cells below ${columns.length} headings`] : [];
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
  if (user === '') problems.push('no user is named');
  const [assigned, remove] = [products('assign'), products('remove')];
  const disabled = words('disable').map((word) => planOf(catalog, assigned, word, problems));
  if (words('assign').length + words('remove').length === 0) problems.push('nothing is to be assigned or removed');
  for (const skuId of assigned.filter((each) => remove.includes(each)))
    problems.push(`${nameOf(catalog, skuId)} is to be assigned and removed`);
  const assign = assigned.map((skuId) => {
    const plans = offerOfSku(catalog, skuId)?.servicePlanIds ?? [];
    return { skuId, disabledPlanIds: disabled.length === 0 ? null : plans.filter((id) => disabled.includes(id)) };
  });
  return { user, update: { assign, remove }, problems };
}

function skuOf(catalog: Catalog, word: string, problems: string[]): SkuId | null {
  if (isGuid(word)) return word.toLowerCase() as SkuId;
  const offer = [...catalog.offers.values()].find(({ skuPartNumber }) => skuPartNumber.toLowerCase() === word.toLowerCase());
  if (offer === undefined) problems.push(`there is no product ${word}`);
  return offer?.skuId ?? null;
}

function planOf(catalog: Catalog, assigned: readonly SkuId[], word: string, problems: string[]): ServicePlanId | null {
  const plans = assigned.flatMap((skuId) => offerOfSku(catalog, skuId)?.servicePlanIds ?? []);
  const found = plans.find((id) => id === word.toLowerCase() || catalog.plans.get(id)?.name.toLowerCase() === word.toLowerCase());
  if (found === undefined) problems.push(`no product on this line has a service plan ${word}`);
  return found ?? null;
}

function nameOf(catalog: Catalog, skuId: SkuId): string {
  return offerOfSku(catalog, skuId)?.skuPartNumber ?? skuId;
}
