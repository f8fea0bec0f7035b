import type { Money, UpgradePreview } from '../../client/generated/schemas.ts';
import { tableLines } from './table.ts';

/** An amount with its currency, such as `TWD 1,250.00`. */
export function moneyText({ amount, currency }: Money): string {
  const text = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'code' }).format(amount);
  return text.replaceAll('\u00a0', ' ');
}

/** The day of a moment of the wire. */
export function dayText(moment: string): string {
  return moment.slice(0, 10);
}

type Line = Pick<
  UpgradePreview['lines'][number],
  'chargeType' | 'offerName' | 'chargeStartDate' | 'chargeEndDate' | 'quantity' | 'unitPrice' | 'amount'
>;

/** A bill, with its total below. */
export function billLines(lines: readonly Line[], total: Money | undefined): readonly string[] {
  const rows = lines.map((line) => [
    line.chargeType,
    line.offerName,
    `${dayText(line.chargeStartDate)} to ${dayText(line.chargeEndDate)}`,
    String(line.quantity),
    moneyText(line.unitPrice),
    moneyText(line.amount),
  ]);
  const columns = [
    { head: 'Charge' },
    { head: 'Offer' },
    { head: 'Days' },
    { head: 'Seats', align: 'right' },
    { head: 'Unit price', align: 'right' },
    { head: 'Amount', align: 'right' },
  ] as const;
  const sum = total === undefined ? [] : [`Total now: ${moneyText(total)}`];
  return rows.length === 0 ? ['Nothing is charged.', ...sum] : [...tableLines(columns, rows), ...sum];
}

type Reason = {
  readonly code: string;
  readonly description?: string;
  readonly remedies?: readonly { readonly kind: string }[];
};

/** A reason with what would help, and the page that explains it. */
export function reasonLines({ code, description = sentence(code), remedies = [] }: Reason, url: string): readonly string[] {
  const helps = remedies.map(({ kind }) => sentence(kind));
  return [description, ...(helps.length === 0 ? [] : [`  What helps: ${helps.join('; ')}`]), `  ${url}/docs/refusals/${code}`];
}

/** A snake_case word of the wire as words. */
export function sentence(word: string): string {
  return word.replaceAll('_', ' ');
}

type Person = { readonly displayName: string; readonly userPrincipalName: string; readonly reasons: readonly Reason[] };

/** People who stay behind, and why. */
export function peopleLines(people: readonly Person[]): readonly string[] {
  return tableLines(
    [{ head: 'User name' }, { head: 'Name' }, { head: 'Why' }],
    people.map(({ displayName, userPrincipalName, reasons }) => [
      userPrincipalName,
      displayName,
      reasons.map(({ code, description = sentence(code) }) => description).join(' '),
    ]),
  );
}
