import type { Prepared, World } from './world.ts';

type Prepare = (world: World) => Promise<Prepared>;
const CUSTOMER = '/v1/customers/:customerId';
const SUBSCRIPTION = `${CUSTOMER}/subscriptions/:subscriptionId`;
/** The role of those who may read the directory. */
const READERS = '88d8e3e3-8f55-4a1e-953a-9b9898b8876b';
const SEATS = { kind: 'seats', when: 'date', date: '2026-06-21', quantity: 50 };

/** A customer, and nothing else that the samples do not have. */
const atCustomer: Prepare = async ({ customer }) => ({ params: await customer() });
const withBody =
  (body: object): Prepare =>
  async ({ customer }) => ({ params: await customer(), body });

/** By route: what a customer must have before so that the request changes something. */
export const OF_CUSTOMERS: Readonly<Record<string, Prepare>> = {
  [`PATCH ${CUSTOMER}`]: atCustomer,
  [`DELETE ${CUSTOMER}`]: atCustomer,
  [`POST ${CUSTOMER}/clock`]: atCustomer,
  [`POST ${CUSTOMER}/agreements`]: async ({ customer, db }) => {
    const params = await customer();
    await db.read('delete from customer_agreement where customer_id = $1', [params.customerId]);
    return { params, as: 'admin_agent' };
  },
  [`PUT ${CUSTOMER}/profiles/billing`]: atCustomer,
  [`PUT ${CUSTOMER}/margin`]: withBody({ basisPoints: 700 }),
  [`DELETE ${CUSTOMER}/margin`]: atCustomer,
  [`PUT ${CUSTOMER}/entitlements`]: atCustomer,
  [`POST ${CUSTOMER}/entitlementfiles`]: atCustomer,

  [`PATCH ${SUBSCRIPTION}`]: withBody({ quantity: 20 }),
  [`PUT ${SUBSCRIPTION}/supportcontact`]: atCustomer,
  [`POST ${SUBSCRIPTION}/conversions`]: async ({ customer, done, offer }) => {
    const params = await customer();
    const trial = { offerId: offer('m365-business-standard-trial').id, quantity: 25, lineItemNumber: 0 };
    const order = await done(`POST ${CUSTOMER}/orders`, { params, body: { billingCycle: 'none', lineItems: [trial] } });
    const { subscriptionId } = order.lineItems[0];
    const body = { offerId: trial.offerId, targetOfferId: offer('m365-business-standard').id, billingCycle: 'monthly', quantity: 25 };
    return { params: { ...params, subscriptionId }, body };
  },
  [`POST ${CUSTOMER}/orders`]: atCustomer,
  [`PATCH ${CUSTOMER}/orders/:orderId`]: async ({ customer, done, offer }) => {
    const params = await customer();
    const base = { offerId: offer('o365-e3').id, quantity: 4, lineItemNumber: 0 };
    const order = await done(`POST ${CUSTOMER}/orders`, { params, body: { billingCycle: 'monthly', lineItems: [base] } });
    const [{ subscriptionId: parentSubscriptionId }] = order.lineItems;
    const addOn = { offerId: offer('audio-conferencing').id, quantity: 2, lineItemNumber: 1, parentSubscriptionId };
    return { params: { ...params, orderId: order.id }, body: { billingCycle: 'monthly', lineItems: [addOn] } };
  },
  [`POST ${CUSTOMER}/carts`]: atCustomer,
  [`PUT ${CUSTOMER}/carts/:cartId`]: async (world) => {
    const { params, body } = await cart(world);
    const [item] = body.lineItems;
    return { params, body: { ...body, lineItems: [{ ...item, quantity: 7 }] } };
  },
  [`POST ${CUSTOMER}/carts/:cartId/checkout`]: async (world) => ({ params: (await cart(world)).params }),

  [`POST ${CUSTOMER}/users/:userId/licenseupdates`]: async ({ customer, basic }) => ({
    params: await customer(),
    body: { licensesToRemove: [basic.skuId] },
  }),
  [`POST ${CUSTOMER}/licenseupdates`]: async ({ customer, basic }) => {
    const params = await customer();
    return { params, body: { userIds: [params.userId], licensesToRemove: [basic.skuId] } };
  },
  [`POST ${CUSTOMER}/licenseupdatefiles`]: async ({ customer, basic }) => ({
    params: await customer(),
    raw: `UserPrincipalName,Assign,Remove,DisabledPlans\nkim@contoso.example,,${basic.skuPartNumber},\n`,
  }),
  [`POST ${CUSTOMER}/users`]: withBody({
    userPrincipalName: 'lee@contoso.example',
    displayName: 'Lee',
    usageLocation: 'US',
    passwordProfile: { password: 'Correct horse 9', forceChangePassword: true },
  }),
  [`PATCH ${CUSTOMER}/users/:userId`]: withBody({ displayName: 'Kim Abercrombie' }),
  [`DELETE ${CUSTOMER}/users/:userId`]: atCustomer,
  [`POST ${CUSTOMER}/directoryroles/:roleId/usermembers`]: async ({ customer }) => {
    const params = await customer();
    return { params: { ...params, roleId: READERS }, body: { id: params.userId } };
  },
  [`DELETE ${CUSTOMER}/directoryroles/:roleId/usermembers/:userId`]: async ({ customer, done }) => {
    const params = { ...(await customer()), roleId: READERS };
    await done(`POST ${CUSTOMER}/directoryroles/:roleId/usermembers`, { params, body: { id: params.userId } });
    return { params };
  },
  [`POST ${CUSTOMER}/groups`]: atCustomer,
  [`DELETE ${CUSTOMER}/groups/:groupId`]: async (world) => ({ params: await group(world) }),
  [`PUT ${CUSTOMER}/groups/:groupId/licenses`]: async (world) => ({
    params: await group(world),
    body: { licenses: [{ skuId: world.basic.skuId }] },
  }),
  [`POST ${CUSTOMER}/groups/:groupId/members`]: async (world) => {
    const params = await group(world);
    return { params, body: { userIds: [params.userId] } };
  },
  [`DELETE ${CUSTOMER}/groups/:groupId/members/:userId`]: async (world) => {
    const params = await group(world);
    await world.done(`POST ${CUSTOMER}/groups/:groupId/members`, { params, body: { userIds: [params.userId] } });
    return { params };
  },

  [`POST ${SUBSCRIPTION}/upgrades`]: async ({ customer, offer }) => ({
    params: await customer(),
    body: { targetOffer: { id: offer('m365-business-standard').id }, quantity: 10 },
  }),
  [`POST ${SUBSCRIPTION}/scheduledchanges`]: withBody(SEATS),
  [`PATCH ${SUBSCRIPTION}/scheduledchanges/:scheduleId`]: async (world) => ({ params: await scheduled(world), body: { quantity: 60 } }),
  [`DELETE ${SUBSCRIPTION}/scheduledchanges/:scheduleId`]: async (world) => ({ params: await scheduled(world) }),
  [`POST ${CUSTOMER}/upgraderecords/:upgradeId/retries`]: async (world) => {
    const params = await upgraded(world, null);
    await world.db.read(`update directory_user set usage_location = 'US' where customer_id = $1`, [params.customerId]);
    return { params, body: {} };
  },
  [`POST ${CUSTOMER}/upgraderecords/:upgradeId/dismissals`]: async (world) => ({
    params: await upgraded(world, null),
    body: { note: 'left the company' },
  }),
  [`POST ${CUSTOMER}/upgraderecords/:upgradeId/owners`]: async (world) => ({
    params: await upgraded(world, null),
    body: { ownerId: 'me' },
  }),
  [`POST ${CUSTOMER}/upgraderecords/:upgradeId/undo`]: async (world) => ({ params: await upgraded(world, 'US') }),
  [`POST ${SUBSCRIPTION}/transitions`]: async ({ customer, done, offer, db }) => {
    const params = await customer();
    const [from, to] = [offer('m365-business-basic-nce'), offer('m365-business-standard-nce')];
    const seats = { offerId: from.id, quantity: 5, lineItemNumber: 0, termDuration: 'P1Y' };
    const order = await done(`POST ${CUSTOMER}/orders`, { params, body: { billingCycle: 'monthly', lineItems: [seats] } });
    const { subscriptionId } = order.lineItems[0];
    // Seats that can still be given back are not turned into others.
    await db.read(`update subscription set created_at = created_at - interval '30 days' where subscription_id = $1`, [subscriptionId]);
    return {
      params: { ...params, subscriptionId },
      body: { toCatalogItemId: to.id, quantity: 5, transitionType: 'transition_with_license_transfer' },
    };
  },
};

