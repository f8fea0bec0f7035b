import { Check, Errors } from 'typebox/value';
import { unreachable } from '../../kit/brand.ts';
import type { PartnerId } from '../../kit/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { readerOf, type Reader } from '../../platform/reader.ts';
import { listKeptIssuers } from '../issuers/store.ts';
import { askIssuer } from '../issuers/worker.ts';
import type { AccessReading, KeptIssuer, TrustedIssuer } from '../settings.ts';
import { listStaff } from '../staff/store.ts';
import { staffView } from '../staff/view.ts';
import { listApplications } from '../store.ts';
import { addIssuer, addProgram, addStaff, createPartner, removeIssuer, type SetUpOutcome, type SetUpTools } from './commands.ts';
import { SetUpOrder, type IssuerRow, type PartnerRow, type SetUpAnswer, type SetUpState } from './contract.ts';
import { readIssuerOrder } from './issuer.ts';
import { listPartners, listPartnersWithoutAdmin, lockSetUp } from './store.ts';

/** What orders are carried out with; `settings` says which issuers the environment names. */
export type SetUpDeps = { readonly db: Db; readonly clock: Clock; readonly newId: () => string; readonly settings: AccessReading };

type Found = Omit<Extract<SetUpAnswer, { kind: 'done' }>, 'state' | 'kind' | 'isChanged'>;

/** Carries out one order of an operator, given as JSON, on the database of the installation. Repeating it changes nothing. */
export async function carryOut(deps: SetUpDeps, text: string): Promise<SetUpAnswer> {
  const order = readOrder(text);
  if ('problems' in order) return { kind: 'refused', problems: [...order.problems] };
  const partner = await partnerOf(readerOf(deps.db), order);
  if ('problems' in partner) return { kind: 'refused', problems: [...partner.problems] };
  const outcome = await write(deps, order, partner.found);
  if (outcome.kind === 'refused') return { kind: 'refused', problems: [...outcome.problems] };
  const reader = readerOf(deps.db);
  const found = await read(deps, order, partner.found);
  return { kind: 'done', isChanged: outcome.isChanged, ...found, state: await stateOf(reader, deps.settings) };
}

type Problems = { readonly problems: readonly string[] };

function readOrder(text: string): SetUpOrder | Problems {
  let order: unknown;
  try {
    order = JSON.parse(text);
  } catch {
    return { problems: ['The order is no JSON. This verb is for the command `upseat`.'] };
  }
  if (Check(SetUpOrder, order)) return order;
  // Only the mistakes of the order that is meant: every other kind would complain too.
  const { kind } = (order ?? {}) as { readonly kind?: unknown };
  const meant = SetUpOrder.anyOf.find(({ properties }) => properties.kind.const === kind) ?? SetUpOrder;
  return {
    problems: Errors(meant, order).map(({ instancePath, message }) => `${instancePath.replaceAll('/', ' ').trim()} ${message}.`.trim()),
  };
}

/** The partner that an order means: by id or domain, or the only one there is. */
async function partnerOf(reader: Reader, order: SetUpOrder): Promise<{ readonly found: PartnerRow | null } | Problems> {
  if (!concernsPartner(order)) return { found: null };
  const partners = await listPartners(reader);
  const { partner: name } = order;
  if (name === undefined) {
    if (partners.length === 1) return { found: partners[0] ?? null };
    if (order.kind === 'add_issuer') return { found: null };
    return {
      problems: [
        partners.length === 0
          ? 'There is no partner yet. Create one: `upseat partners create`.'
          : `Which partner? Add --partner with one of ${partners.map(({ domain }) => domain).join(', ')}.`,
      ],
    };
  }
  const found = partners.find(({ id, domain }) => [id, domain.toLowerCase()].includes(name.toLowerCase()));
  return found === undefined ? { problems: [`There is no partner "${name}". \`upseat partners list\` shows who is there.`] } : { found };
}

type PartnerOrder = Extract<SetUpOrder, { kind: 'add_staff' | 'list_staff' | 'add_program' | 'list_programs' | 'add_issuer' }>;

function concernsPartner(order: SetUpOrder): order is PartnerOrder {
  return ['add_staff', 'list_staff', 'add_program', 'list_programs', 'add_issuer'].includes(order.kind);
}

