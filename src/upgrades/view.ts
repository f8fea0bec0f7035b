import { generationOf, type ClientGeneration } from '../access/generation.ts';
import { priceOn, type Catalog } from '../catalog/catalog.ts';
import { offerName } from '../catalog/names.ts';
import { offerView } from '../catalog/view.ts';
import type { Charge } from '../billing/charge.ts';
import { billLineView, moneyView } from '../billing/view.ts';
import { directoryRole } from '../customers/delegation/roles.ts';
import type { SubscriptionId, UserId } from '../kit/ids.ts';
import { inLocale, type Locale } from '../kit/locale.ts';
import type { LeftBehind } from '../licenses/transfer.ts';
import { licenseNamesOf } from '../licenses/names.ts';
import { explainLeftBehind, servicesConcerned } from '../licenses/transfer-words.ts';
import type { ChargeLine, LeftBehindUser, ReasonView, Upgrade, UpgradeError } from './contract.ts';
import type { UpgradeType, Verdict } from './eligibility.ts';
import type { UpgradeFacts } from './facts.ts';
import { leftBehindRemedies } from './left-behind/remedies.ts';
import type { Reason, ReasonCode } from './reasons.ts';
import { remediesFor } from './remedies.ts';
import type { DirectoryPerson } from './store.ts';
import { explain } from './words.ts';

/** UpgradeErrorCode of the SDKs. Reasons that Partner Center does not know travel as 0, with the code in `additionalDetails`. */
const WIRE_CODES: Partial<Readonly<Record<ReasonCode, number>>> = {
  delegated_admin_permissions_disabled: 1,
  subscription_status_not_active: 2,
  conflicting_service_types: 3,
  concurrency_conflicts: 4,
  user_context_required: 5,
  subscription_add_ons_present: 6,
  add_on_choice_impossible: 6,
  add_on_needed_by_left_behind: 6,
  subscription_does_not_have_any_upgrade_paths: 7,
  subscription_target_offer_not_found: 8,
  subscription_not_provisioned: 9,
};

/** Codes that exist only in the newest SDK; older ones fail on them and get 0. */
const NEWEST_CODES: Partial<Readonly<Record<ReasonCode, number>>> = {
  offer_does_not_support_billing_cycle: 10,
  insufficient_granular_admin_permissions: 11,
};

export type Shown = {
  /** What the client can read; what all can when left out. */
  readonly generation?: ClientGeneration;
  readonly catalog: Catalog;
  readonly locale: Locale;
  /** The names of groups by their ids, where somebody looked them up. */
  readonly groups?: ReadonlyMap<string, string>;
};

/** The items for one target: one where the verdict is clear, two where the seats could be upgraded but not the users. */
export function upgradeViews(facts: UpgradeFacts, verdict: Verdict, locale: Locale): Upgrade[] {
  const { reasons, transferReasons } = verdict;
  const item = (upgradeType: UpgradeType, against: readonly Reason[]) => upgradeView(facts, verdict, upgradeType, against, locale);
  if (reasons.length > 0 || transferReasons.length === 0) return [item('upgrade_with_license_transfer', [...reasons, ...transferReasons])];
  return [item('upgrade_only', []), item('upgrade_with_license_transfer', transferReasons)];
}

function upgradeView(facts: UpgradeFacts, verdict: Verdict, upgradeType: UpgradeType, reasons: readonly Reason[], locale: Locale): Upgrade {
  const { catalog, customer, source, today } = facts;
  const offer = catalog.offers.get(verdict.targetOfferId);
  if (offer === undefined) throw new Error(`no such offer: ${verdict.targetOfferId}`);
  const { currency } = customer.partner;
  // What the provider asks is between the provider and its reseller.
  const isSeller = facts.caller.partnerId === customer.partner.id;
  const price = isSeller ? priceOn(catalog, { offerId: offer.id, currency, billingCycle: source.billingCycle, on: today }) : null;
  return {
    targetOffer: offerView(catalog, offer, { country: customer.country, locale }),
    upgradeType,
    isEligible: reasons.length === 0,
    quantity: verdict.quantity,
    upgradeErrors: reasons.map((reason) => errorView(reason, source.id, { catalog, locale, generation: generationOf(facts.caller) })),
    ...(price === null ? {} : { unitPrice: moneyView(price.listMinor, currency) }),
    attributes: { objectType: 'Upgrade' },
  };
}

