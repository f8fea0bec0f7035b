import { moneyView } from '../../billing/view.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { offerName } from '../../catalog/names.ts';
import { pathsFrom } from '../../catalog/upgrade-path.ts';
import { unreachable } from '../../kit/brand.ts';
import { inLocale, type Locale } from '../../kit/locale.ts';
import { link } from '../../platform/paging.ts';
import { nextTermView } from '../new-commerce/view.ts';
import type { ComingDate, DatedSchedule, DatedSubscription } from './coming-dates.ts';
import type * as wire from './contract.ts';

type Shown = { readonly catalog: Catalog; readonly locale: Locale; readonly country: string };

/** One date of the calendar as the wire has it. */
export function comingDateView(
  date: ComingDate,
  { subscription, account, customer }: DatedSubscription,
  { catalog, locale, country }: Shown,
): wire.ComingDate {
  const offer = catalog.offers.get(subscription.offerId);
  return {
    date: date.on,
    kind: date.kind,
    daysLeft: date.daysLeft,
    customerId: customer.id,
    customerName: customer.companyName,
    subscriptionId: subscription.id,
    offerId: subscription.offerId,
    offerName: offer === undefined ? account.offerName : inLocale(offer.name, locale),
    friendlyName: subscription.friendlyName,
    quantity: subscription.quantity,
    status: subscription.status === 'suspended' ? 'suspended' : 'active',
    autoRenewEnabled: account.autoRenew,
    ...(date.cost === null ? {} : { cost: moneyView(date.cost.amountMinor, date.cost.currency) }),
    ...(date.seats === null ? {} : { seats: date.seats }),
    ...(date.becomes === undefined ? {} : { scheduledNextTermInstructions: nextTermView(date.becomes, { catalog, locale }) }),
    ...(date.schedule === undefined ? {} : { scheduledChange: scheduleView(date.schedule, { catalog, locale }) }),
    actions: actionsFor(
      date,
      subscription.status,
      pathsFrom(catalog, subscription.offerId, country).length > 0,
      offer?.isAutoRenewable !== false,
    ),
    links: { subscription: link(`/customers/${customer.id}/subscriptions/${subscription.id}`) },
    attributes: { objectType: 'ComingDate' },
  };
}

function scheduleView({ id, kind, mode, seats, targetOfferId, wouldFail }: DatedSchedule, { catalog, locale }: Omit<Shown, 'country'>) {
  return {
    id,
    kind,
    ...(seats === null ? {} : mode === 'to' ? { quantity: seats } : { quantityChange: seats }),
    ...(targetOfferId === null ? {} : { targetOfferName: offerName(catalog, targetOfferId, locale) }),
    wouldFail,
  };
}

function actionsFor(
  { kind }: ComingDate,
  status: DatedSubscription['subscription']['status'],
  canUpgrade: boolean,
  canRenew: boolean,
): wire.ComingDate['actions'] {
  const upgrade = canUpgrade ? (['upgrade'] as const) : [];
  switch (kind) {
    case 'renewal':
      return ['change_seats', 'switch_off_auto_renew', ...upgrade];
    case 'term_end':
      // Suspended it ends with its term, unless it is reactivated before.
      if (status === 'suspended') return ['reactivate'];
      return [...(canRenew ? (['switch_on_auto_renew'] as const) : []), ...upgrade];
    case 'trial_end':
      return ['convert_trial'];
    case 'removal':
      return ['reactivate'];
    case 'reduction_window_end':
      return ['reduce_seats'];
    case 'scheduled_change':
      return ['edit_schedule'];
    default:
      return unreachable(kind);
  }
}
