import type { SkuId, UserId } from '../../kit/ids.ts';
import { isSameWay, type Decision, type License, type Person, type Setting } from './decision.ts';
import { freeSeats } from './grant.ts';
import type { LicenseRefusal } from './reasons.ts';

/** A user of the customer's directory with everything that decides about licences. */
export type DirectoryUser = Person & { readonly userId: UserId; readonly userPrincipalName: string; readonly displayName: string };

/** What happens to one user. A refused user stays as before, whatever happens to the others. */
export type Outcome = { readonly user: DirectoryUser } & (
  | ({ readonly kind: 'changed' } & Pick<Decision, 'after' | 'lost'>)
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly refusals: readonly LicenseRefusal[] }
);

/** Decides for one user; the same question for users whose facts are alike is answered once. */
export type Decide = (person: Person) => Decision;

/**
 * Goes through the users in their order and gives out seats: each user stands alone, and a seat that one gives back can
 * be taken by the next. Ten thousand users with alike facts cost one decision.
 */
export function planChanges(
  setting: Setting,
  asked: readonly { readonly user: DirectoryUser; readonly decide: Decide }[],
): readonly Outcome[] {
  const { products } = setting;
  const free = freeSeats(setting);
  const take = (skuId: SkuId, seats: number) => free.set(skuId, (free.get(skuId) ?? 0) - seats);
  return asked.map(({ user, decide }): Outcome => {
    const decision = decide(user);
    const without = decision.takes.filter((skuId) => (free.get(skuId) ?? 0) < 1);
    const refusals = [
      ...decision.refusals,
      ...without.map((skuId): LicenseRefusal => ({ code: 'count_violation', skuId, seats: products.get(skuId)?.seats ?? 0 })),
    ];
    // A product that the customer does not hold has no seats either; once is enough.
    const told = refusals.filter((refusal) => refusal.code !== 'count_violation' || products.get(refusal.skuId)?.isHeld === true);
    if (told.length > 0) return { user, kind: 'refused', refusals: told };
    for (const skuId of decision.takes) take(skuId, 1);
    for (const skuId of decision.frees) take(skuId, -1);
    return isSame(user.licenses, decision.after)
      ? { user, kind: 'unchanged' }
      : { user, kind: 'changed', after: decision.after, lost: decision.lost };
  });
}

/** A decision that is made once for all people with the same facts. */
export function remembered(decide: Decide): Decide {
  const known = new Map<string, Decision>();
  return (person) => {
    const key = JSON.stringify([person.usageLocation, person.state, person.licenses]);
    const decision = known.get(key) ?? decide(person);
    known.set(key, decision);
    return decision;
  };
}

/** The rows to write for what changed: licences to set and licences to take away, alike ones together. */
export function changesOf(outcomes: readonly Outcome[]): { readonly set: readonly Shared[]; readonly drop: readonly Shared[] } {
  const changed = outcomes.filter((outcome) => outcome.kind === 'changed');
  return {
    set: shared(
      changed.flatMap(({ user, after }) =>
        after
          .filter(
            (license) =>
              !isSame(
                user.licenses.filter((before) => isSameWay(before, license)),
                [license],
              ),
          )
          .map((license) => ({ user, license })),
      ),
    ),
    drop: shared(
      changed.flatMap(({ user, after }) =>
        user.licenses.filter((license) => !after.some((later) => isSameWay(later, license))).map((license) => ({ user, license })),
      ),
    ),
  };
}

/** One licence that many users get or lose. */
export type Shared = License & { readonly userIds: readonly UserId[] };

function shared(each: readonly { readonly user: DirectoryUser; readonly license: License }[]): readonly Shared[] {
  const together = Map.groupBy(each, ({ license }) => `${license.skuId} ${license.groupId} ${license.disabledPlanIds.join()}`);
  return [...together.values()].flatMap((members) => {
    const [first] = members;
    return first === undefined ? [] : [{ ...first.license, userIds: members.map(({ user }) => user.userId) }];
  });
}

function isSame(before: readonly License[], after: readonly License[]): boolean {
  const texts = (licenses: readonly License[]) =>
    licenses
      .map(({ skuId, groupId, disabledPlanIds }) => `${skuId} ${groupId} ${disabledPlanIds.toSorted().join()}`)
      .toSorted()
      .join('|');
  return texts(before) === texts(after);
}
