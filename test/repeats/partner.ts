import type { CustomerId, PartnerId } from '../../src/kit/ids.ts';
import { newId } from '../../src/platform/clock.ts';
import { queueAnnounced } from '../../src/webhooks/deliveries/store.ts';
import { clock, NOW } from '../tenant.ts';
import { signedInAs, tenantAdmin } from '../tenant-person.ts';
import type { Prepared, World } from './world.ts';

const REGISTRATION = { webhookUrl: 'http://127.0.0.1:9/hook', webhookEvents: ['subscription-updated', 'test-created'] };
const ROLE = '4d6ac14f-3453-41d0-bef9-a3e0c569773a';
const HEADINGS = 'offerId,currency,billingCycle,market,effectiveFrom,listPrice,partnerPrice';

/** By route: what a partner, or somebody of a customer, must have before so that the request changes something. */
export const OF_PARTNERS: Readonly<Record<string, (world: World) => Promise<Prepared>>> = {
  'POST /v1/partnerusers': async ({ next }) => ({ body: person(next()) }),
  'PATCH /v1/partnerusers/:userId': async ({ done, next }) => {
    const { id: userId } = await done('POST /v1/partnerusers', { body: person(next()) });
    return { params: { userId }, body: { displayName: 'Kim', roles: ['sales_agent'] } };
  },
  'PATCH /v1/applications/:applicationId': async ({ ours, next }) => ({
    params: { applicationId: ours.application.applicationId },
    body: { clientGeneration: next() % 2 === 0 ? 'common' : 'newest' },
  }),
  'POST /v1/customers': async ({ next }) => ({ body: newCustomer(next()) }),
  'POST /v1/relationshiprequests': async () => ({ body: { note: 'hello' } }),
  'DELETE /v1/relationshiprequests/:requestId': async ({ done }) => {
    const { id: requestId } = await done('POST /v1/relationshiprequests', { body: {} });
    return { params: { requestId } };
  },
  'POST /v1/relationships': async (world) => ({ body: { mpnId: (await reseller(world)).mpnId } }),
  'PUT /v1/margins/:resellerId': async (world) => {
    const { partnerId: resellerId, mpnId } = await reseller(world);
    await world.done('POST /v1/relationships', { body: { mpnId } });
    const { customerId } = await world.customer();
    await world.db.read('update relationship set reseller_partner_id = $2 where customer_id = $1', [customerId, resellerId]);
    return { params: { resellerId }, body: { basisPoints: 500 } };
  },

  'POST /v1/invitations/accept': async (world) => ({
    body: { token: await link(world), acceptAgreement: true, contact: CONTACT, company: { companyName: 'Fourth Coffee', country: 'US' } },
    headers: await signedInAs(world.db, clock, tenantAdmin()),
  }),
  'POST /v1/invitations/decline': async (world) => ({
    body: { token: await link(world) },
    headers: await signedInAs(world.db, clock, tenantAdmin()),
  }),
  'POST /v1/tenant/partners/:partnerId/enddelegatedadmin': async (world) => {
    const { customerId } = await world.customer();
    return { params: { partnerId: world.partnerId }, headers: await visitor(world, customerId) };
  },
  'POST /v1/tenant/delegatedadminrelationships/:relationshipId/terminate': async (world) => {
    const { customerId, relationshipId } = await roles(world);
    return { params: { relationshipId }, headers: await visitor(world, customerId) };
  },
  'POST /v1/customers/:customerId/delegatedadminrelationships': async ({ customer, next }) => ({
    params: await customer(),
    body: wish(next()),
  }),
  'PATCH /v1/customers/:customerId/delegatedadminrelationships/:relationshipId': async (world) => ({
    params: await roles(world),
    body: { autoExtendDuration: 'P180D' },
  }),
  'POST /v1/customers/:customerId/delegatedadminrelationships/:relationshipId/requests': async (world) => ({
    params: await roles(world),
    body: { action: 'terminate' },
  }),

  'POST /webhooks/v1/registration': async ({ db }) => {
    await db.read('delete from webhook_registration');
    return { body: REGISTRATION };
  },
  'PUT /webhooks/v1/registration': async (world) => {
    await registered(world);
    return { body: { ...REGISTRATION, webhookUrl: `http://127.0.0.1:9/${world.next()}` } };
  },
  'DELETE /webhooks/v1/registration': registered,
  'POST /webhooks/v1/registration/validationEvents': registered,
  'POST /v1/webhooks/deliveries/replay': async (world) => {
    await givenUp(world);
    return { body: {} };
  },
  'POST /v1/webhooks/deliveries/:deliveryId/replay': async (world) => ({ params: { deliveryId: await givenUp(world) } }),

  'POST /v1/prices': async ({ basic, next }) => ({ raw: `${HEADINGS}\r\n${basic.id},USD,monthly,,2026-06-11,${next()},1\r\n` }),
  'POST /v1/invoices/runs': async ({ customer, done, db }) => {
    const body = { until: '2026-08-01' };
    // What others were charged here is invoiced before, so that one line is left.
    await done('POST /v1/invoices/runs', { body });
    await db.read(`update invoice_counter set invoiced_until = '2026-06-01'`);
    await done('POST /v1/customers/:customerId/orders', { params: await customer() });
    return { body };
  },
};

