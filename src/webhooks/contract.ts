import { Type, type Static } from 'typebox';
import { Guid } from '../platform/contract.ts';

/** Where the partner is told, and of what, as the public API words it. */
export const WebhookRegistration = Type.Object(
  {
    subscriberId: Type.String({ description: 'The partner.' }),
    webhookUrl: Type.String(),
    webhookEvents: Type.Array(Type.String()),
    signatureTokenToMsSignatureHeader: Type.Boolean({ description: 'The signature travels as x-ms-signature instead of Authorization.' }),
    lastModifiedTimestamp: Type.String({ format: 'date-time' }),
  },
  { title: 'WebhookRegistration' },
);

export const RegistrationBody = Type.Object({
  webhookUrl: Type.String({ maxLength: 2000, description: 'Begins with https://, without user name or fragment.' }),
  webhookEvents: Type.Array(Type.String({ maxLength: 100 }), { minItems: 1, maxItems: 100 }),
  signatureTokenToMsSignatureHeader: Type.Optional(Type.Boolean()),
});

export const WebhookEvents = Type.Array(Type.String(), { title: 'WebhookEvents' });

/** A test event that was asked for. */
export const ValidationEventAsked = Type.Object({ correlationId: Type.String() }, { title: 'ValidationEventAsked' });

export const ValidationEventParams = Type.Object({ correlationId: Guid });

/** What came of a test event. */
export const ValidationEvent = Type.Object(
  {
    correlationId: Type.String(),
    partnerId: Type.String(),
    status: Type.Enum(['pending', 'completed']),
    callbackUrl: Type.String({ description: 'Where it was sent, or would be sent now.' }),
    results: Type.Array(
      Type.Object({
        responseCode: Type.String({
          description: 'The name of the status as .NET has it, such as OK or NotFound; NoResponse without one.',
        }),
        responseMessage: Type.String(),
        systemError: Type.Boolean({ description: 'No answer came.' }),
        dateTimeUtc: Type.String({ format: 'date-time' }),
      }),
    ),
  },
  { title: 'ValidationEvent' },
);

export type WebhookRegistration = Static<typeof WebhookRegistration>;
export type ValidationEvent = Static<typeof ValidationEvent>;
