import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from 'typebox';
import { Guid } from './contract.ts';
import { foldBody } from './wire-body.ts';

const Subscription = Type.Object({
  id: Type.Optional(Guid),
  quantity: Type.Optional(Type.Integer()),
  status: Type.Optional(Type.Enum(['none', 'active', 'suspended', 'deleted'])),
  billingCycle: Type.Optional(Type.Enum(['unknown', 'monthly', 'annual', 'none', 'one_time'])),
  autoRenewEnabled: Type.Optional(Type.Boolean()),
  price: Type.Optional(Type.Number()),
  attributes: Type.Optional(Type.Object({ etag: Type.Optional(Type.String()) })),
});
const Upgrade = Type.Object({
  targetOffer: Type.Object({ id: Type.String() }),
  quantity: Type.Optional(Type.Integer()),
  upgradeType: Type.Optional(Type.Enum(['none', 'upgrade_only', 'upgrade_with_license_transfer'])),
});
const LicenseUpdate = Type.Object({
  licensesToAssign: Type.Optional(
    Type.Array(Type.Object({ skuId: Type.String(), excludedPlans: Type.Optional(Type.Array(Type.String())) })),
  ),
  licensesToRemove: Type.Optional(Type.Array(Type.String())),
});
const Union = Type.Object({ kind: Type.Union([Type.Literal('not_yet'), Type.Literal('done')]) });
const Free = Type.Object({ facts: Type.Record(Type.String(), Type.Unknown()) });

const ID = 'ABCDEFAB-0000-4000-8000-00000000000A';

type Case = readonly [what: string, schema: Parameters<typeof foldBody>[0], body: unknown, folded: unknown];

