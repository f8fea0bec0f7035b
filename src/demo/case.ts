import type { Role } from '../access/caller.ts';
import type { LeftBehindCode } from '../licenses/transfer-reasons.ts';
import type { ReasonCode } from '../upgrades/reasons.ts';
import { assignAll, hireMany } from './directory.ts';
import { agree, tie, type Draft } from './draft.ts';
import type { PartnerKey } from './partners.ts';
import type { SubscriptionRow, UserRow } from './rows.ts';
import { sell, type Sale } from './selling.ts';

/** A customer that exists to show one thing, with a subscription by the name of `source`. Everything else about it is in order. */
export type DemoCase = {
  /** By this name the cast lists it; its ids follow from it. */
  readonly name: string;
  /** Whose sign-in shows it. */
  readonly partner: PartnerKey;
  /** Who sells to the customer; the partner where nothing is said. */
  readonly seller?: PartnerKey;
  readonly reseller?: PartnerKey;
  readonly country: string;
  /** One sentence: what there is to see. */
  readonly says: string;
  /** Key of the offer to upgrade to, where the case is about one. */
  readonly target?: string;
  /** Seats to ask for, where the case is about that. */
  readonly quantity?: number;
  /** What the law says against the target, in order; nothing where the upgrade goes through. */
  readonly reasons: readonly ReasonCode[];
  /** What the law says against moving the users along, though the seats can be upgraded. */
  readonly transferReasons: readonly ReasonCode[];
  /** Who has to sign in to see it; an admin agent where nothing is said. */
  readonly signIn?: Role | 'application';
  /** Why users stay behind when the upgrade is done, without repetitions. */
  readonly leftBehind: readonly LeftBehindCode[];
  /** Whether the case is about one user, whose name is `user`. */
  readonly hasUser: boolean;
  readonly write: (draft: Draft) => void;
};

type Told = Omit<DemoCase, 'reasons' | 'transferReasons' | 'leftBehind' | 'hasUser'>;

/** A case in which the law refuses the upgrade for exactly this reason. */
export function refused(reason: ReasonCode, told: Told): DemoCase {
  return { ...told, reasons: [reason], transferReasons: [], leftBehind: [], hasUser: false };
}

/** A case in which the upgrade goes through and somebody, the user by the name of `user`, stays behind. */
export function leavesBehind(codes: readonly LeftBehindCode[], told: Told): DemoCase {
  return { ...told, reasons: [], transferReasons: [], leftBehind: codes, hasUser: true };
}

/** A case in which the seats can be upgraded, but nobody moves along, for this reason. */
export function movesNobody(reason: ReasonCode, told: Told): DemoCase {
  return { ...told, reasons: [], transferReasons: [reason], leftBehind: ['transfer_not_requested'], hasUser: false };
}

/** A case in which everything goes well. */
export function goesWell(told: Told, { hasUser } = { hasUser: false }): DemoCase {
  return { ...told, reasons: [], transferReasons: [], leftBehind: [], hasUser };
}

/** What most cases begin with: a customer in good order with one subscription by the name of `source` and its users. */
export function startOrderly(
  draft: Draft,
  source: Sale,
  people = 8,
): { readonly source: SubscriptionRow; readonly users: readonly UserRow[] } {
  tie(draft);
  agree(draft);
  return sellAndStaff(draft, { ...source, name: source.name ?? 'source' }, people);
}

/** Sells a subscription with two seats to spare, and gives it to so many new people. */
export function sellAndStaff(
  draft: Draft,
  sale: Sale,
  people: number,
): { readonly source: SubscriptionRow; readonly users: readonly UserRow[] } {
  const source = sell(draft, { quantity: people + 2, ...sale });
  const users = hireMany(draft, people);
  assignAll(draft, users, draft.setting.offer(sale.offer));
  return { source, users };
}
