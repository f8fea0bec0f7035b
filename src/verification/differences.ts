import { unreachable } from '../kit/brand.ts';

/** Something that does not agree with what it was made from. */
export type Difference =
  | { readonly kind: 'amount'; readonly customerId: string; readonly chargeId: string; readonly kept: number; readonly derived: number }
  | {
      readonly kind: 'invoice';
      readonly partnerId: string;
      readonly invoiceNumber: number;
      readonly kept: string;
      readonly derived: string;
    }
  | { readonly kind: 'invoice_numbers'; readonly partnerId: string; readonly last: number; readonly count: number }
  | {
      readonly kind: 'seats';
      readonly customerId: string;
      readonly subscriptionId: string;
      readonly kept: number;
      readonly derived: number;
    };

/** What was looked at, and what was found. */
export type Verification = {
  readonly lines: number;
  readonly invoices: number;
  readonly subscriptions: number;
  /** Active ones of which the ledger does not tell: brought in, free of charge, or due. */
  readonly subscriptionsNotTold: number;
  readonly differences: readonly Difference[];
};

const SHOWN_MAX = 100;

/** The outcome for people, one line for each difference. */
export function verificationText(found: Verification): string {
  const { lines, invoices, subscriptions, subscriptionsNotTold, differences } = found;
  const looked = `${lines} lines of the ledger, ${invoices} invoices, and the seats of ${subscriptions} subscriptions`;
  const more = differences.length - SHOWN_MAX;
  return [
    `Worked out again: ${looked} (of ${subscriptionsNotTold} more the ledger does not tell).`,
    ...differences.slice(0, SHOWN_MAX).map(sentence),
    ...(more > 0 ? [`And ${more} more.`] : []),
    differences.length === 0 ? 'Everything agrees.' : `${differences.length} differences.`,
  ].join('\n');
}

function sentence(difference: Difference): string {
  switch (difference.kind) {
    case 'amount': {
      const { customerId, chargeId, kept, derived } = difference;
      return `The line ${chargeId} of customer ${customerId} is ${kept}, but its seats, price and days give ${derived}.`;
    }
    case 'invoice': {
      const { partnerId, invoiceNumber, kept, derived } = difference;
      return `Invoice ${invoiceNumber} of partner ${partnerId} says ${kept}, but its lines give ${derived}.`;
    }
    case 'invoice_numbers':
      return `Partner ${difference.partnerId} has ${difference.count} invoices, but the last number is ${difference.last}.`;
    case 'seats': {
      const { customerId, subscriptionId, kept, derived } = difference;
      return `The subscription ${subscriptionId} of customer ${customerId} has ${kept} seats to be charged, but the ledger charges ${derived}.`;
    }
    default:
      return unreachable(difference);
  }
}
