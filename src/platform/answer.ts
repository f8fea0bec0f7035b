import type { FastifyReply } from 'fastify';
import { faultBody, type FaultSaid } from './faults.ts';

/** An answer that is not sent yet; the body is null where there is nothing to say. */
export type Answer = { readonly status: number; readonly body: unknown };

/** A refusal as an answer. */
export function faultAnswer(status: number, said: FaultSaid): Answer {
  return { status, body: faultBody(said) };
}

/** Whether what was asked for was done. */
export function isDone({ status }: Answer): boolean {
  return status < 300;
}

/** Sends an answer. */
export function sendAnswer(reply: FastifyReply, { status, body }: Answer): FastifyReply {
  return body === null ? reply.code(status).send() : reply.code(status).send(body);
}
