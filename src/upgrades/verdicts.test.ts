import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { offer, smallCatalog, smallOffer } from '../../test/small-catalog.ts';
import { heldElsewhere, subscription } from '../../test/tenant-facts.ts';
import { source, upgradeFacts, type Situation } from '../../test/upgrade-facts.ts';
import { decideUpgrade, noPathReason } from './eligibility.ts';

const verdict = (situation: Situation, target = 'standard') =>
  decideUpgrade(upgradeFacts(situation), { targetOfferId: offer(target), quantity: null });
const codes = (situation: Situation, target?: string) => verdict(situation, target).reasons.map(({ code }) => code);

describe('whether there is anywhere to go', () => {
  const [first, ...others] = smallCatalog.paths.get(offer('basic')) ?? [];
  const withPaths = (count: number) => {
    const paths = first === undefined ? [] : [first, ...others].slice(0, count);
    return noPathReason({ ...upgradeFacts(), catalog: { ...smallCatalog, paths: new Map([[offer('basic'), paths]]) } });
  };
  test('one way suffices', () => assert.equal(withPaths(1), null));
  test('none does not', () =>
    assert.deepEqual(withPaths(0), { code: 'subscription_does_not_have_any_upgrade_paths', offerId: source.offerId, country: 'US' }));
  test('what the catalogue does not know leads nowhere, and nothing leads to it', () => {
    assert.deepEqual(codes({ source: { offerId: offer('gone') } }), ['subscription_does_not_have_any_upgrade_paths']);
    assert.deepEqual(codes({}, 'gone'), ['subscription_target_offer_not_found']);
    assert.deepEqual(codes({}, 'apps-only'), ['subscription_target_offer_not_found']);
  });
});

describe('services that the target adds, from elsewhere', () => {
  test('one among others is enough to be in the way', () => {
    const bundle = {
      ...smallOffer('apps-only'),
      servicePlanIds: [...smallOffer('apps-only').servicePlanIds, ...smallOffer('guarded').servicePlanIds],
    };
    const catalog = { ...smallCatalog, offers: new Map([...smallCatalog.offers, [bundle.id, bundle]]) };
    const facts = upgradeFacts({ customer: { entitlements: [heldElsewhere('apps-only')] } });
    const { reasons } = decideUpgrade({ ...facts, catalog }, { targetOfferId: offer('standard'), quantity: null });
    assert.deepEqual(reasons, [
      {
        code: 'conflicting_service_types',
        servicePlanIds: smallOffer('apps-only').servicePlanIds,
        holders: [{ kind: 'other_channel', channel: 'web_direct', offerId: bundle.id, since: '2025-01-01', until: null }],
      },
    ]);
  });
  test('cancelled elsewhere it is not', () =>
    assert.deepEqual(codes({ customer: { entitlements: [heldElsewhere('apps-only', { status: 'cancelled' })] } }), []));
  test('nor a service that stays as it was', () =>
    assert.deepEqual(codes({ customer: { entitlements: [heldElsewhere('helper-only')] } }), []));
});

describe('whose seat a user holds', () => {
  const reasons = (situation: Situation) => verdict(situation).transferReasons;
  test('nobody can say with two subscriptions of the product', () =>
    assert.deepEqual(reasons({ beside: [subscription('twin')] }), [{ code: 'license_transfer_ambiguous', subscriptions: 2 }]));
  test('three are counted as three', () => {
    const twins = [subscription('twin'), subscription('third', { status: 'suspended' })];
    assert.deepEqual(reasons({ beside: twins }), [{ code: 'license_transfer_ambiguous', subscriptions: 3 }]);
  });
  test('a cancelled one elsewhere, or another product, leaves no doubt', () => {
    assert.deepEqual(reasons({ customer: { entitlements: [heldElsewhere('basic', { status: 'cancelled' })] } }), []);
    assert.deepEqual(reasons({ beside: [subscription('suite', { offerId: offer('project') })] }), []);
  });
});
