import type { ReasonView, Upgrade } from '../../src/upgrades/contract.ts';
import type { UpgradeType } from './previewUpgrade.ts';

/** A refusal: the server's account of it, and its sentence for where we have no words of our own. */
export type Refusal = { readonly reason: ReasonView; readonly description: string };

/** One product to upgrade to, with both ways to do it. */
export type Target = {
  readonly offer: Upgrade['targetOffer'];
  readonly unitPrice: Upgrade['unitPrice'];
  readonly quantity: number;
  /**
   * `open`: can be done as it is. `adjustable`: can be done with another number of seats, or once it is said what becomes
   * of the add-ons: the form offers both.
   * `closed`: something outside the form stands in the way.
   */
  readonly state: 'open' | 'adjustable' | 'closed';
  /** The ways that are open as they are, the better one first. */
  readonly openTypes: readonly UpgradeType[];
  /** What stands in the way of the upgrade as such. */
  readonly refusals: readonly Refusal[];
  /** What stands in the way of moving the users along, though the subscription could be upgraded. */
  readonly againstMoving: readonly Refusal[];
};

/** Puts the upgrades of one subscription together by target; those that can be done come first, otherwise in the server's order. */
export function targetsOf(upgrades: readonly Upgrade[]): readonly Target[] {
  const byOffer = Map.groupBy(upgrades, ({ targetOffer }) => targetOffer.id);
  const targets = [...byOffer.values()].flatMap(targetOf);
  return targets.toSorted((a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state));
}

/** The reasons against a whole subscription: those that all its targets share, and those of single targets. */
export function refusalsOverall(targets: readonly Target[]): {
  readonly shared: readonly Refusal[];
  readonly single: readonly { readonly target: Target; readonly refusals: readonly Refusal[] }[];
} {
  const isShared = (refusal: Refusal) => targets.every(({ refusals }) => refusals.some((other) => isSame(refusal, other)));
  return {
    shared: (targets[0]?.refusals ?? []).filter(isShared),
    single: targets
      .map((target) => ({ target, refusals: target.refusals.filter((refusal) => !isShared(refusal)) }))
      .filter(({ refusals }) => refusals.length > 0),
  };
}

const STATES = ['open', 'adjustable', 'closed'];

function targetOf(ways: readonly Upgrade[]): readonly Target[] {
  const [first] = ways;
  if (first === undefined) return [];
  // Who may upgrade is said beside the button; what can be upgraded is of interest to everybody who may look.
  const all = distinct(ways.flatMap(({ upgradeErrors }) => upgradeErrors)).filter(({ reason }) => reason.code !== 'role_may_not_upgrade');
  const againstMoving = all.filter(concernsMovingOnly);
  const refusals = all.filter((refusal) => !concernsMovingOnly(refusal));
  const isOpen = refusals.length === 0;
  const isAdjustable = refusals.every(canBeDecidedInForm);
  return [
    {
      offer: first.targetOffer,
      unitPrice: first.unitPrice,
      quantity: first.quantity,
      state: isOpen ? 'open' : isAdjustable ? 'adjustable' : 'closed',
      openTypes: againstMoving.length === 0 ? ['upgrade_with_license_transfer', 'upgrade_only'] : ['upgrade_only'],
      refusals,
      againstMoving,
    },
  ];
}

/** Another number of seats, or what becomes of each add-on, is chosen in the form itself. */
function canBeDecidedInForm({ reason: { remedies } }: Refusal): boolean {
  const has = (wanted: string) => remedies.some(({ kind }) => kind === wanted);
  return has('change_quantity') || (has('decide_add_ons') && !has('cancel_add_ons'));
}

function concernsMovingOnly({ reason }: Refusal): boolean {
  return reason.remedies.some(({ kind }) => kind === 'upgrade_without_moving_users');
}

function distinct(refusals: readonly Refusal[]): readonly Refusal[] {
  return refusals.filter((refusal, index) => refusals.findIndex((other) => isSame(refusal, other)) === index);
}

function isSame(a: Refusal, b: Refusal): boolean {
  return a.reason.code === b.reason.code && JSON.stringify(a.reason.facts) === JSON.stringify(b.reason.facts);
}
