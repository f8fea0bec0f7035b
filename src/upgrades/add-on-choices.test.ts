import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { offer, plan, smallCatalog, smallOffer } from '../../test/small-catalog.ts';
import { boughtOn, subscription } from '../../test/tenant-facts.ts';
import { source, upgradeFacts } from '../../test/upgrade-facts.ts';
import type { Catalog, Offer } from '../catalog/catalog.ts';
import type { Subscription } from '../subscriptions/subscription.ts';
import { judgeChoices } from './add-on-choices.ts';
import { impossibleView } from './add-on-words.ts';
import { addOnReasons, decidedAddOns, type AddOnChoice } from './add-ons.ts';

// Basic (mail-1, sites-1) becomes Suite (mail-2, sites-2, apps-pro, archive), with an add-on of these services.
type Situation = {
  readonly services: readonly string[];
  readonly hangsOn?: readonly string[];
  readonly seats?: number;
  readonly addOn?: Partial<Subscription>;
  readonly hanging?: readonly string[];
  readonly offer?: Partial<Offer>;
};
function judged({ services, hangsOn = ['suite'], seats = 10, addOn = {}, hanging = [], offer: change = {} }: Situation) {
  const own: Offer = {
    ...smallOffer('project'),
    servicePlanIds: services.map(plan),
    prerequisiteOfferIds: hangsOn.map(offer),
    ...change,
  };
  const catalog: Catalog = { ...smallCatalog, offers: new Map([...smallCatalog.offers, [own.id, own]]) };
  const basis = { parentId: source.id, ...boughtOn('2026-06-01') };
  const found = judgeChoices(catalog, {
    addOn: { ...subscription('project', { offerId: own.id, quantity: seats, ...basis }), ...addOn },
    hanging: hanging.map((key) => subscription(key, { offerId: offer(key), ...basis })),
    source,
    target: smallOffer('suite'),
    quantity: 10,
  });
  return { ...found, catalog };
}

describe('what can become of an add-on', () => {
  const cases: readonly [situation: string, Situation, choices: readonly string[], why: readonly string[]][] = [
    ['the target knows nothing of its service', { services: ['project-site'] }, ['keep'], ['drop services_missing']],
    ['the target adds its service', { services: ['archive'] }, ['drop'], ['keep services_twice']],
    ['the target adds one of its services', { services: ['archive', 'vault'] }, [], ['keep services_twice', 'drop services_missing']],
    ['the target lacks what the source had', { services: ['mail-1'] }, ['keep'], ['drop services_missing']],
    ['it has a helper that the target lacks', { services: ['archive', 'helper'] }, ['drop'], ['keep services_twice']],
    ['it has nothing but a helper', { services: ['helper'] }, ['keep'], ['drop no_services']],
    ['it has as many seats as the target', { services: ['vault'], seats: 10 }, ['keep'], ['drop services_missing']],
    ['it has one seat more', { services: ['vault'], seats: 11 }, [], ['keep too_many_seats', 'drop services_missing']],
    ['its seats are no people', { services: ['vault'], seats: 11, offer: { isBeyondSeats: true } }, ['keep'], ['drop services_missing']],
    ['it hangs on the source alone', { services: ['vault'], hangsOn: ['basic'] }, [], ['keep no_base', 'drop services_missing']],
    ['it hangs on the source alone, and is added', { services: ['archive'], hangsOn: ['basic'] }, ['drop'], ['keep services_twice']],
    ['what hangs on it is added', { services: ['vault'], hanging: ['archiving'] }, [], ['keep services_twice', 'drop services_missing']],
    ['what hangs on it is something else', { services: ['vault'], hanging: ['analytics'] }, ['keep'], ['drop services_missing']],
    ['it is suspended', { services: ['archive'], addOn: { status: 'suspended' } }, ['drop'], ['keep services_twice']],
    ['it is being set up', { services: ['archive'], addOn: { status: 'pending' } }, [], ['keep not_provisioned', 'drop not_provisioned']],
    [
      'its product is unknown',
      { services: ['archive'], addOn: { offerId: offer('gone') } },
      [],
      ['keep offer_unknown', 'drop offer_unknown'],
    ],
  ];
  for (const [situation, asked, choices, why] of cases)
    test(situation, () => {
      const { choices: found, impossible } = judged(asked);
      assert.deepEqual([found, impossible.map((each) => `${each.choice} ${each.why}`)], [choices, why]);
    });

  test('a target that the source has all of adds nothing: what is in both can be kept as well as dropped', () => {
    const both: Catalog = {
      ...smallCatalog,
      offers: new Map([
        ...smallCatalog.offers,
        [offer('sites-plan-2'), { ...smallOffer('sites-plan-2'), prerequisiteOfferIds: [offer('suite')] }],
      ]),
    };
    const asked = { hanging: [], source: { ...source, offerId: offer('suite') }, target: smallOffer('suite'), quantity: 10 };
    const addOn = subscription('sites', { offerId: offer('sites-plan-2'), quantity: 1, parentId: source.id, ...boughtOn('2026-06-01') });
    assert.deepEqual(judgeChoices(both, { ...asked, addOn }).choices, ['keep', 'drop']);
    // Nobody knows what a product adds to one that the catalogue does not have; the upgrade is refused as that.
    const unknown = { ...source, offerId: offer('gone') };
    assert.deepEqual(judgeChoices(both, { ...asked, source: unknown, addOn }).choices, ['keep', 'drop']);
  });
});