/** Somebody who works for the partner. */
function person(number: number) {
  return { userPrincipalName: `person${number}@contoso.example.com`, displayName: 'Kim', roles: ['helpdesk_agent'] };
}

const CONTACT = { firstName: 'Ada', lastName: 'Byron', email: 'ada@fourthcoffee.example' };

function newCustomer(number: number) {
  const names = { firstName: 'Ada', lastName: 'Byron' };
  const address = {
    ...names,
    country: 'US',
    city: 'Seattle',
    state: 'WA',
    addressLine1: '1 Main Street',
    postalCode: '98052',
    phoneNumber: '1',
  };
  return {
    companyProfile: { domain: `repeat${number}.onmicrosoft.com` },
    billingProfile: { ...names, companyName: 'C', email: 'a@b.example', culture: 'en-US', language: 'en', defaultAddress: address },
  };
}

function wish(number: number) {
  return { displayName: `Support ${number}`, duration: 'P180D', accessDetails: { unifiedRoles: [{ roleDefinitionId: ROLE }] } };
}

/** A provider's reseller, not connected yet. */
async function reseller({ db, partnerId, next }: World): Promise<{ readonly partnerId: PartnerId; readonly mpnId: string }> {
  await db.read(`update partner set kind = 'indirect_provider' where partner_id = $1`, [partnerId]);
  const [id, mpnId] = [newId() as PartnerId, String(4_900_000 + next())];
  await db.read(
    `insert into partner (partner_id, name, kind, country, currency, domain, mpn_id, created_at) values ($1, 'R', 'indirect_reseller', 'US', 'USD', $2, $3, $4)`,
    [id, `${id}.example`, mpnId, NOW],
  );
  return { partnerId: id, mpnId };
}

/** The secret of a new link. */
async function link({ done }: World): Promise<string> {
  const { url } = await done('POST /v1/relationshiprequests', { body: {} });
  return url.split('#')[1];
}

function visitor({ db }: World, tenantId: CustomerId): Promise<{ readonly cookie: string }> {
  return signedInAs(db, clock, tenantAdmin({ tenantId }));
}

/** Roles that a customer was asked for. */
async function roles({ customer, done, next }: World): Promise<{ readonly customerId: CustomerId; readonly relationshipId: string }> {
  const params = await customer();
  const { id: relationshipId } = await done('POST /v1/customers/:customerId/delegatedadminrelationships', { params, body: wish(next()) });
  return { customerId: params.customerId, relationshipId };
}

async function registered({ db, done }: World): Promise<Prepared> {
  await db.read('delete from webhook_registration');
  // Of test events two a minute can be asked for.
  await db.read('delete from webhook_delivery');
  await done('POST /webhooks/v1/registration', { body: REGISTRATION });
  return {};
}

/** A delivery that was given up; the id by which it is known. */
async function givenUp(world: World): Promise<string> {
  const { db, partnerId } = world;
  await registered(world);
  const deliveryId = newId();
  const about = { deliveryId, partnerId, eventName: 'subscription-updated', resourceName: 'subscription', resourceUri: '/customers/a' };
  const row = { ...about, auditRecordId: null, correlationId: newId(), happenedAt: NOW.toISOString() };
  await db.transaction(async (tx) => queueAnnounced(tx, [row], NOW));
  await db.read(
    `update webhook_delivery set state = 'given_up', tries = 10, next_attempt_at = null, settled_at = queued_at where delivery_id = $1`,
    [deliveryId],
  );
  return deliveryId;
}