async function cart({ customer, done, basic }: World) {
  const params = await customer();
  const body = { lineItems: [{ id: 0, catalogItemId: basic.id, quantity: 5, billingCycle: 'monthly' }] };
  const { id: cartId } = await done(`POST ${CUSTOMER}/carts`, { params, body });
  return { params: { ...params, cartId: String(cartId) }, body };
}

async function group({ customer, done }: World) {
  const params = await customer();
  const { id: groupId } = await done(`POST ${CUSTOMER}/groups`, { params, body: { displayName: 'Staff' } });
  return { ...params, groupId: String(groupId) };
}

async function scheduled({ customer, done }: World) {
  const params = await customer();
  const { id: scheduleId } = await done(`POST ${SUBSCRIPTION}/scheduledchanges`, { params, body: SEATS });
  return { ...params, scheduleId: String(scheduleId) };
}

/** An upgrade that has happened; a user without a usage location was left behind by it. */
async function upgraded({ customer, db, done, offer }: World, usageLocation: 'US' | null) {
  const params = await customer();
  await db.read('update directory_user set usage_location = $2 where customer_id = $1', [params.customerId, usageLocation]);
  const body = { targetOffer: { id: offer('m365-business-standard').id }, quantity: 10, upgradeType: 'upgrade_with_license_transfer' };
  const { upgradeId } = await done(`POST ${SUBSCRIPTION}/upgrades`, { params, body });
  return { ...params, upgradeId: String(upgradeId) };
}
