import type { Catalog } from '../../../catalog/catalog.ts';
import type { PartnerId } from '../../../kit/ids.ts';
import { CHANNELS, ENTITLEMENT_STATES } from '../../../subscriptions/channels/entitlement-list.ts';
import type { Entitlement } from '../../../subscriptions/subscription.ts';
import type { Cells } from '../cells.ts';
import { keyOf } from '../keys.ts';
import type { Placed } from './customer.ts';
import { customerIn, offerIn, type CustomersOf } from './references.ts';

/** What a customer holds elsewhere, as a file has it. */
export type EntitlementRow = Entitlement & { readonly id: string };

/** What there is to know before a row of entitlements can be judged. */
export type EntitlementsKnown = { readonly partnerId: PartnerId; readonly catalog: Catalog; readonly customers: CustomersOf };

/** Reads a row of a file of what customers hold through other partners and channels. */
export function readEntitlement(cells: Cells, known: EntitlementsKnown): Placed<EntitlementRow> | null {
  const customer = customerIn(cells, known.customers);
  const offer = offerIn(cells, known.catalog);
  const channel = cells.word('channel', CHANNELS, null);
  const quantity = cells.seats('quantity');
  const status = cells.word('status', ENTITLEMENT_STATES, 'active');
  const since = cells.day('heldSince') ?? (cells.text('heldSince') === null ? cells.refuse('heldSince', { what: 'day' }) : null);
  const until = cells.day('heldUntil');
  if (since !== null && until !== null && until <= since) cells.refuse('heldUntil', { what: 'day_after', column: 'heldSince' });
  const given = cells.guid('entitlementId');
  if (customer === null || offer === null || channel === null || quantity === null || status === null || since === null) return null;
  const id = given ?? keyOf('entitlement', known.partnerId, customer.customerId, channel, offer.id, since, until ?? '');
  return {
    tenantId: customer.customerId,
    key: id,
    alsoKey: null,
    content: { keys: [id], id, channel, offerId: offer.id, quantity, status, since, until },
  };
}
