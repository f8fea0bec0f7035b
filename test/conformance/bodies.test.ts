import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { customers, subscription, write } from './sending.ts';
import { assertReadable } from './strict.ts';
import { openWorld } from './world.ts';

// What clients were seen to send, line by line. Each is a fact that the server must accept.
const world = await openWorld();
const { ask, offer } = world;

describe('1 and 3: property names, and the whole resource', () => {
  test('PascalCase with a null for everything unset; read-only members are ignored', async () => {
    const { customerId, basicId } = await world.plant();
    const { body } = await ask(subscription(customerId, basicId));
    const raw = JSON.stringify({
      Id: basicId,
      OfferId: null,
      FriendlyName: 'Renamed',
      Quantity: 11,
      Status: 'active',
      ParentSubscriptionId: null,
      SuspensionReasons: null,
      Links: { Offer: null, Self: null },
      Attributes: { Etag: body.attributes.etag, ObjectType: 'Subscription' },
      Actions: null,
      PartnerId: null,
      CreationDate: '0001-01-01T00:00:00',
      CommitmentEndDate: '9999-12-14T00:00:00Z',
      BillingType: 'none',
      BillingCycle: 'unknown',
      ContractType: 'subscription',
      HasPurchasableAddons: false,
      IsTrial: false,
      AutoRenewEnabled: true,
      UnitType: null,
    });
    const answer = await ask(subscription(customerId, basicId), write('PATCH', raw));
    assert.deepEqual(
      [answer.status, answer.body.quantity, answer.body.friendlyName, answer.body.offerId],
      [200, 11, 'Renamed', body.offerId],
    );
    assertReadable(answer.body);
  });

  test('both spellings in one object, as Java writes licence updates, assign once', async () => {
    const { customerId } = await world.plant();
    const { body } = await ask(customers(customerId, '/users?size=50'));
    const { id } = body.items.find((user: any) => user.displayName.startsWith('ada'));
    const { skuId } = offer('exchange-online-plan-2');
    const one = { skuId, SkuId: skuId, excludedPlans: null, ExcludedPlans: null };
    const raw = JSON.stringify({
      licensesToAssign: [one],
      LicensesToAssign: [one],
      licensesToRemove: null,
      LicensesToRemove: [offer('m365-business-basic').skuId],
    });
    const answer = await ask(customers(customerId, `/users/${id}/licenseupdates`), write('POST', raw));
    assert.deepEqual([answer.status, answer.body.licensesToAssign.length], [201, 1]);
    assertReadable(answer.body);
    assert.equal((await ask(customers(customerId, `/users/${id}/licenses`))).body.items.length, 1);
  });

  test('members renamed by Java, unknown members, empty links of Python: harmless', async () => {
    const { customerId, basicId } = await world.plant();
    const { body } = await ask(subscription(customerId, basicId));
    const { hasPurchasableAddons, attributes: _, ...rest } = body;
    const answer = await ask(
      subscription(customerId, basicId),
      write('PATCH', {
        ...rest,
        quantity: 12,
        hasPurchasableAddOns: hasPurchasableAddons,
        links: { offer: {}, self: {} },
        nonsense: { deep: [1] },
      }),
    );
    assert.deepEqual([answer.status, answer.body.quantity], [200, 12]);
  });

  test('a partial body changes what it names and nothing else', async () => {
    const { customerId, basicId } = await world.plant();
    const answer = await ask(subscription(customerId, basicId), write('PATCH', { quantity: 13 }));
    assert.deepEqual([answer.status, answer.body.quantity, answer.body.autoRenewEnabled, answer.body.status], [200, 13, true, 'active']);
  });

  test('nobody sends If-Match: the ETag in the body is enough, and none is too', async () => {
    const { customerId, basicId } = await world.plant();
    const { body } = await ask(subscription(customerId, basicId));
    assert.equal(
      (await ask(subscription(customerId, basicId), write('PATCH', { quantity: 14, attributes: { etag: body.attributes.etag } }))).status,
      200,
    );
    const stale = await ask(
      subscription(customerId, basicId),
      write('PATCH', { quantity: 15, attributes: { etag: body.attributes.etag } }),
    );
    assert.deepEqual([stale.status, stale.body.code], [400, 2055]);
  });
});

describe('2: words of enums', () => {
  for (const status of ['suspended', 'Suspended', 'SUSPENDED', 2, '2']) {
    test(`status ${JSON.stringify(status)}`, async () => {
      const { customerId, basicId } = await world.plant();
      const answer = await ask(subscription(customerId, basicId), write('PATCH', { Status: status }));
      assert.deepEqual([answer.status, answer.body.status], [200, 'suspended']);
    });
  }
  for (const upgradeType of ['upgrade_only', 'UpgradeOnly', 'upgradeonly', 1, '1']) {
    test(`upgrade type ${JSON.stringify(upgradeType)}`, async () => {
      const { customerId, basicId } = await world.plant();
      const answer = await ask(
        subscription(customerId, basicId, '/upgrades'),
        write('POST', { UpgradeType: upgradeType, TargetOffer: { Id: offer('m365-business-standard').id } }),
      );
      assert.deepEqual([answer.status, answer.body.upgradeType, answer.body.upgradeErrors], [200, 'upgrade_only', []]);
    });
  }
  for (const billingCycle of ['unknown', 'Unknown', 0, 'monthly', 'Monthly', 1]) {
    test(`billing cycle ${JSON.stringify(billingCycle)} of an order`, async () => {
      const { customerId } = await world.plant();
      const answer = await ask(
        customers(customerId, '/orders'),
        write('POST', { BillingCycle: billingCycle, LineItems: [{ OfferId: offer('o365-e3').id, Quantity: 1 }] }),
      );
      assert.deepEqual([answer.status, answer.body.billingCycle], [201, 'monthly']);
    });
  }
});

test('4: of an upgrade that is sent back only the target, and perhaps quantity and type, are relied upon', async () => {
  const { customerId, basicId } = await world.plant();
  const body = {
    targetOffer: { id: offer('m365-business-standard').id.toLowerCase() },
    eligible: false,
    upgradeErrors: [{ code: 'SubscriptionStatusNotActive', description: 'stale' }],
  };
  const answer = await ask(subscription(customerId, basicId, '/upgrades'), write('POST', body));
  assert.deepEqual([answer.status, answer.body.upgradeErrors, answer.body.upgradeType], [200, [], 'upgrade_with_license_transfer']);
});
