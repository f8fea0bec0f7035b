import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TenantPerson } from '../../access/tenant/person.ts';
import type { CustomerId, PartnerId, RelationshipRequestId } from '../../kit/ids.ts';
import type { RelationshipRequest } from '../relationships/request.ts';
import type { Tie } from '../relationships/tie.ts';
import { answerRefusal, decideAcceptance, type AcceptanceFacts, type AcceptanceWish } from './acceptance.ts';

const sent = new Date('2026-03-01T10:00:00Z');
const expires = new Date('2026-05-30T10:00:00Z');
const justBefore = (moment: Date) => new Date(moment.getTime() - 1);
const request: RelationshipRequest = {
  id: 'request' as RelationshipRequestId,
  partnerId: 'partner' as PartnerId,
  asked: { kind: 'reseller', withDelegatedAdmin: true, resellerPartnerId: null },
  note: '',
  requestedBy: 'agent@partner.example',
  requestedAt: sent,
  expiresAt: expires,
  revokedAt: null,
  answered: null,
  tenantId: null,
};
const admin: TenantPerson = {
  tenantId: 'tenant' as CustomerId,
  userId: 'admin',
  userPrincipalName: 'ada@contoso.example',
  displayName: 'Ada',
  isGlobalAdmin: true,
};
const facts: AcceptanceFacts = {
  request,
  person: admin,
  tenant: null,
  tie: null,
  agreementRecorded: false,
  isPartner: false,
  partnerCountry: 'US',
  now: sent,
};
const company = {
  companyName: 'Contoso',
  domain: 'contoso.example',
  country: 'US',
  language: 'en',
  culture: 'en-US',
  email: 'ada@contoso.example',
} as const;
const contact = { firstName: 'Ada', lastName: 'Byron', email: 'ada@contoso.example' };
const wish: AcceptanceWish = { grantDelegatedAdmin: true, acceptAgreement: true, company, contact };
const tie: Tie = {
  partnerId: request.partnerId,
  state: 'active',
  delegatedAdminServices: ['office'],
  delegatedAdminSince: '',
  resellerPartnerId: 'r' as PartnerId,
  since: '',
};

const outcome = (change: Partial<AcceptanceFacts>, answer: Partial<AcceptanceWish> = {}) => {
  const decision = decideAcceptance({ ...facts, ...change }, { ...wish, ...answer });
  return decision.kind === 'refused' ? decision.refusal.code : decision.acceptance;
};
const refusals: readonly [name: string, Partial<AcceptanceFacts>, Partial<AcceptanceWish>, expected: string | null][] = [
  ['at the last moment', { now: justBefore(expires) }, {}, null],
  ['at the moment it expires', { now: expires }, {}, 'not_open'],
  ['answered before', { request: { ...request, answered: { answer: 'accepted', at: sent, by: 'x' } } }, {}, 'not_open'],
  ['taken back', { request: { ...request, revokedAt: sent } }, {}, 'not_open'],
  ['by somebody who is no global administrator', { person: { ...admin, isGlobalAdmin: false } }, {}, 'not_global_admin'],
  ['by a partner', { isPartner: true }, {}, 'tenant_is_partner'],
  ['without the agreement', {}, { acceptAgreement: false }, 'agreement_not_accepted'],
  ['without saying who accepts the agreement', {}, { contact: null }, 'agreement_not_accepted'],
  ['without the agreement, which is on record', { agreementRecorded: true }, { acceptAgreement: false, contact: null }, null],
  ['for a new tenant without its name', {}, { company: null }, 'company_missing'],
  ['by a new tenant outside the partner’s market', {}, { company: { ...company, country: 'TW' } }, 'outside_market'],
  ['by a known tenant outside it', { tenant: { ...company, country: 'CA' } }, {}, 'outside_market'],
  ['by a former customer outside it', { tenant: { ...company, country: 'CA' }, tie: { ...tie, state: 'ended' } }, {}, 'outside_market'],
  ['by a customer outside it, who stays one', { tenant: { ...company, country: 'CA' }, tie }, {}, null],
  ['in another country of the same market', { partnerCountry: 'DE' }, { company: { ...company, country: 'CH' } }, null],
  ['for a known tenant without its name', { tenant: company }, { company: null }, null],
];

describe('an invitation is accepted', () => {
  for (const [name, change, answer, expected] of refusals) {
    test(`${name}: ${expected ?? 'yes'}`, () => {
      const result = outcome(change, answer);
      assert.equal(typeof result === 'string' ? result : null, expected);
    });
  }

  test('by a new tenant: it is added, tied with all privileges, and its agreement recorded', () =>
    assert.deepEqual(outcome({}), {
      newCompany: company,
      companyName: 'Contoso',
      domain: 'contoso.example',
      isNewTie: true,
      tie: { partnerId: 'partner', sortName: 'contoso', delegatedAdminServices: ['*'], resellerPartnerId: null, at: sent },
      agreement: {
        agreementType: 'MicrosoftCustomerAgreement',
        templateId: '117a77b0-9360-443b-8795-c6dedc750cf9',
        dateAgreed: sent,
        primaryContact: contact,
      },
    }));

  const services: readonly [name: string, Partial<AcceptanceFacts>, Partial<AcceptanceWish>, expected: readonly string[]][] = [
    ['both', {}, {}, ['*']],
    ['the relationship alone', {}, { grantDelegatedAdmin: false }, []],
    [
      'privileges that nobody asked for',
      { request: { ...request, asked: { kind: 'reseller', withDelegatedAdmin: false, resellerPartnerId: null } } },
      {},
      [],
    ],
    ['the relationship alone, where some privileges are there', { tie, tenant: company }, { grantDelegatedAdmin: false }, ['office']],
    [
      'the relationship alone, where an ended one had some',
      { tie: { ...tie, state: 'ended' }, tenant: company },
      { grantDelegatedAdmin: false },
      [],
    ],
    ['both, where some are there', { tie, tenant: company }, {}, ['*']],
  ];
  for (const [name, change, answer, expected] of services) {
    test(`${name}: privileges for ${expected.join() || 'nothing'}`, () => {
      const result = outcome(change, answer);
      assert.deepEqual(typeof result === 'string' ? result : result.tie.delegatedAdminServices, expected);
    });
  }

  test('with the reseller that is asked for, else the one that is there', () => {
    const withReseller = {
      ...request,
      asked: { kind: 'reseller', withDelegatedAdmin: false, resellerPartnerId: 'new' as PartnerId },
    } as const;
    const resellers = [outcome({ request: withReseller }), outcome({ tie, tenant: company })].map((each) =>
      typeof each === 'string' ? each : each.tie.resellerPartnerId,
    );
    assert.deepEqual(resellers, ['new', 'r']);
  });
});

test('a customer’s own person who is no admin cannot decline either', () =>
  assert.deepEqual(answerRefusal(request, { ...admin, isGlobalAdmin: false }, sent), { code: 'not_global_admin' }));
