import { readFileSync } from 'node:fs';
import type { Equivalent, Mutant } from './edit.ts';
import { BILLING } from './equivalents/billing.ts';
import { LICENSES } from './equivalents/licenses.ts';
import { SUBSCRIPTIONS } from './equivalents/subscriptions.ts';
import { UPGRADES } from './equivalents/upgrades.ts';

/** All that are known, each with the reason. */
export const EQUIVALENT: readonly Equivalent[] = [...BILLING, ...SUBSCRIPTIONS, ...LICENSES, ...UPGRADES];

/** Whether a mistake is known to make no difference. */
export function isEquivalent(file: string, mutant: Mutant): boolean {
  const line = readFileSync(file, 'utf8').split('\n')[mutant.line - 1] ?? '';
  return EQUIVALENT.some((each) => each.file === file && line.includes(each.line) && each.what.includes(mutant.what));
}
