import type { License, SubscribedSku } from '../../../src/licenses/contract.ts';

/** What is chosen for one product. `disabledPlanIds` null: nobody said, the server keeps what is off as it is. */
export type Choice = { readonly isOn: boolean; readonly disabledPlanIds: readonly string[] | null };
export type Choices = Readonly<Record<string, Choice>>;

/** A change as the API takes it, for one user, many, or a group. */
export type LicenseChange = {
  readonly licensesToAssign: readonly { readonly skuId: string; readonly excludedPlans?: readonly string[] }[];
  readonly licensesToRemove: readonly string[];
};

/** A product that can be chosen. */
export type Product = {
  readonly skuId: string;
  readonly name: string;
  /** Free seats; null where nothing is known of seats. */
  readonly available: number | null;
  readonly plans: readonly { readonly id: string; readonly name: string }[];
};

const OFF: Choice = { isOn: false, disabledPlanIds: null };

export function choiceOf(choices: Choices, skuId: string): Choice {
  return choices[skuId] ?? OFF;
}

/** What a user holds directly, as a choice. */
export function choicesOf(licenses: readonly License[]): Choices {
  return Object.fromEntries(
    licenses.flatMap(({ productSku, assignments }): [string, Choice][] => {
      const direct = assignments.find(({ group }) => group === undefined);
      return direct === undefined ? [] : [[productSku.id, { isOn: true, disabledPlanIds: direct.disabledPlanIds }]];
    }),
  );
}

/** What is to be sent so that the one becomes the other, all in one operation; null where nothing changes. */
export function changeBetween(before: Choices, after: Choices): LicenseChange | null {
  const skuIds = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const licensesToAssign = skuIds.flatMap((skuId) => {
    const [was, is] = [choiceOf(before, skuId), choiceOf(after, skuId)];
    if (!is.isOn || (was.isOn && isSame(was.disabledPlanIds, is.disabledPlanIds))) return [];
    return [{ skuId, ...(is.disabledPlanIds === null ? {} : { excludedPlans: is.disabledPlanIds }) }];
  });
  const licensesToRemove = skuIds.filter((skuId) => choiceOf(before, skuId).isOn && !choiceOf(after, skuId).isOn);
  return licensesToAssign.length + licensesToRemove.length === 0 ? null : { licensesToAssign, licensesToRemove };
}

/** A choice with one service plan switched on or off. */
export function withPlan({ disabledPlanIds }: Choice, planId: string, isOn: boolean): Choice {
  const others = (disabledPlanIds ?? []).filter((id) => id !== planId);
  return { isOn: true, disabledPlanIds: isOn ? others : [...others, planId] };
}

/** The products that can be chosen: what the customer has seats of, and what somebody holds without. */
export function productsOf(skus: readonly SubscribedSku[], licenses: readonly License[] = []): readonly Product[] {
  const known = skus.map(({ productSku, servicePlans, availableUnits }) => productOf(productSku, servicePlans, availableUnits));
  const others = licenses
    .filter(({ productSku }) => !known.some(({ skuId }) => skuId === productSku.id))
    .map(({ productSku, servicePlans }) => productOf(productSku, servicePlans, null));
  return [...known, ...others];
}

function productOf({ id, name }: License['productSku'], plans: License['servicePlans'], available: number | null): Product {
  return { skuId: id, name, available, plans: plans.map((plan) => ({ id: plan.id, name: plan.displayName })) };
}

function isSame(one: readonly string[] | null, other: readonly string[] | null): boolean {
  return (one ?? []).toSorted().join() === (other ?? []).toSorted().join();
}
