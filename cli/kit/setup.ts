import {
  SetUpAnswer,
  type IssuerRow,
  type PartnerRow,
  type ProgramRow,
  type SetUpOrder,
  type SetUpState,
  type StaffRow,
} from '../../src/access/setup/contract.ts';
import { askProgram } from './answer.ts';
import type { Outcome } from './command.ts';
import { tableLines } from './table.ts';

/** Which partner an order means. */
export const PARTNER_OPTION = {
  partner: { type: 'string', value: 'PARTNER', about: 'its domain or id; not needed where there is only one' },
} as const;

/** What is said of an order that was carried out, and of one that found everything as ordered. */
export type SetUpWords = { readonly changed: string; readonly unchanged: string };

/** Has the program carry out an order on the database of this installation; no server need run. `words` is left out for lists. */
export async function setUp(order: SetUpOrder, words?: SetUpWords): Promise<Outcome> {
  const answer = await askProgram(['set', 'up', JSON.stringify(order)], SetUpAnswer);
  return answer === null ? { kind: 'refused', message: 'Nothing was changed.' } : outcomeOf(answer, words);
}

/** What a person is told. Pure, for the tests. */
export function outcomeOf(answer: SetUpAnswer, words?: SetUpWords): Outcome {
  if (answer.kind === 'refused') return { kind: 'refused', message: answer.problems.join('\n'), data: answer };
  const { isChanged, partners, staff, programs, issuers, state } = answer;
  const lines = [
    ...partnerLines(partners ?? []),
    ...staffLines(staff ?? []),
    ...programLines(programs ?? []),
    ...issuerLines(issuers ?? []),
  ];
  const said = words === undefined ? [] : [isChanged ? words.changed : words.unchanged];
  return { kind: 'done', data: answer, lines, notes: [...said, ...nextSteps(state)] };
}

/** What is missing before anybody can sign in, with the command that adds it. Nothing when nothing is. */
export function nextSteps({ partners, partnersWithoutAdmin, hasConsoleIssuer, issuers }: SetUpState): readonly string[] {
  if (partners === 0) return ['Next: create a partner with `upseat partners create`.'];
  return [
    ...(issuers === 0 ? ['Next: say who vouches for its people, with `upseat issuers add ADDRESS`.'] : []),
    ...(issuers > 0 && !hasConsoleIssuer
      ? ['Next: say where the console signs people in, with `upseat issuers add ADDRESS --console-client-id ID` or OIDC_ISSUER.']
      : []),
    ...partnersWithoutAdmin.map(
      ({ name, domain }) =>
        `Next: ${name} has no global admin. Add one with \`upseat staff add NAME@${domain} --id SUBJECT --role global_admin --partner ${domain}\`.`,
    ),
  ];
}

function partnerLines(partners: readonly PartnerRow[]): readonly string[] {
  const columns = ['Id', 'Name', 'Kind', 'Country', 'Currency', 'Domain', 'MPN id'].map((head) => ({ head }));
  return tableLines(
    columns,
    partners.map(({ id, name, kind, country, currency, domain, mpnId }) => [id, name, kind, country, currency, domain, mpnId]),
  );
}

function staffLines(staff: readonly StaffRow[]): readonly string[] {
  const columns = ['Id', 'User name', 'Name', 'Roles', 'State'].map((head) => ({ head }));
  return tableLines(
    columns,
    staff.map(({ id, userPrincipalName, displayName, roles, state }) => [id, userPrincipalName, displayName, roles.join(', '), state]),
  );
}

function programLines(programs: readonly ProgramRow[]): readonly string[] {
  const columns = ['Id', 'Name', 'State', 'Redirect addresses'].map((head) => ({ head }));
  return tableLines(
    columns,
    programs.map(({ id, displayName, state, redirectUris }) => [id, displayName, state, redirectUris.join(' ')]),
  );
}

function issuerLines(issuers: readonly IssuerRow[]): readonly string[] {
  const columns = ['Issuer', 'Partner', 'Audiences', 'Console', 'From'].map((head) => ({ head }));
  return tableLines(
    columns,
    issuers.map(({ issuer, partnerId, audiences, consoleClientId, source }) => [
      issuer,
      partnerId ?? 'of the token',
      audiences.join(', '),
      consoleClientId ?? '',
      source,
    ]),
  );
}
