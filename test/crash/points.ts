import { writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ServerResponse } from 'node:http';

/**
 * Loaded before the server (`node --import`), this ends it with SIGKILL at a named point of a customer's command. It hangs
 * on the database driver and on Node's own HTTP server, so that the program itself has nothing in it that could end it.
 * CRASH_AT names the point, CRASH_TURN says at which time it comes by.
 */
export const POINTS = [
  /** The customer is locked and all is read; nothing was sent yet. */
  'after_first_statement',
  /** Everything is decided; the packet with the change and its commit is not sent. */
  'before_commit',
  /** The change was sent and is being carried out; its commit is not sent. */
  'after_write_before_commit',
  /** The commit was sent; nobody has heard what came of it. */
  'after_commit_is_sent',
  /** The database has said that it is committed; the caller does not know. */
  'after_commit_before_reply',
  /** The caller has been answered. */
  'after_reply',
  /** Announcements are in the queue of the webhooks, in a transaction that is not committed. */
  'while_handing_over_webhook',
  /** Invoices of a partner are written, in a transaction that is not committed. */
  'while_writing_invoice',
] as const;
export type Point = (typeof POINTS)[number];

type Driver = {
  readonly Connection: {
    readonly prototype: {
      parse(statement: { readonly name: string; readonly text: string }, more?: unknown): void;
      bind(bound: { readonly statement: string }, more?: unknown): void;
      sync(): void;
      emit(event: string, ...values: readonly unknown[]): boolean;
      readonly stream: { cork(): void; uncork(): void };
    };
  };
};
type Connection = Driver['Connection']['prototype'];

/** What is known of the transaction on a connection, as far as it matters here. */
type Seen = { isCommand: boolean; hasWritten: boolean; isHandingOver: boolean; isInvoicing: boolean };

const NOTHING: Seen = { isCommand: false, hasWritten: false, isHandingOver: false, isInvoicing: false };

const LOCKS_CUSTOMER = /from customer c\b.*for no key update/s;
const KEEPS_ANSWER = /insert into answered_request/;
const WRITES_INVOICE = /insert into invoice \(/;
const HANDS_OVER = /insert into webhook_delivery/;
const FLUSH_MS = 5;

/** Arms the point in this process; counts down from the turn, and then it is over. */
function arm(point: Point, turn: number): void {
  let left = turn;
  const pass = (at: Point): void => {
    if (at !== point) return;
    left -= 1;
    if (left === 0) die(point);
  };
  // What counts as passing is decided before; this only says whether the next one is the last.
  const isLast = (at: Point): boolean => at === point && left === 1;
  watchDriver(pass, isLast);
  if (point === 'after_reply') watchReplies(pass);
}

function watchDriver(pass: (at: Point) => void, isLast: (at: Point) => boolean): void {
  const { Connection } = createRequire(import.meta.url)('pg') as Driver;
  const { parse, bind, sync, emit } = Connection.prototype;
  const texts = new Map<string, string>();
  const seen = new WeakMap<Connection, Seen>();
  const committing = new WeakSet<Connection>();

  Connection.prototype.parse = function (this: Connection, statement, more) {
    texts.set(statement.name, statement.text);
    parse.call(this, statement, more);
  };
  Connection.prototype.bind = function (this: Connection, bound, more) {
    const text = texts.get(bound.statement) ?? '';
    const now = seen.get(this) ?? { ...NOTHING };
    seen.set(this, now);
    if (text === 'begin') Object.assign(now, NOTHING);
    if (LOCKS_CUSTOMER.test(text)) now.isCommand = true;
    if (KEEPS_ANSWER.test(text)) now.hasWritten = true;
    if (HANDS_OVER.test(text)) now.isHandingOver = true;
    if (WRITES_INVOICE.test(text)) now.isInvoicing = true;
    if (text === 'commit') now.isCommand = false;
    if (text === 'commit' && now.hasWritten) {
      pass('before_commit');
      if (isLast('after_write_before_commit')) {
        // What stands before the commit goes out, and the database begins with it.
        while ((this.stream as { writableCorked?: number }).writableCorked) this.stream.uncork();
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, FLUSH_MS);
      }
      pass('after_write_before_commit');
      committing.add(this);
    }
    if (text === 'commit' && now.isHandingOver) pass('while_handing_over_webhook');
    if (text === 'commit' && now.isInvoicing) pass('while_writing_invoice');
    bind.call(this, bound, more);
  };
  Connection.prototype.sync = function (this: Connection) {
    sync.call(this);
    if (committing.has(this)) process.nextTick(() => pass('after_commit_is_sent'));
  };
  Connection.prototype.emit = function (this: Connection, event, ...values) {
    if (event === 'commandComplete' && (values[0] as { text?: string } | undefined)?.text === 'COMMIT' && committing.delete(this)) {
      pass('after_commit_before_reply');
    }
    if (event === 'readyForQuery' && seen.get(this)?.isCommand === true && !committing.has(this)) {
      pass('after_first_statement');
    }
    return emit.call(this, event, ...values);
  };
}

/** Answers that kept something: those to a command that succeeded. */
function watchReplies(pass: (at: Point) => void): void {
  const { end } = ServerResponse.prototype;
  ServerResponse.prototype.end = function (this: ServerResponse, ...words: unknown[]) {
    const isCommand = this.req?.method !== 'GET' && this.statusCode < 300 && (this.req?.url ?? '').includes('/customers/');
    if (isCommand) this.once('finish', () => pass('after_reply'));
    return (end as (...all: unknown[]) => ServerResponse).apply(this, words);
  } as typeof end;
}

function die(point: Point): void {
  writeSync(2, `crash point ${point}\n`);
  process.kill(process.pid, 'SIGKILL');
  // The signal ends this thread before it comes back from here.
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
}

const [wanted, turn] = [process.env['CRASH_AT'], Number(process.env['CRASH_TURN'] ?? 1)];
const armed = POINTS.find((point) => point === wanted);
if (armed !== undefined && Number.isInteger(turn) && turn > 0) arm(armed, turn);
