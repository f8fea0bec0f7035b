import { writeFileSync } from 'node:fs';
import { failureOf, show, withApi } from '../kit/api.ts';
import { declareCommand } from '../kit/declare.ts';
import { factLines } from '../kit/table.ts';
import { dayText, moneyText } from '../kit/words.ts';

/** Shows an invoice, or saves it as a document. */
export const getInvoice = declareCommand({
  name: 'invoices get',
  summary: 'Show an invoice, or save it as PDF',
  words: { invoice: { about: 'its id' } },
  options: { pdf: { type: 'string', value: 'FILE', about: 'where to save the document; a file that is there is replaced' } },
  run: ({ invoice: invoiceId, pdf }, settings) =>
    withApi(settings, async (api) => {
      const path = { invoiceId };
      if (pdf !== undefined) {
        const reply = await api.download('GET /v1/invoices/{invoiceId}/documents/statement', { path });
        if (reply.kind !== 'answered') return failureOf(reply);
        try {
          writeFileSync(pdf, reply.body);
        } catch (error) {
          return { kind: 'refused', message: `${pdf} cannot be written: ${(error as Error).message}` };
        }
        return { kind: 'done', data: { id: invoiceId, file: pdf, bytes: reply.body.length }, lines: [`Saved ${invoiceId} as ${pdf}.`] };
      }
      return show(api, 'GET /v1/invoices/{invoiceId}', { path }, (body) =>
        factLines([
          ['Id', body.id],
          ['Date', dayText(body.invoiceDate)],
          ['Days', `${dayText(body.billingPeriodStartDate)} to ${dayText(body.billingPeriodEndDate)}`],
          ['Total', moneyText({ amount: body.totalCharges, currency: body.currencyCode })],
          ['Paid', moneyText({ amount: body.paidAmount, currency: body.currencyCode })],
        ]),
      );
    }),
});
