import { hostname } from 'node:os';
import type { FastifyLoggerOptions, FastifyReply, FastifyRequest } from 'fastify';
import { isApiPath } from './paths.ts';

/** Where the log goes: `false` for nowhere, a stream in tests, the standard output otherwise. */
export type LogTarget = false | { readonly level?: string; readonly stream?: { write(line: string): void } };

/** A demo shows faults only, beside the lines about its start; in production each request leaves a line. */
export function logTargetOf(mode: 'demo' | 'production'): LogTarget {
  return mode === 'production' ? {} : { level: 'error', stream: process.stderr };
}

/** One JSON line per event, on which no secret is ever written. */
export function loggerOptions(target: LogTarget): false | (FastifyLoggerOptions & { redact: string[] }) {
  if (target === false) return false;
  return {
    level: target.level ?? 'info',
    ...(target.stream === undefined ? {} : { stream: target.stream }),
    redact: SECRETS,
    serializers: { err: errorSaid },
  };
}

/** Tells what could not be done beside requests, in a sentence, as a line of the same log and shape. */
export type TroubleLog = (sentence: string, error: unknown) => void;

/** Numbered as the server's log numbers its levels. */
const LEVEL_ERROR = 50;

/** The log for work that nobody asked for. */
export function troubleLog(target: LogTarget): TroubleLog {
  if (target === false) return () => {};
  const stream = target.stream ?? process.stdout;
  const from = { pid: process.pid, hostname: hostname() };
  return (sentence, error) => {
    const line = { level: LEVEL_ERROR, time: Date.now(), ...from, err: errorSaid(error), msg: sentence };
    stream.write(`${JSON.stringify(line)}\n`);
  };
}

/** An error as it is told in the log. What else hangs on it is left out: the database quotes whole rows there, mail and web clients what they sent. */
export function errorSaid(error: unknown): { type: string; message: string; stack: string; code?: string; cause?: object } {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error), stack: '' };
  const { name, message, stack = '', cause } = error;
  const { code } = error as { readonly code?: unknown };
  return {
    type: name,
    message: message === '' && error instanceof AggregateError ? error.errors.map(String).join('; ') : message,
    stack,
    ...(typeof code === 'string' ? { code } : {}),
    ...(cause instanceof Error ? { cause: errorSaid(cause) } : {}),
  };
}

/** Members that are never written, at the top of a logged object or in an object of it. */
const SECRETS = [
  'password',
  'secret',
  'client_secret',
  'clientSecret',
  'access_token',
  'refresh_token',
  'id_token',
  'authorization',
  'cookie',
].flatMap((name) => [name, `*.${name}`, `*.headers.${name}`]);

/** The line that each finished request leaves. */
export function requestLine(request: FastifyRequest, reply: FastifyReply): object {
  return {
    method: request.method,
    url: withoutSecrets(request.url),
    status: reply.statusCode,
    milliseconds: Math.round(reply.elapsedTime * 10) / 10,
    correlationId: request.correlationId,
    remoteAddress: request.ip,
    ...callerIn(request.caller),
  };
}

/** Errors are worth a line of their own; reading the console's files is not worth one at the usual level. */
export function levelOf(request: FastifyRequest, reply: FastifyReply): 'error' | 'info' | 'debug' {
  if (reply.statusCode >= 500) return 'error';
  return isApiPath(request.url) ? 'info' : 'debug';
}

/** An address without the values of its parameters, except those that cannot hold a secret. */
export function withoutSecrets(address: string): string {
  const queryAt = address.indexOf('?');
  if (queryAt < 0) return address;
  const parameters = address
    .slice(queryAt + 1)
    .split('&')
    .map((parameter) => {
      const name = parameter.split('=', 1)[0] ?? '';
      return HARMLESS.has(name.toLowerCase()) ? parameter : `${name}=…`;
    });
  return `${address.slice(0, queryAt)}?${parameters.join('&')}`;
}

const HARMLESS = new Set([
  'size',
  'offset',
  'country',
  'seekoperation',
  'filter',
  'order_id',
  'mpn_id',
  'sortfield',
  'sortdirection',
  'licensegroupids',
  'startdate',
  'enddate',
]);

/** Who asked, by id: `caller` is the access domain's, and here only looked at. */
function callerIn(caller: unknown): object {
  if (typeof caller !== 'object' || caller === null) return {};
  const { partnerId, userId, applicationId } = caller as { partnerId?: unknown; userId?: unknown; applicationId?: unknown };
  return { partnerId, userId, applicationId };
}