/** A refusal as the SDKs read it, with our own account of it beside. */
export function errorView(reason: Reason, sourceId: SubscriptionId, { catalog, locale, generation }: Shown): UpgradeError {
  const newest = generation === 'newest' ? NEWEST_CODES[reason.code] : undefined;
  const details = reason.code === 'subscription_status_not_active' ? reason.status : reason.code;
  return {
    code: newest ?? WIRE_CODES[reason.code] ?? 0,
    description: explain(reason, catalog, locale),
    additionalDetails: details,
    reason: reasonView(reason, sourceId, { catalog, locale }),
    attributes: { objectType: 'UpgradeError' },
  };
}

export function reasonView(reason: Reason, sourceId: SubscriptionId, shown: Shown): ReasonView {
  const { code, ...facts } = reason;
  return {
    code,
    facts: named(facts, shown) as Record<string, unknown>,
    remedies: remediesFor(reason, sourceId).map((remedy) => named(remedy, shown) as { kind: string }),
  };
}

/** Adds the names of offers and services beside their ids, so that no client must look them up. */
function named(value: unknown, shown: Shown): unknown {
  if (Array.isArray(value)) return value.map((entry) => named(entry, shown));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, member]): [string, unknown][] => {
    if (member === null) return [];
    return [[key, named(member, shown)], ...namesOf(key, member, shown)];
  });
  return Object.fromEntries(entries);
}

function namesOf(key: string, member: unknown, shown: Shown): [string, unknown][] {
  const { catalog, locale } = shown;
  switch (key) {
    case 'offerId':
    case 'targetOfferId':
      return [[key.replace('Id', 'Name'), offerName(catalog, member as never, locale)]];
    case 'pathsTo':
    case 'offerIds':
      return [['offerNames', (member as never[]).map((id) => offerName(catalog, id, locale))]];
    case 'directoryRoles':
      return [['directoryRoleNames', (member as readonly string[]).map((id) => roleName(id, locale))]];
    case 'groupIds':
      return groupNamesOf(member, shown);
    default:
      return licenseNamesOf(key, member, shown);
  }
}

/** The names of those groups that somebody looked up. */
function groupNamesOf(member: unknown, { groups }: Shown): [string, unknown][] {
  const names = (member as readonly string[]).flatMap((id) => groups?.get(id) ?? []);
  return names.length === 0 ? [] : [['groupNames', names]];
}

function roleName(id: string, locale: Locale): string {
  const role = directoryRole(id);
  return role === undefined ? id : inLocale(role.name, locale);
}

/** A line of the bill, with its last day inclusive as bills print it. */
export function lineView(charge: Charge, sourceId: SubscriptionId, { catalog, locale }: Shown): ChargeLine {
  return {
    subscription: whose(charge, sourceId),
    chargeType: charge.chargeType,
    ...billLineView(charge, offerName(catalog, charge.offerId, locale)),
  };
}

/** The credit for something that is neither the source nor bought is one for an add-on that ended with the upgrade. */
function whose({ subscriptionId, cause }: Charge, sourceId: SubscriptionId): ChargeLine['subscription'] {
  if (subscriptionId === sourceId) return 'source';
  return cause === 'upgrade_cancel' ? 'add_on' : 'target';
}

/** The people of the groups, each with reasons, services and facts in the asked language. */
export function leftBehindViews(
  groups: readonly LeftBehind[],
  people: ReadonlyMap<UserId, DirectoryPerson>,
  shown: Shown,
): LeftBehindUser[] {
  return groups.flatMap(({ userIds, reasons }) => {
    const told = reasons.map((reason) => {
      const { code, ...facts } = reason;
      return {
        code,
        description: explainLeftBehind(reason, shown.catalog, shown.locale),
        services: [...servicesConcerned(reason, shown.catalog, shown.locale)],
        facts: named(facts, shown) as Record<string, unknown>,
        remedies: leftBehindRemedies(reason).map((remedy) => named(remedy, shown) as { kind: string }),
      };
    });
    return userIds.map((userId) => {
      const person = people.get(userId);
      return { userId, displayName: person?.displayName ?? '', userPrincipalName: person?.userPrincipalName ?? '', reasons: told };
    });
  });
}
