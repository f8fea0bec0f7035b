import type { ApplicationId, PartnerId, PartnerUserId } from '../../kit/ids.ts';
import type { Currency } from '../../kit/money.ts';
import type { Tx } from '../../platform/db.ts';
import { deleteIssuer, listKeptIssuers, saveIssuer } from '../issuers/store.ts';
import type { JournalEntry } from '../journal/entry.ts';
import { recordInJournal } from '../journal/store.ts';
import type { KeptIssuer, TrustedIssuer } from '../settings.ts';
import { isTaken, lockStaff } from '../staff/store.ts';
import { changePartnerUser, findApplication, findPartnerUser, saveApplication, savePartner, savePartnerUser } from '../store.ts';
import type { PartnerRow, SetUpOrder } from './contract.ts';
import { listPartners } from './store.ts';

/** What an order was carried out with. */
export type SetUpTools = { readonly at: Date; readonly newId: () => string; readonly settled: readonly TrustedIssuer[] };

/** What came of an order that writes, before anybody looks what is there by now. */
export type SetUpOutcome =
  | { readonly kind: 'done'; readonly isChanged: boolean }
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

type Order<Kind extends SetUpOrder['kind']> = Extract<SetUpOrder, { kind: Kind }>;

const DONE: SetUpOutcome = { kind: 'done', isChanged: true };
const AS_IT_WAS: SetUpOutcome = { kind: 'done', isChanged: false };
const refused = (...problems: readonly string[]): SetUpOutcome => ({ kind: 'refused', problems });

/** Creates a partner. One of the same id or domain is the same partner, and must be as ordered. */
export async function createPartner(tx: Tx, { partner }: Order<'create_partner'>, tools: SetUpTools): Promise<SetUpOutcome> {
  const known = await listPartners(tx);
  const before = known.find(({ id, domain }) => id === partner.id || domain.toLowerCase() === partner.domain);
  if (before !== undefined) {
    const wanted = { ...partner, id: partner.id ?? before.id };
    const differing = DIFFERING.filter((name) => before[name] !== wanted[name]);
    if (differing.length === 0) return AS_IT_WAS;
    return refused(
      `The partner ${before.name} (${before.id}, ${before.domain}) is there already, but differs: ${differing.map((name) => `${name} is ${before[name]}`).join(', ')}.`,
    );
  }
  const id = partner.id ?? tools.newId();
  const { name, kind, country, currency, domain, mpnId } = partner;
  const row = { partnerId: id as PartnerId, name, kind, country, currency: currency as Currency, domain, mpnId, standing: 'good' as const };
  savePartner(tx, row, tools.at);
  recordInJournal(tx, [entry(tools, id, 'partner', id, 'create_partner', null, { ...partner, id })]);
  return DONE;
}

const DIFFERING = ['id', 'name', 'kind', 'country', 'currency', 'domain', 'mpnId'] as const;

/** Adds a person. Somebody who is there already gets the roles that they lack. */
export async function addStaff(tx: Tx, order: Order<'add_staff'>, partner: PartnerRow, tools: SetUpTools): Promise<SetUpOutcome> {
  const partnerId = partner.id as PartnerId;
  const { id, userPrincipalName, displayName, roles } = order.person;
  const userId = id as PartnerUserId;
  await lockStaff(tx, partnerId);
  const before = await findPartnerUser(tx, userId);
  if (before === null) {
    if (await isTaken(tx, userId, userPrincipalName))
      return refused(`Somebody else is ${userPrincipalName}, or has the id ${userId}. \`upseat staff list\` shows who.`);
    const user = { userId, partnerId, userPrincipalName, displayName, roles: [...new Set(roles)].toSorted() };
    savePartnerUser(tx, user, null, tools.at);
    recordInJournal(tx, [entry(tools, partnerId, 'partner_user', userId, 'create_partner_user', null, user)]);
    return DONE;
  }
  if (before.partnerId !== partnerId) return refused(`The person ${userId} belongs to another partner.`);
  if (before.userPrincipalName.toLowerCase() !== userPrincipalName.toLowerCase())
    return refused(`The person ${userId} is ${before.userPrincipalName}, and not ${userPrincipalName}.`);
  if (before.disabled && !order.givesAccessBack)
    return refused(`${userPrincipalName} has no access any more. Add \`--give-access-back\` to give it back.`);
  const missing = roles.filter((role) => !before.roles.includes(role));
  if (missing.length === 0 && !before.disabled) return AS_IT_WAS;
  const after = { ...before, roles: [...new Set([...before.roles, ...missing])].toSorted(), disabled: false };
  changePartnerUser(tx, after);
  recordInJournal(tx, [entry(tools, partnerId, 'partner_user', userId, 'update_partner_user', before, after)]);
  return DONE;
}