describe('add-ons below each other', () => {
  const basis = boughtOn('2026-06-01');
  const below = (key: string, parent: Subscription, change: Partial<Subscription> = {}) =>
    subscription(key, { offerId: offer(key), quantity: 1, parentId: parent.id, ...basis, ...change });
  const project = below('project', source);
  const analytics = below('analytics', project);
  const decided = (subscriptions: readonly Subscription[], ...choices: readonly AddOnChoice[]) => {
    const offers = new Map([
      ...smallCatalog.offers,
      [project.offerId, { ...smallOffer('project'), prerequisiteOfferIds: [offer('suite')] }],
    ]);
    const facts = upgradeFacts({ beside: subscriptions });
    const found = decidedAddOns({ ...facts, catalog: { ...smallCatalog, offers } }, { target: smallOffer('suite'), quantity: 10, choices });
    return { found, reasons: addOnReasons(found, choices) };
  };
  const cases: readonly [situation: string, hanging: readonly Subscription[], choices: readonly string[]][] = [
    ['nothing hangs on it', [], ['keep']],
    ['what hangs on it comes with the target', [below('archiving', project)], []],
    ['it came, and is gone', [below('archiving', project, { status: 'deleted' })], ['keep']],
    ['it hangs on something else', [below('archiving', analytics)], ['keep']],
    ['it hangs on what hangs on it', [analytics, below('archiving', analytics)], []],
  ];
  for (const [situation, hanging, choices] of cases)
    test(situation, () => assert.deepEqual(decided([project, ...hanging]).found[0]?.choices, choices));

  test('a choice that cannot be made is told with the reason of that choice of that add-on', () => {
    const archiving = below('archiving', source);
    const asked = [
      { subscriptionId: archiving.id, choice: 'keep' },
      { subscriptionId: project.id, choice: 'drop' },
      { subscriptionId: analytics.id, choice: 'drop' },
    ] as const;
    const { reasons } = decided([below('guarded', source), project, archiving], ...asked);
    assert.deepEqual(
      reasons.map((reason) => (reason.code === 'add_on_choice_impossible' ? [reason.subscriptionId, reason.impossible] : reason.code)),
      [
        'subscription_add_ons_present',
        [archiving.id, { choice: 'keep', why: 'services_twice', servicePlanIds: [plan('archive')] }],
        [project.id, { choice: 'drop', why: 'services_missing', servicePlanIds: [plan('project-site')] }],
        [analytics.id, undefined],
      ],
    );
    assert.deepEqual(Object.keys(reasons.at(-1) ?? {}), ['code', 'subscriptionId', 'choice']);
  });
});

describe('why not, in words', () => {
  const cases: readonly [Situation, choice: string, en: string, zhTW: string][] = [
    [
      { services: ['archive'] },
      'keep',
      'It cannot be kept: the new subscription brings archive, and the customer would have that twice.',
      '無法保留：新訂閱已包含 archive，客戶將重複擁有。',
    ],
    [
      { services: ['vault'] },
      'drop',
      'It cannot end with the upgrade: the new subscription does not bring vault.',
      '無法隨升級結束：新訂閱不包含 vault。',
    ],
    [
      { services: ['vault'], seats: 12 },
      'keep',
      'It cannot be kept: it has 12 seats, and the new subscription 10.',
      '無法保留：它有 12 個授權，而新訂閱只有 10 個。',
    ],
    [
      { services: ['vault'], hangsOn: [] },
      'keep',
      'It cannot be kept: it cannot hang on the new subscription.',
      '無法保留：無法附加至新訂閱。',
    ],
  ];
  for (const [asked, choice, en, zhTW] of cases)
    test(en, () => {
      const { impossible, catalog } = judged(asked);
      const one = impossible.find((each) => each.choice === choice) ?? assert.fail('it can be chosen');
      assert.equal(impossibleView(one, { catalog, locale: 'en' }).description, en);
      assert.equal(impossibleView(one, { catalog, locale: 'zh-TW' }).description, zhTW);
    });
});
