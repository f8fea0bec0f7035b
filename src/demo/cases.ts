import type { DemoCase } from './case.ts';
import { NEW_COMMERCE_CASES } from './cases-new-commerce.ts';
import { LEFT_BEHIND_CASES } from './cases-left-behind.ts';
import { REFUSED_CASES } from './cases-refused.ts';
import { UNMOVED_CASES, UPGRADE_CASES } from './cases-upgrade.ts';

/** Every customer of the demo world that is known by name, in the order in which the manual lists them. */
export const DEMO_CASES: readonly DemoCase[] = [
  ...UPGRADE_CASES,
  ...UNMOVED_CASES,
  ...LEFT_BEHIND_CASES,
  ...REFUSED_CASES,
  ...NEW_COMMERCE_CASES,
];