async function write(deps: SetUpDeps, order: SetUpOrder, partner: PartnerRow | null): Promise<SetUpOutcome> {
  const { db, clock, newId, settings } = deps;
  const tools = { at: clock.now(), newId, settled: settledIn(settings) };
  const inTurn = (work: (tx: Tx) => Promise<SetUpOutcome>): Promise<SetUpOutcome> =>
    db.transaction(async (tx) => {
      await lockSetUp(tx);
      return work(tx);
    });
  switch (order.kind) {
    case 'create_partner':
      return inTurn((tx) => createPartner(tx, order, tools));
    case 'add_staff':
      return inTurn((tx) => addStaff(tx, order, required(partner), tools));
    case 'add_program':
      return inTurn((tx) => addProgram(tx, order, required(partner), tools));
    case 'add_issuer':
      return addReadIssuer(inTurn, order, partner, tools);
    case 'remove_issuer':
      return inTurn((tx) => removeIssuer(tx, order, tools));
    case 'list_partners':
    case 'list_staff':
    case 'list_programs':
    case 'list_issuers':
      return { kind: 'done', isChanged: false };
    default:
      return unreachable(order);
  }
}

async function addReadIssuer(
  inTurn: (work: (tx: Tx) => Promise<SetUpOutcome>) => Promise<SetUpOutcome>,
  order: Extract<SetUpOrder, { kind: 'add_issuer' }>,
  partner: PartnerRow | null,
  tools: SetUpTools,
): Promise<SetUpOutcome> {
  const reading = readIssuerOrder(order, partner);
  if (reading.kind === 'refused') return reading;
  const obstacle = order.isAsked ? await askIssuer(reading.issuer) : null;
  if (obstacle !== null)
    return { kind: 'refused', problems: [obstacle, 'Add `--unchecked` if this machine cannot reach it, but the server can.'] };
  return inTurn((tx) => addIssuer(tx, reading.issuer, tools));
}

async function read({ db, settings }: SetUpDeps, order: SetUpOrder, partner: PartnerRow | null): Promise<Found> {
  const reader = readerOf(db);
  switch (order.kind) {
    case 'create_partner':
      return { partners: (await listPartners(reader)).filter(({ domain }) => domain === order.partner.domain) };
    case 'list_partners':
      return { partners: [...(await listPartners(reader))] };
    case 'add_staff':
    case 'list_staff': {
      const people = await listStaff(reader, { partnerId: required(partner).id as PartnerId, after: null, limit: 10_000 });
      const shown = order.kind === 'list_staff' ? people : people.filter(({ userId }) => userId === order.person.id);
      return {
        staff: shown.map((person) => {
          const { id, userPrincipalName, displayName, roles, state } = staffView(person);
          return { id, userPrincipalName, displayName, roles, state };
        }),
      };
    }
    case 'add_program':
    case 'list_programs': {
      const programs = await listApplications(reader, required(partner).id as PartnerId);
      const shown = order.kind === 'list_programs' ? programs : programs.filter(({ applicationId }) => applicationId === order.program.id);
      return {
        programs: shown.map(({ applicationId: id, displayName, redirectUris, disabled }) => ({
          id,
          displayName,
          redirectUris: [...redirectUris],
          state: disabled ? ('disabled' as const) : ('active' as const),
        })),
      };
    }
    case 'add_issuer':
    case 'remove_issuer':
    case 'list_issuers':
      return { issuers: await issuersIn(reader, settings) };
    default:
      return unreachable(order);
  }
}

async function issuersIn(reader: Reader, settings: AccessReading): Promise<IssuerRow[]> {
  const settled = settledIn(settings).map((issuer, i) => ({
    ...issuer,
    consoleClientId:
      settings.kind === 'config' && settings.config.identity.kind === 'outside' && i === 0
        ? settings.config.identity.client.clientId
        : null,
  }));
  const kept = await listKeptIssuers(reader);
  const row = (source: IssuerRow['source']) => (issuer: KeptIssuer) => rowOf(issuer, source);
  return [...settled.map(row('environment')), ...kept.map(row('database'))];
}

function rowOf({ issuer, partnerId, audiences, jwksUri, consoleClientId }: KeptIssuer, source: IssuerRow['source']): IssuerRow {
  return {
    issuer,
    ...(partnerId === null ? {} : { partnerId }),
    audiences: [...audiences],
    ...(jwksUri === null ? {} : { jwksUri }),
    ...(consoleClientId === null ? {} : { consoleClientId }),
    source,
  };
}

async function stateOf(reader: Reader, settings: AccessReading): Promise<SetUpState> {
  const [partners, without, issuers] = await Promise.all([
    listPartners(reader),
    listPartnersWithoutAdmin(reader),
    issuersIn(reader, settings),
  ]);
  return {
    partners: partners.length,
    partnersWithoutAdmin: [...without],
    hasConsoleIssuer: issuers.some(({ consoleClientId }) => consoleClientId !== undefined),
    issuers: issuers.length,
  };
}

function settledIn(settings: AccessReading): readonly TrustedIssuer[] {
  if (settings.kind === 'refused' || settings.config.identity.kind === 'embedded') return [];
  return [settings.config.identity.signIn, ...settings.config.identity.others];
}

function required(partner: PartnerRow | null): PartnerRow {
  if (partner === null) throw new Error('the order names no partner');
  return partner;
}
