import type { BodyOf, Client, Given, ItemOf, ListName, OperationName, Refused, Reply, Unreachable } from '../../client/client.ts';
import type { Outcome, Setback } from './command.ts';
import { connect } from './connection.ts';
import type { Settings } from './settings.ts';

/** Why a command did not do what was asked, as an outcome. */
export type Failure = Extract<Outcome, { readonly kind: Setback }>;

/** Does something with the API of the server, where one is signed in. */
export async function withApi(settings: Settings, work: (api: Client, url: string) => Promise<Outcome>): Promise<Outcome> {
  const connection = await connect(settings);
  return connection.kind === 'connected' ? work(connection.api, connection.url) : connection;
}

/** Asks once and shows the answer. */
export async function show<Name extends OperationName>(
  api: Client,
  name: Name,
  given: Given<Name>,
  lines: (body: BodyOf<Name>) => readonly string[],
): Promise<Outcome> {
  const reply = await api.call(name, given);
  return reply.kind === 'answered' ? { kind: 'done', data: reply.body, lines: lines(reply.body) } : failureOf(reply);
}

/** Lists page by page, `most` items at most. */
export async function list<Name extends ListName>(
  api: Client,
  name: Name,
  given: Given<Name>,
  table: (items: readonly ItemOf<Name>[]) => readonly string[],
  most: number = Infinity,
): Promise<Outcome> {
  const pages = api.pages(name, given);
  const first = await pages.next();
  // Where the list cannot be had at all, there is nothing to print.
  if (first.done === true) return { kind: 'refused', message: 'The server gave no list.' };
  if (first.value.kind !== 'answered') return failureOf(first.value);
  async function* all(start: Reply<BodyOf<Name>>): AsyncGenerator<readonly unknown[] | Failure> {
    let left = most;
    let reply: Reply<BodyOf<Name>> = start;
    for (;;) {
      if (reply.kind !== 'answered') return yield failureOf(reply);
      const items = itemsOf(reply.body).slice(0, left);
      yield items;
      left -= items.length;
      const next = left > 0 ? await pages.next() : null;
      if (next === null || next.done === true) return;
      reply = next.value;
    }
  }
  return { kind: 'listed', pages: all(first.value), table: (items) => table(items as readonly ItemOf<Name>[]) };
}

function itemsOf(body: unknown): readonly unknown[] {
  return (body as { readonly items: readonly unknown[] }).items;
}

/** Every item of a list, for what needs them all at once. */
export async function collect<Name extends ListName>(
  api: Client,
  name: Name,
  given: Given<Name>,
): Promise<readonly ItemOf<Name>[] | Failure> {
  const items: ItemOf<Name>[] = [];
  for await (const reply of api.pages(name, given)) {
    if (reply.kind !== 'answered') return failureOf(reply);
    items.push(...(itemsOf(reply.body) as readonly ItemOf<Name>[]));
  }
  return items;
}

/** What a reply that is no answer means for the command, with the way to the page that explains it. */
export function failureOf(reply: Refused | Unreachable): Failure {
  if (reply.kind === 'unreachable')
    return { kind: 'unreachable', message: `The server does not answer: ${reply.reason}. Request ${reply.requestId}.` };
  const { status, code, description, body, requestId } = reply;
  const message = [description, `(status ${status}${code === null ? '' : `, code ${code}`}, request ${requestId})`].join('\n');
  if (status === 401) return { kind: 'denied', message: `${message}\nSign in with \`upseat login\`.`, data: body };
  if (status === 403) return { kind: 'denied', message, data: body };
  if (status === 429 || status >= 500) return { kind: 'unreachable', message, data: body };
  return { kind: 'refused', message, data: body };
}

/** Whether something is a failure and not what was looked for. */
export function isFailure(value: object): value is Failure {
  return 'kind' in value && (value.kind === 'refused' || value.kind === 'denied' || value.kind === 'unreachable') && 'message' in value;
}
