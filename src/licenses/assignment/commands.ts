import type { Answer } from '../../audit/store.ts';
import { recordAudit } from '../../audit/store.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { offerOfSku } from '../../catalog/held-products.ts';
import { isGuid, type SkuId, type UserId } from '../../kit/ids.ts';
import type { Tx } from '../../platform/db.ts';
import {
  admit,
  changeOnce,
  type Answered,
  type Done,
  type NotDelegated,
  type NotReady,
  type Present,
  type Surroundings,
} from '../commands.ts';
import type { DirectoryRequest } from '../request.ts';
import { licenseAudit } from './audit.ts';
import type { Setting } from './decision.ts';
import type { FileLine, LineError } from './upload/file.ts';
import { changesOf, planChanges, remembered, type Decide, type DirectoryUser, type Outcome } from './plan.ts';
import type { LicenseRefusal } from './reasons.ts';
import { dropLicenses, findUserIds, gatherLicenses, setLicenses, type LicenseFacts } from './store.ts';
import { decideUpdate, type LicenseUpdate } from './update.ts';

/** One user with what is to change for them; the line of the file where it comes from one. */
export type UserUpdate = { readonly userId: UserId; readonly update: LicenseUpdate; readonly line?: number };

/** What happened to one user that was asked for; null where the customer has no such user. */
export type UserOutcome = { readonly asked: UserUpdate; readonly outcome: Outcome | null };

export type UpdateRequest = DirectoryRequest & {
  /** Only work it out: nothing is written. */
  readonly preview: boolean;
  /** Words the answer; it is kept with the effect, so that a repeat reads the same. */
  readonly answer: (outcomes: readonly UserOutcome[], catalog: Catalog) => Answer;
};

/** Changes the licences of users, each on its own, in one transaction and without a round trip for each. */
export function updateLicenses(
  tx: Tx,
  request: UpdateRequest & { readonly updates: readonly UserUpdate[] },
  around: Surroundings,
): Promise<NotReady | NotDelegated | Answered> {
  return changeOnce(tx, request, around, () => carryOut(tx, request, request.updates, around));
}

/** Changes the licences of one user, or says everything that is against it. */
export function updateLicensesOf(
  tx: Tx,
  request: Omit<UpdateRequest, 'preview'> & { readonly userId: UserId; readonly update: LicenseUpdate },
  around: Surroundings,
): Promise<
  | NotReady
  | NotDelegated
  | { readonly kind: 'refused'; readonly user: DirectoryUser | null; readonly refusals: readonly LicenseRefusal[] }
  | Answered
> {
  return changeOnce(tx, request, around, async () => {
    const planned = await plan(tx, request, [request], around);
    if (planned.kind !== 'planned') return planned;
    const [only] = planned.outcomes;
    const outcome = only?.outcome ?? null;
    if (outcome === null) return { kind: 'refused', user: null, refusals: [{ code: 'user_not_found' }] };
    if (outcome.kind === 'refused') return { kind: 'refused', user: outcome.user, refusals: outcome.refusals };
    return done({ ...request, preview: false }, planned);
  });
}

/** Changes the licences that the lines of a file ask for; not one of them when a line names a user who is not there. */
export function updateLicensesByFile(
  tx: Tx,
  request: UpdateRequest & { readonly lines: readonly FileLine[] },
  around: Surroundings,
): Promise<NotReady | NotDelegated | { readonly kind: 'wrong_lines'; readonly errors: readonly LineError[] } | Answered> {
  return changeOnce(tx, request, around, async () => {
    const names = request.lines.map(({ user }) => user).filter((user) => !isGuid(user));
    const known = await findUserIds(tx, request.scope, names);
    if (known === null) return { kind: 'no_such_customer' as const };
    const found = request.lines.map(({ line, user, update }) => ({
      line,
      user,
      update,
      userId: isGuid(user) ? (user.toLowerCase() as UserId) : known.get(user.toLowerCase()),
    }));
    const updates = found.flatMap(({ line, update, userId }): UserUpdate[] => (userId === undefined ? [] : [{ line, update, userId }]));
    const errors = found
      .filter(({ userId }) => userId === undefined)
      .map(({ line, user }) => ({
        line,
        why: { en: `the customer has no active user ${user}`, zhTW: `客戶沒有作用中的使用者 ${user}` },
      }));
    return errors.length > 0 ? { kind: 'wrong_lines' as const, errors } : carryOut(tx, request, updates, around);
  });
}

async function carryOut(
  tx: Tx,
  request: UpdateRequest,
  updates: readonly UserUpdate[],
  around: Surroundings,
): Promise<NotReady | NotDelegated | Done> {
  const planned = await plan(tx, request, updates, around);
  return planned.kind === 'planned' ? done(request, planned) : planned;
}

type Planned = {
  readonly kind: 'planned';
  readonly present: Present;
  readonly facts: LicenseFacts;
  readonly outcomes: readonly UserOutcome[];
};

async function plan(
  tx: Tx,
  request: DirectoryRequest,
  updates: readonly UserUpdate[],
  around: Surroundings,
): Promise<NotReady | NotDelegated | Planned> {
  const changes = [...new Set(updates.map(({ update }) => update))];
  const skuIds = [...new Set(changes.flatMap(({ assign, remove }) => [...assign.map(({ skuId }) => skuId), ...remove]))];
  const gathered = await gatherLicenses(tx, request.scope, { skuIds, userIds: updates.map(({ userId }) => userId) });
  const admitted = admit(gathered, around, (catalog) => adminServices(catalog, skuIds));
  if (admitted.kind !== 'admitted') return admitted;
  const { facts, present } = admitted;
  const setting: Setting = { catalog: present.catalog, products: new Map(facts.products.map((product) => [product.skuId, product])) };
  const decisions = new Map(
    changes.map((update): [LicenseUpdate, Decide] => [update, remembered((person) => decideUpdate(setting, person, update))]),
  );
  const people = new Map(facts.users.map((user) => [user.userId, user]));
  const asked = updates.flatMap(({ userId, update }) => {
    const [user, decide] = [people.get(userId), decisions.get(update)];
    return user === undefined || decide === undefined ? [] : [{ user, decide }];
  });
  const outcomes = new Map(planChanges(setting, asked).map((outcome) => [outcome.user.userId, outcome]));
  return {
    kind: 'planned',
    present,
    facts,
    outcomes: updates.map((each) => ({ asked: each, outcome: outcomes.get(each.userId) ?? null })),
  };
}

/** The services over whose administration the customer must have given delegated privileges. */
export function adminServices(catalog: Catalog, skuIds: readonly SkuId[]): readonly string[] {
  return skuIds.map((skuId) => offerOfSku(catalog, skuId)?.adminService).filter((service) => service !== undefined);
}

function done(request: UpdateRequest, { facts, outcomes, present: { catalog, now, newId } }: Planned): Done {
  const answer = request.answer(outcomes, catalog);
  const decided = outcomes.map(({ outcome }) => outcome).filter((outcome) => outcome !== null);
  const { set, drop } = changesOf(decided);
  if (request.preview || set.length + drop.length === 0) return { kind: 'done', answer, writes: [] };
  const audit = licenseAudit(decided, { actor: request.actor, companyName: facts.companyName, at: now, newId });
  return { kind: 'done', answer, writes: [setLicenses(set, now), dropLicenses(drop), recordAudit(audit)] };
}
