import { InvoiceRun } from '../../src/billing/invoices/contract.ts';
import { askProgram } from '../kit/answer.ts';
import { defineCommand, noWords, type Outcome } from '../kit/command.ts';

/** Writes the invoices that are due, without waiting for the monthly run. */
export const runInvoices = defineCommand({
  usage: 'invoices run',
  summary: 'Write every partner’s invoices of the months that are over',
  options: {},
  parse: (_values, words) => noWords(words) ?? {},
  run: async () => {
    const told = await askProgram(['invoices', 'run'], InvoiceRun);
    return told === null ? { kind: 'refused', message: 'No invoice was written.' } : outcomeOf(told);
  },
});

/** What a person is told. Pure, for the tests. */
export function outcomeOf(told: InvoiceRun): Outcome {
  const lines = told.invoices.map(
    ({ partnerId, id, month, total, lines: count }) => `${partnerId}  ${id}  ${month.slice(0, 7)}  ${total}  (${count} lines)`,
  );
  return { kind: 'done', data: told, lines: lines.length === 0 ? ['Nothing to do: every month that is over is invoiced.'] : lines };
}
