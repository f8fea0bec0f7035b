import { Type, type Static } from 'typebox';

const Amount = Type.String({ description: 'Decimal text with all decimals of the currency.' });

/** One line that is not the same on both sides. */
export const ReconciliationFinding = Type.Object(
  {
    kind: Type.Enum(['differs', 'double_in_file', 'double_in_ledger', 'missing_in_ledger', 'missing_in_file']),
    line: Type.Optional(Type.Integer({ description: 'Line of the file; absent for what only the ledger has.' })),
    ofLine: Type.Optional(Type.Integer({ description: 'Of a double: the line of the file that it repeats.' })),
    chargeId: Type.Optional(Type.String({ description: 'Line of the ledger; absent for what only the file has.' })),
    subscriptionId: Type.String(),
    chargeType: Type.String(),
    chargeStartDate: Type.String({ format: 'date' }),
    chargeEndDate: Type.String({ format: 'date' }),
    quantity: Type.Integer(),
    currency: Type.String(),
    fileAmount: Type.Optional(Amount),
    ledgerAmount: Type.Optional(Amount),
    difference: Type.Optional(Type.String({ description: 'File less ledger.' })),
    roundingModes: Type.Optional(
      Type.Array(Type.String(), { description: 'Ways of rounding that give the amount of the file; none: it is no matter of rounding.' }),
    ),
  },
  { title: 'ReconciliationFinding' },
);

export const Reconciliation = Type.Object(
  {
    kind: Type.Enum(['compared', 'invalid', 'other_partner', 'no_such_invoice']),
    same: Type.Integer(),
    differs: Type.Integer(),
    doubleInFile: Type.Integer(),
    doubleInLedger: Type.Integer(),
    missingInLedger: Type.Integer(),
    missingInFile: Type.Integer(),
    findings: Type.Array(ReconciliationFinding),
    errors: Type.Array(Type.Object({ line: Type.Integer(), column: Type.String(), problem: Type.String() })),
  },
  { title: 'Reconciliation' },
);

export const ReconciliationQuery = Type.Object({
  invoiceId: Type.Optional(
    Type.String({ description: 'Compare with this invoice; with all lines of the days of the file when left out.' }),
  ),
});

export type Reconciliation = Static<typeof Reconciliation>;
export type ReconciliationFinding = Static<typeof ReconciliationFinding>;
