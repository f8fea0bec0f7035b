import { Reconciliation, type ReconciliationFinding } from '../../src/billing/reconciliation/contract.ts';
import { unreachable } from '../../src/kit/brand.ts';
import { askProgram } from '../kit/answer.ts';
import { defineCommand, type Misuse, type Outcome } from '../kit/command.ts';

type Input = { readonly file: string; readonly invoiceId: string | null };

/** Holds another side's reconciliation file against the ledger. */
export const reconcile = defineCommand({
  usage: 'reconcile FILE [--invoice ID]',
  summary: 'Compare a reconciliation file with the ledger, line by line and to the cent',
  options: { invoice: { type: 'string' } },
  parse: ({ invoice }, words): Input | Misuse => {
    const [file, ...others] = words;
    if (file === undefined || others.length > 0) return { kind: 'misused', message: 'Name one file.' };
    return { file, invoiceId: invoice ?? null };
  },
  run: async ({ file, invoiceId }) => {
    const told = await askProgram(['reconcile', file, ...(invoiceId === null ? [] : [invoiceId])], Reconciliation);
    return told === null ? { kind: 'refused', message: 'Nothing was compared.' } : outcomeOf(told, file);
  },
});

/** What a person is told: one line for each finding, then how many there are. Pure, for the tests. */
export function outcomeOf(told: Reconciliation, file: string): Outcome {
  switch (told.kind) {
    case 'compared': {
      const lines = told.findings.map((finding) => sentence(finding, file));
      const count = `${told.same} lines agree, ${told.findings.length} do not.`;
      return told.findings.length === 0
        ? { kind: 'done', data: told, lines: [count] }
        : { kind: 'refused', data: told, message: [...lines, count].join('\n') };
    }
    case 'other_partner':
      return { kind: 'refused', data: told, message: 'The file is another partner’s.' };
    case 'no_such_invoice':
      return { kind: 'refused', data: told, message: 'There is no such invoice.' };
    case 'invalid':
      return {
        kind: 'refused',
        data: told,
        message: told.errors
          .map(({ line, column, problem }) => [`${file}:${line}`, ...(column === '' ? [] : [column]), problem].join(': '))
          .join('\n'),
      };
    default:
      return unreachable(told.kind);
  }
}

function sentence(finding: ReconciliationFinding, file: string): string {
  const { kind, line, ofLine, fileAmount = '', ledgerAmount = '', difference = '', roundingModes = [] } = finding;
  const what = `${finding.chargeType}, subscription ${finding.subscriptionId}, ${finding.chargeStartDate} to ${finding.chargeEndDate}, ${finding.quantity} seats`;
  const at = line === undefined ? 'ledger' : `${file}:${line}`;
  switch (kind) {
    case 'differs': {
      const why = roundingModes.length === 0 ? 'no way of rounding gives that' : `rounded as ${roundingModes.join(' or ')}`;
      return `${at}: differs: ${fileAmount} and not ${ledgerAmount} ${finding.currency} (${difference}; ${why}): ${what}`;
    }
    case 'double_in_file':
      return `${at}: double: the same as line ${ofLine ?? '?'}, ${fileAmount} ${finding.currency}: ${what}`;
    case 'double_in_ledger':
      return `${at}: double: ${ledgerAmount} ${finding.currency} is there twice: ${what}`;
    case 'missing_in_ledger':
      return `${at}: missing in the ledger: ${fileAmount} ${finding.currency}: ${what}`;
    case 'missing_in_file':
      return `${at}: missing in the file: ${ledgerAmount} ${finding.currency}: ${what}`;
    default:
      return unreachable(kind);
  }
}
