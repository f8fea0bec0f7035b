import type { ReasonView } from '../../src/upgrades/contract.ts';
import type { Formats } from '../kit/formats.ts';
import type { Words, WordValues } from '../kit/words.ts';
import { numberOf, recordsOf, textOf, textsOf, type Facts } from '../kit/facts.ts';
import type { Names } from './names.ts';

/** What is needed to put a refusal into words. */
export type Wording = {
  readonly t: Words;
  readonly byCode: (id: string, values?: WordValues) => string | null;
  readonly formats: Formats;
  readonly names: Names;
};

/** A refusal in plain words: what is in the way, why, and who holds it. */
export type WordedReason = { readonly title: string; readonly detail: string; readonly holders: readonly string[] };

/** Puts a refusal into words. For a code without words of ours the server's description stands. */
export function wordReason(reason: ReasonView, description: string, wording: Wording): WordedReason {
  const values = valuesOf(reason, wording);
  // The role that is missing may be the person's own, or one in the customer's directory.
  const part = textsOf(reason.facts, 'directoryRoles').length > 0 ? 'detailDirectory' : 'detail';
  const title = wording.byCode(`reasons.${reason.code}.title`, values);
  const detail = wording.byCode(`reasons.${reason.code}.${part}`, values);
  return {
    title: title ?? description,
    detail: detail ?? (title === null ? '' : description),
    holders: recordsOf(reason.facts, 'holders').map((holder) => wordHolder(holder, wording)),
  };
}

/** The facts of a refusal as its sentences want them; every sentence finds every name it may use. */
function valuesOf({ facts }: ReasonView, { t, byCode, formats }: Wording): WordValues {
  const cycleWord = (cycle: string) => byCode(`reasons.billed.${cycle}`) ?? cycle;
  const adminServices = textsOf(facts, 'missingServices').map((service) => byCode(`reasons.adminService.${service}`) ?? service);
  const services = textsOf(facts, 'services');
  const status = textOf(facts, 'status') ?? 'suspended';
  return {
    adminServices: formats.list(adminServices),
    roles: formats.anyOf(textsOf(facts, 'roles').map((role) => byCode(`session.role.${role}`) ?? role)),
    directoryRoles: formats.anyOf(textsOf(facts, 'directoryRoleNames')),
    provider: textOf(facts, 'providerName') ?? '',
    status: byCode(`subscriptions.status.${status}`) ?? status,
    country: formats.country(textOf(facts, 'country') ?? ''),
    cycle: cycleWord(textOf(facts, 'billingCycle') ?? ''),
    supported: formats.anyOf(textsOf(facts, 'supported').map(cycleWord)),
    addOns: textsOf(facts, 'addOnIds').length,
    services: services.length === 0 ? t('reasons.someServices') : formats.shortList(services),
    quantity: numberOf(facts, 'quantity'),
    minimum: numberOf(facts, 'minimum'),
    maximum: numberOf(facts, 'maximum'),
    seatsMax: numberOf(facts, 'seatsMax'),
    seatsHeld: numberOf(facts, 'seatsHeld'),
    seatsLeft: Math.max(numberOf(facts, 'seatsMax') - numberOf(facts, 'seatsHeld'), 0),
    currency: textOf(facts, 'currency') ?? '',
    partnerCurrency: textOf(facts, 'partnerCurrency') ?? '',
    users: numberOf(facts, 'usersLeftBehind'),
    subscriptions: numberOf(facts, 'subscriptions'),
  };
}

/** Of another partner or channel only the fact and its date are known, never who or at what price. */
function wordHolder(holder: Facts, { t, byCode, formats, names }: Wording): string {
  const offer = textOf(holder, 'offerName') ?? t('reasons.someProduct');
  const since = textOf(holder, 'since');
  const values = { offer, since: since === null ? '' : formats.day(since) };
  switch (textOf(holder, 'kind')) {
    case 'own': {
      const subscription = names.subscription(textOf(holder, 'subscriptionId') ?? '') ?? offer;
      const status = textOf(holder, 'status') ?? 'active';
      return t('reasons.holder.own', { ...values, subscription, status: byCode(`subscriptions.status.${status}`) ?? status });
    }
    case 'other_channel': {
      const channel = textOf(holder, 'channel') ?? '';
      const until = textOf(holder, 'until');
      const channelWord = byCode(`reasons.channel.${channel}`) ?? channel;
      return until === null
        ? t('reasons.holder.otherChannel', { ...values, channel: channelWord })
        : t('reasons.holder.otherChannelUntil', { ...values, channel: channelWord, until: formats.day(until) });
    }
    default:
      return t('reasons.holder.otherPartner', values);
  }
}
