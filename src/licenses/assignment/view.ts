import type { Catalog } from '../../catalog/catalog.ts';
import { offerOfSku } from '../../catalog/held-products.ts';
import type { CustomerId, UserId } from '../../kit/ids.ts';
import { inLocale, type Locale } from '../../kit/locale.ts';
import { namedFacts } from '../names.ts';
import { planName } from '../transfer-words.ts';
import type { UserOutcome } from './commands.ts';
import type * as wire from './contract.ts';
import type { DirectoryUser, Outcome } from './plan.ts';
import { inOrder, type LicenseRefusal } from './reasons.ts';
import type { LicenseUpdate } from './update.ts';
import { explainRefusal, servicesRefused } from './words.ts';

export type Shown = { readonly catalog: Catalog; readonly locale: Locale };

/** What was done to one user, in the shape that the SDKs read. */
export function updateView(update: LicenseUpdate, outcome: Outcome | null, shown: Shown): wire.LicenseUpdate {
  const after = outcome?.kind === 'changed' ? outcome.after : [];
  const disabledOf = (skuId: string) => after.find((license) => license.skuId === skuId && license.groupId === null)?.disabledPlanIds ?? [];
  return {
    licensesToAssign: update.assign.map(({ skuId, disabledPlanIds }) => ({
      skuId,
      excludedPlans: [...(disabledPlanIds ?? disabledOf(skuId))],
    })),
    licensesToRemove: [...update.remove],
    licenseWarnings:
      outcome?.kind === 'changed' && outcome.lost.length > 0
        ? [
            lostWarning(
              outcome.lost.map((id) => planName(shown.catalog, id, shown.locale)),
              shown,
            ),
          ]
        : [],
    attributes: { objectType: 'LicenseUpdate' },
  };
}

function lostWarning(servicePlans: string[], { locale }: Shown): wire.LicenseWarning {
  const message = inLocale({ en: 'The user no longer has these services.', zhTW: '使用者不再擁有這些服務。' }, locale);
  return { code: 'services_lost', message, servicePlans };
}

/** What happened to many users. */
export function updatesView(outcomes: readonly UserOutcome[], preview: boolean, shown: Shown): wire.LicenseUpdates {
  const results = outcomes.map((each) => resultView(each, shown));
  const count = (outcome: wire.LicenseUpdateResult['outcome']) => results.filter((result) => result.outcome === outcome).length;
  return {
    preview,
    usersChanged: count('changed'),
    usersUnchanged: count('unchanged'),
    usersRefused: count('refused'),
    results,
    attributes: { objectType: 'LicenseUpdates' },
  };
}

function resultView({ asked, outcome }: UserOutcome, shown: Shown): wire.LicenseUpdateResult {
  const refusals: readonly LicenseRefusal[] =
    outcome === null ? [{ code: 'user_not_found' }] : outcome.kind === 'refused' ? outcome.refusals : [];
  const lost = outcome?.kind === 'changed' ? outcome.lost : [];
  return {
    ...personView(asked.userId, outcome?.user ?? null),
    ...(asked.line === undefined ? {} : { line: asked.line }),
    outcome: outcome?.kind ?? 'refused',
    reasons: inOrder(refusals).map((refusal) => reasonView(refusal, shown)),
    servicesLost: lost.map((id) => planName(shown.catalog, id, shown.locale)),
  };
}

function personView(userId: UserId, user: DirectoryUser | null) {
  return { userId, userPrincipalName: user?.userPrincipalName ?? '', displayName: user?.displayName ?? '' };
}

/** A refusal for people and for programs. */
export function reasonView(refusal: LicenseRefusal, { catalog, locale }: Shown): wire.LicenseReason {
  const { code, ...facts } = refusal;
  return {
    code,
    description: explainRefusal(refusal, catalog, locale),
    services: [...servicesRefused(refusal, catalog, locale)],
    facts: namedFacts(facts, { catalog, locale }),
  };
}

/** Refusals of one user as the fault of the public API: its code is that of the gravest; `data` names cause, user and services. */
export function refusalFault(
  refusals: readonly LicenseRefusal[],
  { user, customerId }: { readonly user: DirectoryUser; readonly customerId: CustomerId },
  shown: Shown,
): { readonly code: number; readonly description: string; readonly data: readonly string[] } {
  const [gravest] = refusals;
  const sentences = refusals.map((refusal) => {
    const word = DIRECTORY_WORDS[refusal.code];
    return `${word === undefined ? '' : `${word}: `}${explainRefusal(refusal, shown.catalog, shown.locale)}`;
  });
  const description = `${user.userPrincipalName}: ${sentences.join(' ')}`;
  if (gravest?.code === 'count_violation') {
    const part = offerOfSku(shown.catalog, gravest.skuId)?.skuPartNumber ?? '';
    return {
      code: NO_FREE_LICENSE,
      description,
      data: [`${customerId} ${gravest.skuId} ${part}`.trim(), gravest.code, user.userPrincipalName],
    };
  }
  const services = gravest === undefined ? [] : servicesRefused(gravest, shown.catalog, shown.locale);
  return { code: MIGRATION_FAILED, description, data: [gravest?.code ?? '', user.userPrincipalName, ...services] };
}

/** Fault codes of the API reference. */
const NO_FREE_LICENSE = 60012;
const MIGRATION_FAILED = 60000;

/** What the directory itself calls these errors: the words that administrators search for. */
const DIRECTORY_WORDS: Partial<Readonly<Record<LicenseRefusal['code'], string>>> = {
  mutually_exclusive_violation: 'MutuallyExclusiveViolation',
  dependency_violation: 'DependencyViolation',
  count_violation: 'CountViolation',
  prohibited_in_usage_location_violation: 'ProhibitedInUsageLocationViolation',
};
