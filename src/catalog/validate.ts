import { Compile } from 'typebox/compile';
import { CatalogDocument } from './document.ts';
import { problemsAcross } from './edition-checks.ts';
import { problemsWithin, type Problem } from './entry-checks.ts';
import { memberPath, readJsonLines } from './json-lines.ts';
import { latestVersions } from './merge.ts';

/** A catalogue file as it came: its name for messages, and its text. */
export type SourceFile = { readonly name: string; readonly text: string };

/** One mistake. `line` is null where the file itself is not at hand, only what was imported from it earlier. */
export type CatalogError = { readonly file: string; readonly line: number | null; readonly field: string; readonly problem: string };

type ReadFile = { readonly name: string; readonly document: CatalogDocument; readonly lineOf: (path: string) => number };

export type Validation =
  | { readonly kind: 'valid'; readonly files: readonly ReadFile[] }
  | { readonly kind: 'invalid'; readonly errors: readonly CatalogError[] };

/** Checks files by themselves and together with the editions imported before. Reports everything that is wrong. */
export function validateCatalog(sources: readonly SourceFile[], imported: readonly CatalogDocument[]): Validation {
  const readings = sources.map(readCatalogFile);
  const errors = readings.flatMap((reading) => reading.errors);
  const files = readings.flatMap(({ file }) => (file === null ? [] : [file]));
  // A file that could not be read would only make the others look as if they named things that are not there.
  if (files.length === sources.length) errors.push(...historyErrors(files, imported), ...errorsTogether(files, imported));
  return errors.length > 0 ? { kind: 'invalid', errors } : { kind: 'valid', files };
}

/** One error as a line of text: `catalog/offers.json:12: offers[0].skuId: must match pattern …`. */
export function describeError({ file, line, field, problem }: CatalogError): string {
  return [line === null ? file : `${file}:${line}`, ...(field === '' ? [] : [field]), problem].join(': ');
}

type Reading = { readonly file: ReadFile | null; readonly errors: readonly CatalogError[] };

function readCatalogFile({ name, text }: SourceFile): Reading {
  const read = readJsonLines(text);
  if (read.kind === 'broken') return { file: null, errors: [{ file: name, line: read.line, field: '', problem: read.problem }] };
  const { value, lineOf, repeated } = read;
  const problems = [...repeated.map((field) => ({ field, problem: 'stands there twice' })), ...shapeProblems(value)];
  const document = shape.Check(value) ? value : null;
  if (document !== null) problems.push(...problemsWithin(document));
  return {
    file: document === null ? null : { name, document, lineOf },
    errors: problems.map(({ field, problem }) => ({ file: name, line: lineOf(field), field, problem })),
  };
}

const shape = Compile(CatalogDocument);

function shapeProblems(value: unknown): readonly Problem[] {
  const problems: Problem[] = [];
  for (const error of shape.Errors(value)) {
    const at = fieldOf(error.instancePath);
    switch (error.keyword) {
      case 'required':
        for (const name of error.params.requiredProperties) problems.push({ field: memberPath(at, name), problem: 'is missing' });
        break;
      case 'additionalProperties':
        for (const name of error.params.additionalProperties)
          problems.push({ field: memberPath(at, name), problem: 'is no member that is known here' });
        break;
      case 'boolean':
        // The unknown member once more: the schema of anything unknown is `false`.
        break;
      case 'enum':
        problems.push({ field: at, problem: `must be one of ${error.params.allowedValues.join(', ')}` });
        break;
      default:
        problems.push({ field: at, problem: error.message });
    }
  }
  return problems;
}

/** `/offers/3/name` as `offers[3].name`. */
function fieldOf(pointer: string): string {
  const parts = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  return parts.reduce((path, part) => (/^\d+$/.test(part) ? `${path}[${part}]` : memberPath(path, part)), '');
}

/** What was imported stays as it was: a correction is a higher version, and no offer ever vanishes. */
function historyErrors(files: readonly ReadFile[], imported: readonly CatalogDocument[]): readonly CatalogError[] {
  const errors: CatalogError[] = [];
  const seen = latestVersions(imported).map((document) => ({ document, where: 'was imported' }));
  const kept = new Set(latestVersions([...imported, ...files.map((file) => file.document)]).flatMap(offerIds));
  for (const file of files) {
    const { name, version, effectiveFrom } = file.document.edition;
    const complain = (field: string, problem: string) => errors.push({ file: file.name, line: file.lineOf(field), field, problem });
    const earlier = seen.findLast(({ document }) => document.edition.name === name);
    seen.push({ document: file.document, where: `is in ${file.name}` });
    if (earlier === undefined) continue;
    const { edition } = earlier.document;
    if (version <= edition.version)
      complain('edition.version', `version ${edition.version} of ${name} ${earlier.where} already; a change needs a higher version`);
    if (effectiveFrom !== edition.effectiveFrom)
      complain('edition.effectiveFrom', `${name} takes effect on ${edition.effectiveFrom}; that cannot change`);
    const gone = offerIds(earlier.document).filter((id) => !kept.has(id));
    if (gone.length > 0) complain('offers', `${gone.join(', ')} cannot vanish; say isAvailableForPurchase: false instead`);
  }
  return errors;
}

function offerIds(document: CatalogDocument): readonly string[] {
  return (document.offers ?? []).map((offer) => offer.offerId);
}

function errorsTogether(files: readonly ReadFile[], imported: readonly CatalogDocument[]): readonly CatalogError[] {
  const byDocument = new Map(files.map((file) => [file.document, file]));
  return problemsAcross([...imported, ...byDocument.keys()]).map(({ document, field, problem }) => {
    const file = byDocument.get(document);
    if (file === undefined) return { file: `the imported edition ${document.edition.name}`, line: null, field, problem };
    return { file: file.name, line: file.lineOf(field), field, problem };
  });
}
