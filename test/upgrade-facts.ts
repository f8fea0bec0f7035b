import type { Caller } from '../src/access/caller.ts';
import { day } from '../src/kit/dates.ts';
import type { Subscription } from '../src/subscriptions/subscription.ts';
import type { TenantFacts } from '../src/subscriptions/tenant/facts.ts';
import type { UpgradeFacts } from '../src/upgrades/facts.ts';
import { agentOf } from './callers.ts';
import { smallCatalog } from './small-catalog.ts';
import { contoso, subscription, us } from './tenant-facts.ts';

/** What is different from an upgrade of Contoso's ten seats of Basic that nothing stands against. */
export type Situation = {
  readonly customer?: Partial<TenantFacts>;
  readonly source?: Partial<Subscription>;
  /** What Contoso has beside the source. */
  readonly beside?: readonly Subscription[];
  readonly caller?: Caller;
  readonly today?: string;
};

/** The subscription that is upgraded. */
export const source = subscription('source');

/** What the law of upgrades decides on: an admin agent asks on 11 June 2026, unless the situation says something else. */
export function upgradeFacts({
  customer = {},
  source: change = {},
  beside = [],
  caller,
  today = '2026-06-11',
}: Situation = {}): UpgradeFacts {
  const changed = { ...source, ...change };
  return {
    customer: { ...contoso, subscriptions: [changed, ...beside], ...customer },
    source: changed,
    caller: caller ?? agentOf(us, 'admin_agent'),
    catalog: smallCatalog,
    today: day(today),
  };
}