const CASES: readonly Case[] = [
  [
    'official .NET SDK: Pascal case, snake-case words, nulls for everything unset',
    Subscription,
    {
      Id: ID,
      Quantity: 6,
      Status: 'suspended',
      FriendlyName: null,
      BillingCycle: 'unknown',
      Attributes: { Etag: 'e', ObjectType: 'Subscription' },
      Links: null,
    },
    { id: ID.toLowerCase(), quantity: 6, status: 'suspended', billingCycle: 'unknown', attributes: { etag: 'e' } },
  ],
  [
    'official .NET SDK: one of the longer words',
    Upgrade,
    { TargetOffer: { Id: 'x' }, UpgradeType: 'upgrade_only' },
    { targetOffer: { id: 'x' }, upgradeType: 'upgrade_only' },
  ],
  [
    'community .NET SDK: Pascal-case words',
    Subscription,
    { Status: 'Active', BillingCycle: 'Monthly', AutoRenewEnabled: true },
    { status: 'active', billingCycle: 'monthly', autoRenewEnabled: true },
  ],
  [
    'community .NET SDK: words without underscores',
    Upgrade,
    { TargetOffer: { Id: 'x' }, UpgradeType: 'UpgradeOnly' },
    { targetOffer: { id: 'x' }, upgradeType: 'upgrade_only' },
  ],
  ['community .NET SDK: one_time as OneTime', Subscription, { BillingCycle: 'OneTime' }, { billingCycle: 'one_time' }],
  [
    'recorded example: an ordinal for a word',
    Upgrade,
    { targetOffer: { id: 'x' }, upgradeType: 1 },
    { targetOffer: { id: 'x' }, upgradeType: 'upgrade_only' },
  ],
  [
    'an ordinal as a text',
    Upgrade,
    { targetOffer: { id: 'x' }, upgradeType: '2' },
    { targetOffer: { id: 'x' }, upgradeType: 'upgrade_with_license_transfer' },
  ],
  [
    'an ordinal beyond the last word stays, to be refused',
    Upgrade,
    { targetOffer: { id: 'x' }, upgradeType: 3 },
    { targetOffer: { id: 'x' }, upgradeType: 3 },
  ],
  [
    'a negative ordinal stays, to be refused',
    Upgrade,
    { targetOffer: { id: 'x' }, upgradeType: -1 },
    { targetOffer: { id: 'x' }, upgradeType: -1 },
  ],
  ['an unknown word stays, to be refused', Subscription, { status: 'asleep' }, { status: 'asleep' }],
  ['a literal of a union is no ordinal', Union, { kind: 'NotYet' }, { kind: 'not_yet' }],
  ['a union of literals has no order', Union, { kind: 1 }, { kind: 1 }],
  [
    'Java SDK: both spellings of a name in one object',
    LicenseUpdate,
    {
      licensesToAssign: [{ skuId: 's', SkuId: 's' }],
      LicensesToAssign: [{ skuId: 's', SkuId: 's' }],
      licensesToRemove: null,
      LicensesToRemove: null,
    },
    { licensesToAssign: [{ skuId: 's' }] },
  ],
  ['of two different values the last counts', Subscription, { quantity: 1, Quantity: 2 }, { quantity: 2 }],
  ['a null does not undo the other spelling', Subscription, { quantity: 1, Quantity: null }, { quantity: 1 }],
  [
    'Java SDK: members under other names are dropped',
    Upgrade,
    { targetOffer: { id: 'x', hasPurchasableAddOns: true }, eligible: true },
    { targetOffer: { id: 'x' } },
  ],
  ['Python client: empty links', Subscription, { quantity: 3, links: { offer: {}, self: {} } }, { quantity: 3 }],
  [
    'pliancy: the whole resource back',
    Subscription,
    { id: ID.toLowerCase(), quantity: 3, attributes: { objectType: 'Subscription', etag: 'e' } },
    { id: ID.toLowerCase(), quantity: 3, attributes: { etag: 'e' } },
  ],
  ['a whole number as a text', Subscription, { quantity: '5' }, { quantity: 5 }],
  ['a broken number as a text stays, to be refused', Subscription, { quantity: '5.5' }, { quantity: '5.5' }],
  ['a broken number stays, to be refused', Subscription, { quantity: 5.5 }, { quantity: 5.5 }],
  ['a decimal number as a text', Subscription, { price: '5.5' }, { price: 5.5 }],
  ['a truth as a text', Subscription, { autoRenewEnabled: 'False' }, { autoRenewEnabled: false }],
  ['a text that is no truth stays, to be refused', Subscription, { autoRenewEnabled: 'no' }, { autoRenewEnabled: 'no' }],
  ['no body', Subscription, undefined, {}],
  ['null', Subscription, null, {}],
  ['a list where an object belongs stays, to be refused', Subscription, [], []],
  ['a null in a list stays, to be refused', LicenseUpdate, { licensesToRemove: [null] }, { licensesToRemove: [null] }],
  [
    'free members are kept, without nulls and prototypes',
    Free,
    JSON.parse('{"facts":{"a":null,"b":{"c":1,"d":null},"__proto__":{"e":1}}}'),
    { facts: { b: { c: 1 } } },
  ],
];

for (const [what, schema, body, folded] of CASES) {
  test(`a body is folded: ${what}`, () => {
    assert.deepEqual(foldBody(schema, body), { value: folded, bad: null });
  });
}

const BAD: readonly [what: string, schema: Parameters<typeof foldBody>[0], body: unknown, member: string][] = [
  ['a zero character', Upgrade, { targetOffer: { ID: 'a\u0000' } }, 'targetOffer.id'],
  ['the first half of a character', LicenseUpdate, { licensesToRemove: ['a', '\ud83d'] }, 'licensesToRemove[1]'],
  ['a zero character in a free member', Free, { facts: { a: ['\u0000'] } }, 'facts'],
  ['a zero character in a free name', Free, { facts: { 'a\u0000': 1 } }, 'facts'],
  ['a free member without bottom', Free, { facts: nested(40) }, 'facts'],
];

for (const [what, schema, body, member] of BAD) {
  test(`a body is refused and the member named: ${what}`, () => {
    assert.equal(foldBody(schema, body).bad?.member, member);
  });
}

test('a character outside the first plane is text like any other', () => {
  assert.deepEqual(foldBody(Upgrade, { targetOffer: { id: '𠮷野家 😀' } }).bad, null);
});

function nested(depth: number): object {
  return depth === 0 ? {} : { inner: nested(depth - 1) };
}
