import type { IncomingMessage } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isGuid } from '../kit/ids.ts';
import type { Locale } from '../kit/locale.ts';

/**
 * The id under which a request is remembered: the caller's `MS-RequestId`, in lower case. Where it is missing or no
 * GUID a new one is made, so that the answer always names one; such a request cannot be repeated under its own id.
 */
export function requestIdOf(message: IncomingMessage, newId: () => string): string {
  return guidHeader(message, 'ms-requestid') ?? newId();
}

/** The id by which several requests of one piece of work are found in the log. */
export function correlationIdOf(message: IncomingMessage, newId: () => string): string {
  return guidHeader(message, 'ms-correlationid') ?? newId();
}

/** The language of names and sentences: `X-Locale`, English where it is missing or another language. */
export function localeOf(request: FastifyRequest): Locale {
  const asked = request.headers['x-locale'];
  return typeof asked === 'string' && /^zh[-_](tw|hant|hk|mo)/i.test(asked.trim()) ? 'zh-TW' : 'en';
}

/** Sets the headers that every answer has. */
export function setAnswerHeaders(request: FastifyRequest, reply: FastifyReply): void {
  reply.header('MS-RequestId', request.id);
  reply.header('MS-CorrelationId', request.correlationId);
  reply.header('MS-CV', correlationVector(request));
  reply.header('X-Locale', localeOf(request) === 'en' ? 'en-US' : 'zh-TW');
  reply.header('X-Content-Type-Options', 'nosniff');
  reply.header('X-Frame-Options', 'DENY');
  reply.header('Referrer-Policy', 'same-origin');
  reply.header('Cross-Origin-Opener-Policy', 'same-origin');
  reply.header('Content-Security-Policy', CONTENT_POLICY);
  if (request.protocol === 'https') reply.header('Strict-Transport-Security', 'max-age=31536000');
}

/** Everything from here only. The console's components put their styles into the page, hence the one exception. */
const CONTENT_POLICY = [
  `default-src 'self'`,
  `style-src 'self' 'unsafe-inline'`,
  `img-src 'self' data:`,
  `object-src 'none'`,
  `base-uri 'none'`,
  `form-action 'self'`,
  `frame-ancestors 'none'`,
].join('; ');

function guidHeader(message: IncomingMessage, name: string): string | null {
  const value = message.headers[name];
  return typeof value === 'string' && isGuid(value.trim()) ? value.trim().toLowerCase() : null;
}

const VECTOR = /^[A-Za-z0-9+/]{16,22}(\.\d{1,10})+$/;
const VECTOR_LENGTH_MAX = 127;

/** The caller's correlation vector, or the start of one made from the correlation id. */
function correlationVector(request: FastifyRequest): string {
  const given = request.headers['ms-cv'];
  if (typeof given === 'string' && given.length <= VECTOR_LENGTH_MAX && VECTOR.test(given)) return given;
  return `${Buffer.from(request.correlationId.replaceAll('-', ''), 'hex').toString('base64').slice(0, 22)}.0`;
}
