import { addDays } from '../../kit/dates.ts';
import { inLocale, type Bilingual, type Locale } from '../../kit/locale.ts';
import type { PdfBlock, PdfContent } from '../../platform/pdf.ts';
import { invoiceIdOf, type Invoice } from './invoice.ts';
import type { InvoiceTotals } from './store.ts';
import { amountText } from './view.ts';

/** Of the customers on an invoice so many are named, the largest; all lines are in the reconciliation file. */
export const CUSTOMERS_NAMED_MAX = 400;

/** The invoice as a document for people: what it is for, what is to be paid, and for which products and customers. */
export function statementOf(invoice: Invoice, totals: InvoiceTotals, offerName: (id: string) => string | null, locale: Locale): PdfContent {
  const say = (words: Bilingual) => inLocale(words, locale);
  const money = (amountMinor: Invoice['totalMinor']) => amountText(amountMinor, invoice.currency);
  const total = `${invoice.currency} ${money(invoice.totalMinor)}`;
  const id = invoiceIdOf(invoice.number);
  const columns = (first: Bilingual) => [
    { heading: say(first), share: 6, align: 'left' as const },
    { heading: say(LINES), share: 1, align: 'right' as const },
    { heading: `${say(AMOUNT)} (${invoice.currency})`, share: 2, align: 'right' as const },
  ];
  return {
    title: `${say(INVOICE)} ${id}`,
    author: invoice.partnerName,
    language: locale,
    madeAt: new Date(`${invoice.month.until}T00:00:00Z`),
    footer: (page, pages) => `${say(INVOICE)} ${id} · ${page} / ${pages}`,
    blocks: [
      { kind: 'title', text: say(INVOICE) },
      {
        kind: 'facts',
        facts: [
          [say(PARTNER), invoice.partnerName],
          [say(NUMBER), id],
          [say(DATE), invoice.month.until],
          [say(PERIOD), `${invoice.month.from} – ${addDays(invoice.month.until, -1)}`],
          [say(LINES), String(invoice.lineCount)],
          [say(TOTAL), total],
        ],
      },
      { kind: 'heading', text: say(BY_PRODUCT) },
      {
        kind: 'table',
        columns: columns(PRODUCT),
        rows: totals.products.map((product) => [
          offerName(product.offerId) ?? product.offerName,
          String(product.lines),
          money(product.amountMinor),
        ]),
        total: [say(TOTAL), String(invoice.lineCount), money(invoice.totalMinor)],
      },
      ...customerBlocks(totals, columns(CUSTOMER), say, money),
      { kind: 'paragraph', text: say(NOTE) },
    ],
  };
}

function customerBlocks(
  { customers, customerCount }: InvoiceTotals,
  columns: Extract<PdfBlock, { kind: 'table' }>['columns'],
  say: (words: Bilingual) => string,
  money: (amountMinor: Invoice['totalMinor']) => string,
): readonly PdfBlock[] {
  const rows = customers.map((customer) => [customer.customerName, String(customer.lines), money(customer.amountMinor)]);
  const more = customerCount - customers.length;
  return [
    { kind: 'heading', text: say(BY_CUSTOMER) },
    { kind: 'table', columns, rows },
    ...(more === 0 ? [] : [{ kind: 'paragraph' as const, text: say(moreCustomers(more)) }]),
  ];
}

const INVOICE = { en: 'Invoice', zhTW: '帳單' };
const PARTNER = { en: 'Partner', zhTW: '合作夥伴' };
const NUMBER = { en: 'Invoice number', zhTW: '帳單編號' };
const DATE = { en: 'Invoice date', zhTW: '帳單日期' };
const PERIOD = { en: 'Billing period', zhTW: '計費期間' };
const LINES = { en: 'Lines', zhTW: '明細數' };
const TOTAL = { en: 'Total', zhTW: '總計' };
const BY_PRODUCT = { en: 'By product', zhTW: '依產品' };
const BY_CUSTOMER = { en: 'By customer', zhTW: '依客戶' };
const PRODUCT = { en: 'Product', zhTW: '產品' };
const CUSTOMER = { en: 'Customer', zhTW: '客戶' };
const AMOUNT = { en: 'Amount', zhTW: '金額' };
const NOTE = {
  en: 'Negative amounts are credits. Every line, with its days and seats, is in the reconciliation file of this invoice.',
  zhTW: '負數金額為抵免。每一筆明細（含天數與授權數量）皆列於本帳單的對帳檔案。',
};

function moreCustomers(count: number): Bilingual {
  return { en: `and ${count} more customers with smaller amounts.`, zhTW: `以及其他 ${count} 位金額較小的客戶。` };
}
