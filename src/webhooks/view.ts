import { isoOf } from '../kit/dates.ts';
import type * as wire from './contract.ts';
import type { Attempt, KeptDelivery } from './deliveries/delivery.ts';
import type { Registration } from './registration.ts';

/** A registration as the wire has it. */
export function registrationView(registration: Registration): wire.WebhookRegistration {
  return {
    subscriberId: registration.partnerId,
    webhookUrl: registration.url,
    webhookEvents: [...registration.events],
    signatureTokenToMsSignatureHeader: registration.signatureInMsHeader,
    lastModifiedTimestamp: isoOf(registration.changedAt),
  };
}

/** A test event with what came of it. `currentUrl` is where it goes if it was not sent yet. */
export function validationView(delivery: KeptDelivery, currentUrl: string): wire.ValidationEvent {
  return {
    correlationId: delivery.correlationId,
    partnerId: delivery.partnerId,
    status: delivery.state === 'waiting' ? 'pending' : 'completed',
    callbackUrl: delivery.attempts.at(-1)?.url ?? currentUrl,
    results: delivery.attempts.map(resultView),
  };
}

function resultView({ at, outcome }: Attempt): wire.ValidationEvent['results'][number] {
  const dateTimeUtc = isoOf(new Date(at));
  return outcome.kind === 'answered'
    ? { responseCode: statusName(outcome.status), responseMessage: outcome.excerpt, systemError: false, dateTimeUtc }
    : { responseCode: 'NoResponse', responseMessage: outcome.detail, systemError: true, dateTimeUtc };
}

/** The names of .NET's HttpStatusCode for what receivers answer; the number itself for what has none. */
function statusName(status: number): string {
  return STATUS_NAMES[status] ?? String(status);
}

const STATUS_NAMES: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'NoContent',
  301: 'MovedPermanently',
  302: 'Found',
  303: 'SeeOther',
  307: 'TemporaryRedirect',
  308: 'PermanentRedirect',
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  408: 'RequestTimeout',
  409: 'Conflict',
  410: 'Gone',
  413: 'RequestEntityTooLarge',
  415: 'UnsupportedMediaType',
  422: 'UnprocessableEntity',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  501: 'NotImplemented',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
};
