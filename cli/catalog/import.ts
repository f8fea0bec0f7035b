import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Check } from 'typebox/value';
import { CatalogImport } from '../../src/catalog/contract.ts';
import { unreachable } from '../../src/kit/brand.ts';
import { defineCommand, type Misuse, type Outcome } from '../kit/command.ts';
import { packageFolder } from '../kit/settings.ts';

type Input = { readonly files: readonly string[] };

/** Imports an operator's own catalogue files: all of them or, where one has a mistake, none. */
export const importFiles = defineCommand({
  usage: 'catalog import FILE...',
  summary: 'Import catalogue files, or say on which line each mistake is',
  options: {},
  parse: (_values, files): Input | Misuse => (files.length === 0 ? { kind: 'misused', message: 'Name at least one file.' } : { files }),
  run: ({ files }) => importWith(files),
});

/** The program itself writes the catalogue: it works beside a running server and without one. */
async function importWith(files: readonly string[]): Promise<Outcome> {
  const program = spawn(process.execPath, [join(packageFolder, 'src', 'main.ts'), 'catalog', 'import', ...files], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [answer] = await Promise.all([text(program.stdout), once(program, 'exit')]);
  const told: unknown = answer.trim() === '' ? null : JSON.parse(answer);
  if (!Check(CatalogImport, told)) return { kind: 'refused', message: 'Nothing was imported.' };
  return outcomeOf(told);
}

/** What a person is told. Pure, for the tests. */
export function outcomeOf(told: CatalogImport): Outcome {
  switch (told.kind) {
    case 'imported':
      return {
        kind: 'done',
        data: told,
        lines: told.editions.map(
          ({ name, version, effectiveFrom }) => `Imported ${name}, version ${version}, in force from ${effectiveFrom}.`,
        ),
      };
    case 'unchanged':
      return { kind: 'done', data: told, lines: ['Nothing to do: this was imported before.'] };
    case 'invalid':
      return {
        kind: 'refused',
        data: told,
        message: [
          ...told.errors.map(mistake),
          `Nothing was imported: ${told.errors.length} mistake${told.errors.length === 1 ? '' : 's'}.`,
        ].join('\n'),
      };
    default:
      return unreachable(told.kind);
  }
}

function mistake({ file, line, field, problem }: CatalogImport['errors'][number]): string {
  return [line === undefined ? file : `${file}:${line}`, ...(field === '' ? [] : [field]), problem].join(': ');
}
