import { X509Certificate } from 'node:crypto';
import { Type } from 'typebox';
import { Fault, Guid } from '../../platform/contract.ts';
import type { Db } from '../../platform/db.ts';
import { NOT_FOUND, sendFault } from '../../platform/faults.ts';
import type { Routes } from '../../platform/http.ts';
import { readerOf } from '../../platform/reader.ts';
import { certificatePath } from './signature.ts';
import { findCertificate } from './store.ts';

/** The certificates by which receivers check signatures. They are no secret. */
export function webhookCertificateRoutes({ db }: { readonly db: Db }): Routes {
  return async (app) => {
    app.get(
      certificatePath(':keyId'),
      {
        config: { right: 'public' },
        schema: {
          summary: 'The certificate that a signature names in X-MS-Certificate-Url',
          tags: ['webhooks'],
          params: Type.Object({ keyId: Guid }),
          response: { 200: Type.Unknown({ description: 'X.509, DER' }), 404: Fault },
        },
      },
      async (request, reply) => {
        const certificate = await findCertificate(readerOf(db), request.params.keyId);
        if (certificate === null) return sendFault(reply, 404, NOT_FOUND);
        return reply.header('Content-Type', 'application/x-x509-ca-cert').send(new X509Certificate(certificate).raw);
      },
    );
  };
}
