/** The law: files that decide and count, and that nothing but their arguments has a say in. */
export const AREAS: Readonly<Record<string, readonly string[]>> = {
  billing: [
    'src/billing/advance.ts',
    'src/billing/charge.ts',
    'src/billing/cycle-change.ts',
    'src/billing/new-commerce.ts',
    'src/billing/period.ts',
    'src/billing/prices/margin.ts',
    'src/billing/profile.ts',
    'src/billing/rounding.ts',
  ],
  subscriptions: ['src/subscriptions/change/plan.ts', 'src/subscriptions/tenant/holdings.ts', 'src/subscriptions/tenant/seats.ts'],
  licenses: [
    'src/licenses/assignment/decision.ts',
    'src/licenses/assignment/plan.ts',
    'src/licenses/assignment/rules.ts',
    'src/licenses/transfer.ts',
  ],
  upgrades: [
    'src/upgrades/add-ons.ts',
    'src/upgrades/eligibility.ts',
    'src/upgrades/outcome.ts',
    'src/upgrades/plan.ts',
    'src/upgrades/promise.ts',
    'src/upgrades/left-behind/plan.ts',
    'src/upgrades/transitions/eligibility.ts',
    'src/upgrades/transitions/plan.ts',
    'src/upgrades/undo/add-ons.ts',
    'src/upgrades/undo/undo.ts',
  ],
};
