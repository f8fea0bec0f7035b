import { PriceListImport } from '../../src/billing/prices/contract.ts';
import { isGuid } from '../../src/kit/ids.ts';
import { unreachable } from '../../src/kit/brand.ts';
import { askProgram } from '../kit/answer.ts';
import { defineCommand, type Misuse, type Outcome } from '../kit/command.ts';

type Input = { readonly file: string; readonly partnerId: string | null };

/** Imports a price list: all of it or, where one line is wrong, nothing. */
export const importPrices = defineCommand({
  usage: 'prices import FILE [--partner ID]',
  summary: 'Import a price list (CSV), for all partners or one, or say on which line each mistake is',
  options: { partner: { type: 'string' } },
  parse: ({ partner }, words): Input | Misuse => {
    const [file, ...others] = words;
    if (file === undefined || others.length > 0) return { kind: 'misused', message: 'Name one file.' };
    if (partner !== undefined && !isGuid(partner)) return { kind: 'misused', message: `"${partner}" is no id of a partner.` };
    return { file, partnerId: partner ?? null };
  },
  run: async ({ file, partnerId }) => {
    const told = await askProgram(['prices', 'import', file, ...(partnerId === null ? [] : [partnerId])], PriceListImport);
    return told === null ? { kind: 'refused', message: 'Nothing was imported.' } : outcomeOf(told, file);
  },
});

/** What a person is told. Pure, for the tests. */
export function outcomeOf(told: PriceListImport, file: string): Outcome {
  switch (told.kind) {
    case 'imported':
      return { kind: 'done', data: told, lines: [`Imported ${told.prices} prices in ${told.currency ?? 'one currency'}.`] };
    case 'unchanged':
      return { kind: 'done', data: told, lines: ['Nothing to do: this was imported before.'] };
    case 'no_such_partner':
      return { kind: 'refused', data: told, message: 'There is no such partner. Nothing was imported.' };
    case 'invalid':
      return {
        kind: 'refused',
        data: told,
        message: [
          ...told.errors.map(({ line, column, problem }) => [`${file}:${line}`, ...(column === '' ? [] : [column]), problem].join(': ')),
          `Nothing was imported: ${told.errors.length} mistake${told.errors.length === 1 ? '' : 's'}.`,
        ].join('\n'),
      };
    default:
      return unreachable(told.kind);
  }
}
