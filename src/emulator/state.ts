import type { FaultOrder } from './contract.ts';
import { decide, type Asked, type FaultRule } from './fault-rules.ts';
import type { Snapshot } from './commands.ts';
import type { Traffic } from './traffic.ts';

/** What the emulator remembers while it runs. */
export type EmulatorState = {
  readonly traffic: Traffic;
  readonly rules: () => readonly FaultRule[];
  readonly addRule: (ruleId: string, order: FaultOrder) => FaultRule;
  readonly removeRules: (ruleId?: string) => void;
  /** What the rules let happen to a request, counted as seen. */
  readonly decideFor: (asked: Asked) => FaultOrder | null;
  readonly snapshots: Map<string, Snapshot>;
};

/** The name of the state that the emulator started with. */
export const START = 'start';

export function openState(traffic: Traffic): EmulatorState {
  let rules: readonly FaultRule[] = [];
  return {
    traffic,
    rules: () => rules,
    addRule: (ruleId, order) => {
      const rule = { ruleId, order, seen: 0, happened: 0 };
      rules = [...rules, rule];
      return rule;
    },
    removeRules: (ruleId) => {
      rules = ruleId === undefined ? [] : rules.filter((rule) => rule.ruleId !== ruleId);
    },
    decideFor: (asked) => {
      const decision = decide(rules, asked);
      rules = decision.rules;
      return decision.order;
    },
    snapshots: new Map(),
  };
}
