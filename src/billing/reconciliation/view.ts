import { unreachable } from '../../kit/brand.ts';
import { minor, toDecimalText, type Minor } from '../../kit/money.ts';
import type { ReconcileOutcome } from './commands.ts';
import { totalsOf, type Finding, type OwnLine, type UpstreamLine } from './compare.ts';
import type * as wire from './contract.ts';

const NOTHING = { same: 0, differs: 0, doubleInFile: 0, doubleInLedger: 0, missingInLedger: 0, missingInFile: 0, findings: [], errors: [] };

/** A comparison as the command line and the API tell it: every line that is not the same, and how many are. */
export function reconciliationView(outcome: ReconcileOutcome): wire.Reconciliation {
  switch (outcome.kind) {
    case 'compared': {
      const { fileMinor: _file, ledgerMinor: _ledger, ...counts } = totalsOf(outcome.findings);
      return { ...NOTHING, ...counts, kind: 'compared', findings: outcome.findings.flatMap(findingView) };
    }
    case 'invalid':
      return { ...NOTHING, kind: 'invalid', errors: outcome.errors.map((error) => ({ ...error })) };
    case 'other_partner':
    case 'no_such_invoice':
      return { ...NOTHING, kind: outcome.kind };
    default:
      return unreachable(outcome);
  }
}

function findingView(finding: Finding): wire.ReconciliationFinding[] {
  switch (finding.kind) {
    case 'same':
      return [];
    case 'differs': {
      const { upstream, own, modes } = finding;
      const difference = money(minor(upstream.amountMinor - own.amountMinor), own);
      return [
        { kind: finding.kind, ...fileView(upstream), ...ledgerView(own), ...lineView(upstream), difference, roundingModes: [...modes] },
      ];
    }
    case 'double_in_file':
      return [{ kind: finding.kind, ...fileView(finding.upstream), ...lineView(finding.upstream), ofLine: finding.of.line }];
    case 'missing_in_ledger':
      return [{ kind: finding.kind, ...fileView(finding.upstream), ...lineView(finding.upstream) }];
    case 'double_in_ledger':
    case 'missing_in_file':
      return [{ kind: finding.kind, ...ledgerView(finding.own), ...lineView(finding.own) }];
    default:
      return unreachable(finding);
  }
}

function lineView({ subscriptionId, chargeType, from, to, quantity, currency }: UpstreamLine | OwnLine) {
  return { subscriptionId, chargeType, chargeStartDate: from, chargeEndDate: to, quantity, currency };
}

function fileView(line: UpstreamLine) {
  return { line: line.line, fileAmount: money(line.amountMinor, line) };
}

function ledgerView(line: OwnLine) {
  return { chargeId: line.chargeId, ledgerAmount: money(line.amountMinor, line) };
}

function money(amountMinor: Minor, { currency }: Pick<OwnLine, 'currency'>): string {
  return toDecimalText({ amountMinor, currency });
}
