import { Type, type Static } from 'typebox';
import { Attributes, Collection, Link } from '../../platform/contract.ts';

/** Where the lines of an invoice are read, by provider and kind. */
const InvoiceDetail = Type.Object({
  invoiceLineItemType: Type.Enum(['none', 'usage_line_items', 'billing_line_items']),
  billingProvider: Type.Enum(['none', 'office', 'azure', 'one_time', 'marketplace', 'all']),
  links: Type.Object({ self: Link }),
  attributes: Attributes('InvoiceDetail'),
});

const instant = (description: string) => Type.String({ format: 'date-time', description });

export const Invoice = Type.Object({
  id: Type.String({ description: 'Counts without a gap, for each partner by itself.' }),
  invoiceDate: instant('The day after the month that it is for.'),
  billingPeriodStartDate: instant('First day of the month.'),
  billingPeriodEndDate: instant('Last day of the month.'),
  totalCharges: Type.Number(),
  paidAmount: Type.Number(),
  currencyCode: Type.String(),
  currencySymbol: Type.String(),
  pdfDownloadLink: Type.String({ description: 'Relative, without the version.' }),
  taxReceipts: Type.Array(Type.Object({ id: Type.String(), taxReceiptPdfDownloadLink: Type.String() })),
  invoiceDetails: Type.Array(InvoiceDetail),
  amendments: Type.Array(Type.Unknown(), { description: 'Always empty: a correction is a line of a later invoice.' }),
  documentType: Type.Enum(['none', 'invoice', 'void_note', 'adjustment_note']),
  invoiceType: Type.Enum(['Recurring', 'OneTime']),
  links: Type.Object({ self: Link }),
  attributes: Attributes('Invoice'),
});
export const Invoices = Collection(Invoice);

const summary = {
  balanceAmount: Type.Number({ description: 'All that was invoiced in the currency.' }),
  currencyCode: Type.String(),
  currencySymbol: Type.String(),
  accountingDate: instant('When this was worked out.'),
  firstInvoiceCreationDate: Type.Optional(instant('Absent before the first invoice.')),
  latestInvoiceDate: Type.Optional(instant('Absent before the first invoice.')),
  lastPaymentAmount: Type.Number(),
  links: Type.Object({ self: Link }),
  attributes: Attributes('InvoiceSummary'),
};
const Part = Type.Object(summary, { title: 'InvoiceSummaryPart' });

export const InvoiceSummary = Type.Object(
  { ...summary, details: Type.Array(Type.Object({ invoiceType: Type.String(), summary: Part })) },
  { title: 'InvoiceSummary' },
);
export const InvoiceSummaries = Collection(InvoiceSummary);

export const InvoiceParams = Type.Object({ invoiceId: Type.String() });

/** How a list of invoices or lines is paged. */
export const PAGING = {
  size: Type.Optional(Type.Integer({ minimum: 0, description: '0 or none: the default.' })),
  offset: Type.Optional(Type.Integer({ minimum: 0 })),
};
export const InvoicesQuery = Type.Object({
  ...PAGING,
  filter: Type.Optional(
    Type.String({ description: 'JSON filter on InvoiceDate: equals, greater_than(_or_equals), less_than(_or_equals).' }),
  ),
});

/** How many years a run may look ahead: every month until then is gone through. */
export const RUN_YEARS_AHEAD_MAX = 20;

/** Invoices to be written now, and not by the monthly run. */
export const InvoiceRunBody = Type.Object({
  until: Type.Optional(
    Type.String({
      format: 'date',
      description: `The months before this day; before today when left out. A later day in demo mode only, ${RUN_YEARS_AHEAD_MAX} years ahead at most.`,
    }),
  ),
});

/** What `upseat invoices run` tells: the invoices that it wrote. */
export const InvoiceRun = Type.Object({
  invoices: Type.Array(
    Type.Object({
      partnerId: Type.String(),
      id: Type.String(),
      month: Type.String({ format: 'date' }),
      total: Type.String(),
      lines: Type.Integer(),
    }),
  ),
});

export type InvoiceRun = Static<typeof InvoiceRun>;
export type Invoice = Static<typeof Invoice>;
export type InvoiceSummary = Static<typeof InvoiceSummary>;