/** Registers a program, so that tokens it gets from its issuer count here. */
export async function addProgram(tx: Tx, order: Order<'add_program'>, partner: PartnerRow, tools: SetUpTools): Promise<SetUpOutcome> {
  const { id, displayName, redirectUris } = order.program;
  const applicationId = id as ApplicationId;
  const found = await findApplication(tx, applicationId);
  if (found !== null)
    return found.application.partnerId === partner.id ? AS_IT_WAS : refused(`The program ${id} belongs to another partner.`);
  const program = { applicationId, partnerId: partner.id as PartnerId, displayName, redirectUris };
  saveApplication(tx, program, null, tools.at);
  recordInJournal(tx, [entry(tools, partner.id, 'application', id, 'create_application', null, program)]);
  return DONE;
}

/** Writes an issuer down. Its tokens count within seconds, also at a server that runs. */
export async function addIssuer(tx: Tx, issuer: KeptIssuer, tools: SetUpTools): Promise<SetUpOutcome> {
  if (tools.settled.some((one) => one.issuer === issuer.issuer))
    return refused(`${issuer.issuer} is set in the environment (OIDC_ISSUER, OIDC_OTHER_ISSUERS). Change it there.`);
  const kept = await listKeptIssuers(tx);
  const before = kept.find((one) => one.issuer === issuer.issuer);
  if (before !== undefined) {
    if (JSON.stringify(before) === JSON.stringify(issuer)) return AS_IT_WAS;
    return refused(
      `${issuer.issuer} is there already, with other settings. See \`upseat issuers list\`; to change it, remove it first and add it anew.`,
    );
  }
  const console = kept.find(({ consoleClientId }) => consoleClientId !== null);
  if (issuer.consoleClientId !== null && console !== undefined)
    return refused(`The console signs people in at ${console.issuer}. There is only one such issuer: remove it first.`);
  saveIssuer(tx, issuer, tools.at);
  recordInJournal(tx, [entry(tools, issuer.partnerId, 'trusted_issuer', issuer.issuer, 'add_issuer', null, issuer)]);
  return DONE;
}

/** Forgets an issuer. Its tokens count no longer within seconds. */
export async function removeIssuer(tx: Tx, { address }: Order<'remove_issuer'>, tools: SetUpTools): Promise<SetUpOutcome> {
  const before = (await listKeptIssuers(tx)).find(({ issuer }) => issuer === address);
  if (before === undefined) {
    if (tools.settled.some(({ issuer }) => issuer === address))
      return refused(`${address} is set in the environment (OIDC_ISSUER, OIDC_OTHER_ISSUERS). Take it out there.`);
    return AS_IT_WAS;
  }
  deleteIssuer(tx, address);
  recordInJournal(tx, [entry(tools, before.partnerId, 'trusted_issuer', address, 'remove_issuer', before, null)]);
  return DONE;
}

/** What the journal says of an operator, who has no account here. */
const OPERATOR = 'the operator, at the command line';

function entry(
  { at, newId }: SetUpTools,
  partnerId: string | null,
  resourceType: JournalEntry['resourceType'],
  resourceId: string,
  operationType: string,
  oldValue: object | null,
  newValue: object | null,
): JournalEntry {
  return {
    auditId: newId(),
    partnerId: partnerId as PartnerId | null,
    doer: { kind: 'outsider', name: OPERATOR },
    remoteAddress: null,
    correlationId: newId(),
    resourceType,
    resourceId,
    operationType,
    status: 'succeeded',
    oldValue,
    newValue,
    customizedData: [],
    at,
  };
}
