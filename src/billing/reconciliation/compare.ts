import type { Day } from '../../kit/dates.ts';
import type { Currency, Minor } from '../../kit/money.ts';
import { minor } from '../../kit/money.ts';
import { prorate, ROUNDING_MODES, type LineRounding, type RoundingMode } from '../rounding.ts';

/** A line of the other side's file. Days inclusive, as files have them. */
export type UpstreamLine = {
  /** Where it stands in the file. */
  readonly line: number;
  readonly subscriptionId: string;
  readonly chargeType: string;
  readonly from: Day;
  readonly to: Day;
  readonly quantity: number;
  readonly amountMinor: Minor;
  readonly currency: Currency;
};

/** A line of our ledger, with what its amount was worked out from. */
export type OwnLine = Omit<UpstreamLine, 'line'> & {
  readonly chargeId: string;
  readonly unitPriceMinor: Minor;
  readonly days: number;
  readonly periodDays: number;
  readonly rounding: LineRounding;
};

/** What became of one line. */
export type Finding =
  | { readonly kind: 'same'; readonly upstream: UpstreamLine; readonly own: OwnLine }
  /** `modes` are the rounding modes that give the other side's amount; with none it is no matter of rounding. */
  | { readonly kind: 'differs'; readonly upstream: UpstreamLine; readonly own: OwnLine; readonly modes: readonly RoundingMode[] }
  /** The file has it once more than the ledger: a repetition of another line of the file. */
  | { readonly kind: 'double_in_file'; readonly upstream: UpstreamLine; readonly of: UpstreamLine }
  | { readonly kind: 'double_in_ledger'; readonly own: OwnLine; readonly of: OwnLine }
  | { readonly kind: 'missing_in_ledger'; readonly upstream: UpstreamLine }
  | { readonly kind: 'missing_in_file'; readonly own: OwnLine };

/** Compares a file with the ledger, line by line and to the last minor unit. Every line of both is in one finding as itself. */
export function compare(file: readonly UpstreamLine[], ledger: readonly OwnLine[]): readonly Finding[] {
  const ours = Map.groupBy(ledger, keyOf);
  const theirs = Map.groupBy(file, keyOf);
  const keys = [...theirs.keys(), ...[...ours.keys()].filter((key) => !theirs.has(key))];
  return keys.flatMap((key) => compareAlike(theirs.get(key) ?? [], ours.get(key) ?? []));
}

/** Lines that are about the same thing: subscription, kind, days, seats, and whether it is a charge or a credit. */
function keyOf(line: UpstreamLine | OwnLine): string {
  const sign = line.amountMinor < 0 ? '-' : '+';
  return [line.subscriptionId.toLowerCase(), wordOf(line.chargeType), line.from, line.to, line.quantity, line.currency, sign].join(' ');
}

/** Charge types are spelled in several ways (`Cycle Instance Prorate`). */
function wordOf(chargeType: string): string {
  return chargeType.toLowerCase().replace(/\s+/g, ' ').trim();
}

/** First those that agree, then those that differ in the amount only; what is left over is double or missing. */
function compareAlike(file: readonly UpstreamLine[], ledger: readonly OwnLine[]): readonly Finding[] {
  const findings: Finding[] = [];
  let theirs = [...file];
  let ours = [...ledger];
  for (const upstream of file) {
    const own = ours.find((line) => line.amountMinor === upstream.amountMinor);
    if (own === undefined) continue;
    findings.push({ kind: 'same', upstream, own });
    theirs = theirs.filter((line) => line !== upstream);
    ours = ours.filter((line) => line !== own);
  }
  const doubled = theirs.filter((line) => repeated(line, file) !== undefined && theirs.length > ours.length);
  for (const upstream of doubled.slice(0, theirs.length - ours.length)) {
    theirs = theirs.filter((line) => line !== upstream);
    findings.push({ kind: 'double_in_file', upstream, of: repeated(upstream, file) ?? upstream });
  }
  while (theirs.length > 0 && ours.length > 0) {
    const [upstream, own] = [theirs.shift(), ours.shift()];
    if (upstream !== undefined && own !== undefined) findings.push({ kind: 'differs', upstream, own, modes: modesOf(upstream, own) });
  }
  findings.push(...theirs.map((upstream): Finding => ({ kind: 'missing_in_ledger', upstream })));
  findings.push(
    ...ours.map((own): Finding => {
      const of = ledger.find((line) => line !== own && line.amountMinor === own.amountMinor);
      return of === undefined ? { kind: 'missing_in_file', own } : { kind: 'double_in_ledger', own, of };
    }),
  );
  return findings;
}

/** An earlier line of the file that says the very same. */
function repeated(line: UpstreamLine, file: readonly UpstreamLine[]): UpstreamLine | undefined {
  return file.find((other) => other.line < line.line && other.amountMinor === line.amountMinor);
}

/** The ways of rounding that lead from our days and price to the other side's amount. */
function modesOf(upstream: UpstreamLine, own: OwnLine): readonly RoundingMode[] {
  const { quantity, days, periodDays, unitPriceMinor } = own;
  if (days < 0 || days > periodDays) return [];
  const price = minor(own.amountMinor < 0 ? -Math.abs(unitPriceMinor) : unitPriceMinor);
  return ROUNDING_MODES.filter((mode) => prorate({ unitPriceMinor: price, quantity, days, periodDays }, mode) === upstream.amountMinor);
}

/** How many findings there are of each kind, and by how much the two sides differ. */
export type Totals = {
  readonly same: number;
  readonly differs: number;
  readonly doubleInFile: number;
  readonly doubleInLedger: number;
  readonly missingInLedger: number;
  readonly missingInFile: number;
  readonly fileMinor: Minor;
  readonly ledgerMinor: Minor;
};

export function totalsOf(findings: readonly Finding[]): Totals {
  const count = (kind: Finding['kind']) => findings.filter((finding) => finding.kind === kind).length;
  const add = (side: 'upstream' | 'own') =>
    minor(
      findings.reduce((sum, finding) => {
        const line = (finding as { readonly upstream?: UpstreamLine; readonly own?: OwnLine })[side];
        return sum + (line?.amountMinor ?? 0);
      }, 0),
    );
  return {
    same: count('same'),
    differs: count('differs'),
    doubleInFile: count('double_in_file'),
    doubleInLedger: count('double_in_ledger'),
    missingInLedger: count('missing_in_ledger'),
    missingInFile: count('missing_in_file'),
    fileMinor: add('upstream'),
    ledgerMinor: add('own'),
  };
}
