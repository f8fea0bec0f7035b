import type { BodyOf, Client, Given } from '../../client/client.ts';
import type { LicenseUpdates } from '../../client/generated/schemas.ts';
import { failureOf, type Failure } from '../kit/api.ts';
import type { Command, Outcome } from '../kit/command.ts';
import { declareCommand } from '../kit/declare.ts';
import { PROMISE_OPTIONS } from '../kit/promise.ts';
import { CUSTOMER, productOf, usersOf, withCustomer } from '../kit/resolve.ts';
import { tableLines } from '../kit/table.ts';
import { confirmed, isPersonThere, progressLine } from '../kit/terminal.ts';

type Bulk = Given<'POST /v1/customers/{customerId}/licenseupdates'>['body'];
/** The same change for many users: what is assigned and what is taken away. */
export type LicenseChange = Pick<Bulk, 'licensesToAssign' | 'licensesToRemove'>;
/** What is asked for: the users, and whether it is only looked at. */
export type BulkOrder = {
  readonly customerId: string;
  readonly userIds: readonly string[];
  readonly change: LicenseChange;
  readonly isDryRun: boolean;
  readonly isAgreed: boolean;
};

type Result = LicenseUpdates['results'][number];

/** So many users go in one request: enough to be quick, and few enough to tell how far it is. */
const AT_ONCE = 100;

/** A command that gives users a product or takes it away. */
export function declareLicenseChange(name: string, summary: string, changeFor: (skuId: string) => LicenseChange): Command {
  return declareCommand({
    name,
    summary,
    words: {
      customer: CUSTOMER,
      product: { about: 'its SKU id, part number or name' },
      user: { about: 'their ids or user names', many: true },
    },
    options: PROMISE_OPTIONS,
    run: (given, settings) =>
      withCustomer(settings, given.customer, async (api, customerId) => {
        const skuId = await productOf(api, customerId, given.product);
        if (typeof skuId !== 'string') return skuId;
        const userIds = await usersOf(api, customerId, given.user);
        if ('kind' in userIds) return userIds;
        return changeLicenses(api, { customerId, userIds, change: changeFor(skuId), isDryRun: given['dry-run'], isAgreed: given.yes });
      }),
  });
}

/** Changes the licences of users, each on its own, in requests of a hundred. Those who are refused are told at the end. */
export async function changeLicenses(api: Client, order: BulkOrder): Promise<Outcome> {
  if (order.userIds.length === 0) return { kind: 'done', data: [], lines: ['Nobody holds it: there is nothing to do.'] };
  if (!order.isDryRun && !order.isAgreed) {
    if (!isPersonThere()) return { kind: 'refused', message: 'Nothing was done: add --yes to do it, or --dry-run to look only.' };
    const looked = await lookAt(api, order);
    if ('kind' in looked) return looked;
    process.stderr.write(`${summaryOf(looked, true)}\n`);
    if (!(await confirmed('Do this?'))) return { kind: 'refused', message: 'Nothing was done.' };
  }
  return { kind: 'listed', pages: resultPages(api, order), table: (results) => resultTable(results as readonly Result[]) };
}

async function lookAt(api: Client, order: BulkOrder): Promise<readonly Result[] | Failure> {
  const found: Result[] = [];
  for await (const page of resultPages(api, { ...order, isDryRun: true })) {
    if (!('kind' in page)) found.push(...page);
    else if (page.kind !== 'refused' || found.length < order.userIds.length) return page;
  }
  return found;
}

async function* resultPages(
  api: Client,
  { customerId, userIds, change, isDryRun }: BulkOrder,
): AsyncGenerator<readonly Result[] | Failure> {
  const progress = progressLine(isDryRun ? 'Worked out' : 'Done');
  const all: Result[] = [];
  for (let from = 0; from < userIds.length; from += AT_ONCE) {
    progress.at(from, userIds.length);
    const body = { ...change, userIds: userIds.slice(from, from + AT_ONCE), ...(isDryRun ? { preview: true } : {}) };
    const reply = await api.call('POST /v1/customers/{customerId}/licenseupdates', { path: { customerId }, body });
    progress.end();
    if (reply.kind !== 'answered') return yield stoppedAt(failureOf(reply), from, userIds.length);
    const { results }: BodyOf<'POST /v1/customers/{customerId}/licenseupdates'> = reply.body;
    all.push(...results);
    yield results;
  }
  if (all.some(({ outcome }) => outcome === 'refused')) yield { kind: 'refused', message: summaryOf(all, isDryRun) };
}

/** Those before are changed already; whoever repeats the command finds them unchanged. */
function stoppedAt(failure: Failure, done: number, all: number): Failure {
  return done === 0 ? failure : { ...failure, message: `${failure.message}\nStopped after ${done} of ${all} users. It is safe to repeat.` };
}

function summaryOf(results: readonly Result[], isDryRun: boolean): string {
  const count = (outcome: Result['outcome']): number => results.filter((result) => result.outcome === outcome).length;
  const [would, are] = isDryRun ? ['would change', 'would be refused'] : ['changed', 'were refused'];
  return `${count('changed')} users ${would}, ${count('unchanged')} are so already, ${count('refused')} ${are}.`;
}

function resultTable(results: readonly Result[]): readonly string[] {
  return tableLines(
    [{ head: 'User name' }, { head: 'Name' }, { head: 'Outcome' }, { head: 'Why' }, { head: 'Services that go' }],
    results.map(({ userPrincipalName, displayName, outcome, reasons, servicesLost }) => [
      userPrincipalName,
      displayName,
      outcome,
      reasons.map(({ description }) => description).join(' '),
      servicesLost.join(', '),
    ]),
  );
}
