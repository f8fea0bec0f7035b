import type { PartnerId } from '../../kit/ids.ts';
import type { Tx } from '../../platform/db.ts';
import type { Reader } from '../../platform/reader.ts';
import type { KeptIssuer } from '../settings.ts';

/** The issuers that the operator wrote down, by address. */
export async function listKeptIssuers(reader: Reader): Promise<readonly KeptIssuer[]> {
  const { rows } = await reader.query<Row>(
    'select issuer, partner_id, audiences, jwks_uri, console_client_id from trusted_issuer order by issuer',
  );
  return rows.map((row) => ({
    issuer: row.issuer,
    audiences: row.audiences,
    jwksUri: row.jwks_uri,
    partnerId: row.partner_id as PartnerId | null,
    consoleClientId: row.console_client_id,
  }));
}

/** Writes a new issuer down. */
export function saveIssuer(tx: Tx, { issuer, partnerId, audiences, jwksUri, consoleClientId }: KeptIssuer, at: Date): void {
  tx.send(
    `insert into trusted_issuer (issuer, partner_id, audiences, jwks_uri, console_client_id, created_at) values ($1, $2, $3, $4, $5, $6)`,
    [issuer, partnerId, audiences, jwksUri, consoleClientId, at.toISOString()],
  );
}

/** Forgets an issuer: its tokens count no longer. */
export function deleteIssuer(tx: Tx, issuer: string): void {
  tx.send('delete from trusted_issuer where issuer = $1', [issuer]);
}

type Row = {
  readonly issuer: string;
  readonly partner_id: string | null;
  readonly audiences: readonly string[];
  readonly jwks_uri: string | null;
  readonly console_client_id: string | null;
};
