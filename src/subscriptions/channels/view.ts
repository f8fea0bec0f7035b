import type { Catalog } from '../../catalog/catalog.ts';
import { offerName } from '../../catalog/names.ts';
import type { Locale } from '../../kit/locale.ts';
import type { Entitlement } from '../subscription.ts';
import type * as wire from './contract.ts';

/** What a customer holds elsewhere, as the wire has it. */
export function entitlementView(
  entitlement: Entitlement,
  { catalog, locale }: { readonly catalog: Catalog; readonly locale: Locale },
): wire.Entitlement {
  const { channel, offerId, quantity, status, since, until } = entitlement;
  return {
    channel,
    offerId,
    offerName: offerName(catalog, offerId, locale),
    quantity,
    status,
    heldSince: since,
    ...(until === null ? {} : { heldUntil: until }),
    attributes: { objectType: 'Entitlement' },
  };
}
