import type { FastifyReply } from 'fastify';
import type { Fault } from './contract.ts';
import { isConnectionFailure } from './db.ts';

/** What a refusal by HTTP status says; `data` names what it is about. */
export type FaultSaid = { readonly code: number; readonly description: string; readonly data?: readonly string[] };

/** Answers with a fault: the one body that every status outside 2xx and 3xx has. */
export function sendFault(reply: FastifyReply, status: number, said: FaultSaid): FastifyReply {
  return reply.code(status).send(faultBody(said));
}

export function faultBody({ code, description, data = [] }: FaultSaid): Fault {
  return { code, description: description.slice(0, DESCRIPTION_LENGTH_MAX), data: [...data], source: 'Upseat' };
}

/** Nothing at this address. */
export const NOT_FOUND: FaultSaid = { code: 1000, description: 'There is no resource at this address.' };

/** A malformed argument, with the name of the member, parameter or header that is wrong. */
export function malformed(member: string, why: string): FaultSaid {
  return { code: 2000, description: member === '' ? `The request ${why}.` : `\`${member}\` ${why}.`, data: member === '' ? [] : [member] };
}

/** A malformed request as an exception: what validators and parsers throw, and the error answer below reads. */
export function malformedError(member: string, why: string): Error & { fault: FaultSaid } {
  const fault = malformed(member, why);
  return Object.assign(new Error(fault.description), { statusCode: 400, fault });
}

/** Something that cannot be answered for a while, through nobody's fault, as an exception: answered with 503 and when to come again. */
export function notYetError(description: string, retryAfterSeconds: number): Error & { fault: FaultSaid } {
  return Object.assign(new Error(description), { statusCode: 503, fault: { code: 503, description }, retryAfterSeconds });
}

/** How a thrown error is answered. `unforeseen` ones are logged as errors, and tell the caller nothing of the inside. */
export type ErrorAnswer = {
  readonly status: number;
  readonly fault: FaultSaid;
  readonly retryAfterSeconds?: number;
  readonly unforeseen: boolean;
};

export function answerTo(error: unknown): ErrorAnswer {
  const { fault, statusCode, retryAfterSeconds, code = '' } = error as Thrown;
  if (fault !== undefined)
    return { status: statusCode ?? 400, fault, unforeseen: false, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) {
    return {
      status: statusCode,
      fault: { code: 2000, description: FRAMEWORK_WORDS[code] ?? 'The request is malformed.' },
      unforeseen: false,
    };
  }
  if (typeof code === 'string' && TEXT_THAT_NO_DATABASE_TAKES.has(code)) {
    return { status: 400, fault: malformed('', 'holds text that cannot be stored'), unforeseen: false };
  }
  if (isConnectionFailure(error) || (typeof code === 'string' && isPassing(code))) {
    const description = 'The database cannot answer at the moment. Repeat the request with the same MS-RequestId.';
    return { status: 503, fault: { code: 503, description }, retryAfterSeconds: 2, unforeseen: true };
  }
  return {
    status: 500,
    fault: { code: 800003, description: 'Something unforeseen happened. The log has it under the correlation id.' },
    unforeseen: true,
  };
}

type Thrown = {
  readonly fault?: FaultSaid;
  readonly statusCode?: number;
  readonly retryAfterSeconds?: number;
  readonly code?: string;
};

const DESCRIPTION_LENGTH_MAX = 1024;

const FRAMEWORK_WORDS: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'The body is larger than 1 MB.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'The body must be JSON, with `Content-Type: application/json`.',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'The body is not as long as its Content-Length says.',
  FST_ERR_BAD_URL: 'The path is not properly encoded.',
  FST_ERR_MAX_PARAM_LENGTH: 'A part of the path is too long.',
};

/** PostgreSQL's words for text that its encoding does not have. Validation catches them; this is the net below it. */
const TEXT_THAT_NO_DATABASE_TAKES = new Set(['22021', '22P05']);

/** The database is starting, full or busy: deadlock, serialization, lock and statement time-outs, too many connections, no disk or memory left. */
function isPassing(sqlState: string): boolean {
  return PASSING.has(sqlState);
}

const PASSING = new Set([
  ...['40001', '40P01', '55P03', '57014', '53100', '53200', '53300', '53400', '58030'],
  ...['ENOTFOUND', 'EAI_AGAIN'],
]);
