import { toIso } from '../../kit/dates.ts';
import type { CustomerId, DelegatedAdminId, PartnerId, RelationshipRequestId } from '../../kit/ids.ts';
import type { Tx } from '../../platform/db.ts';
import type { Reader } from '../../platform/reader.ts';
import type { Write } from '../../platform/write.ts';
import type { RelationshipRequest } from './request.ts';
import type { NamedTie, Tie } from './tie.ts';

/** Holds the customer until the transaction ends, whoever's it is: the same row that every change of its subscriptions holds. */
export async function lockTenant(tx: Tx, customerId: CustomerId): Promise<void> {
  await tx.query('select 1 from customer where customer_id = $1 for no key update', [customerId]);
}

/** The tie between a customer and a partner; null where there never was one. */
export async function findTie(reader: Reader, partnerId: PartnerId, customerId: CustomerId): Promise<Tie | null> {
  const { rows } = await reader.query<Tie>(`select ${TIE} from relationship r where r.customer_id = $1 and r.partner_id = $2`, [
    customerId,
    partnerId,
  ]);
  return rows[0] ?? null;
}

/** All partners that a customer has to do with today, for the customer itself. */
export async function listTies(reader: Reader, customerId: CustomerId): Promise<readonly NamedTie[]> {
  const { rows } = await reader.query<NamedTie>(
    `select ${TIE}, p.name as "partnerName", p.domain as "partnerDomain", p.country as "partnerCountry", s.name as "resellerName"
       from relationship r
       join partner p on p.partner_id = r.partner_id
       left join partner s on s.partner_id = r.reseller_partner_id
      where r.customer_id = $1 and r.state = 'active'
      order by r.since, r.partner_id`,
    [customerId],
  );
  return rows;
}

const TIE = `r.partner_id as "partnerId", r.state, r.delegated_admin_services as "delegatedAdminServices",
  r.delegated_admin_since as "delegatedAdminSince", r.reseller_partner_id as "resellerPartnerId", r.since`;

/** What the partner sold to the customer and is in use or on its way. */
export async function listLiveSubscriptions(reader: Reader, partnerId: PartnerId, customerId: CustomerId): Promise<readonly string[]> {
  const { rows } = await reader.query<{ id: string }>(
    `select subscription_id as id from subscription
      where customer_id = $1 and partner_id = $2 and status in ('active', 'pending') order by subscription_id`,
    [customerId, partnerId],
  );
  return rows.map((row) => row.id);
}

/** A tie as it is to be from now on. `sortName` is the customer's name as lists are ordered by it. */
export type WantedTie = Pick<Tie, 'partnerId' | 'delegatedAdminServices' | 'resellerPartnerId'> & {
  readonly sortName: string;
  readonly at: Date;
};

/** Ties a customer to a partner, or changes the tie that there is. One that had ended begins anew. */
export function saveTies(ties: readonly WantedTie[]): Write {
  return {
    table: 'relationship',
    sql: `
      insert into relationship as old (customer_id, partner_id, company_name, state, delegated_admin_services, delegated_admin_since,
        reseller_partner_id, since)
      select $customer, r.partner_id, r.sort_name, 'active', array(select jsonb_array_elements_text(r.services)),
             case when jsonb_array_length(r.services) > 0 then r.at end, r.reseller_partner_id, r.at
        from jsonb_to_recordset($rows) as r(partner_id uuid, sort_name text, services jsonb, reseller_partner_id uuid, at timestamptz)
          on conflict (customer_id, partner_id) do update set state = 'active', ended_at = null, company_name = excluded.company_name,
             since = case when old.state = 'active' then old.since else excluded.since end,
             delegated_admin_services = excluded.delegated_admin_services,
             delegated_admin_since = case when excluded.delegated_admin_since is not null
               then coalesce(old.delegated_admin_since, excluded.delegated_admin_since) end,
             reseller_partner_id = excluded.reseller_partner_id`,
    rows: ties.map((tie) => ({
      partner_id: tie.partnerId,
      sort_name: tie.sortName,
      services: tie.delegatedAdminServices,
      reseller_partner_id: tie.resellerPartnerId,
      at: tie.at.toISOString(),
    })),
  };
}

/** Ends a tie, and with it the delegated admin privileges. */
export function endTie(partnerId: PartnerId, at: Date): Write {
  return {
    table: 'relationship',
    sql: `
      update relationship t set state = 'ended', ended_at = r.at, delegated_admin_services = '{}', delegated_admin_since = null
        from jsonb_to_recordset($rows) as r(partner_id uuid, at timestamptz)
       where t.customer_id = $customer and t.partner_id = r.partner_id and t.state = 'active'`,
    rows: [{ partner_id: partnerId, at: at.toISOString() }],
  };
}

/** The customer has another name: lists are ordered by it, those of every partner. */
export function renameTies(sortName: string): Write {
  return {
    table: 'relationship',
    sql: `
      update relationship t set company_name = r.sort_name
        from jsonb_to_recordset($rows) as r(sort_name text)
       where t.customer_id = $customer`,
    rows: [{ sort_name: sortName }],
  };
}

/** Takes the delegated admin privileges away; the relationship stays. */
export function endPrivileges(partnerId: PartnerId): Write {
  return {
    table: 'relationship',
    sql: `
      update relationship t set delegated_admin_services = '{}', delegated_admin_since = null
        from jsonb_to_recordset($rows) as r(partner_id uuid)
       where t.customer_id = $customer and t.partner_id = r.partner_id`,
    rows: [{ partner_id: partnerId }],
  };
}

/** Keeps a request. Of its link only the hash of the secret is kept. */
export function saveRequest(tx: Tx, request: RelationshipRequest, tokenHash: string): void {
  const { asked } = request;
  const reseller = asked.kind === 'reseller' ? asked : null;
  const admin = asked.kind === 'delegated_admin' ? asked : null;
  tx.send(
    `insert into relationship_request (request_id, partner_id, token_hash, kind, with_delegated_admin, reseller_partner_id, tenant_id,
       relationship_id, note, requested_by, requested_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      request.id,
      request.partnerId,
      tokenHash,
      asked.kind,
      reseller?.withDelegatedAdmin ?? false,
      reseller?.resellerPartnerId ?? null,
      request.tenantId,
      admin?.relationshipId ?? null,
      request.note,
      request.requestedBy,
      request.requestedAt.toISOString(),
      request.expiresAt.toISOString(),
    ],
  );
}

/** Takes a request back, if nobody answered it yet. */
export function revokeRequest(tx: Tx, id: RelationshipRequestId, at: Date): void {
  tx.send('update relationship_request set revoked_at = $2 where request_id = $1 and revoked_at is null and answered_at is null', [
    id,
    at.toISOString(),
  ]);
}

/** Takes back the request for one relationship of delegated administration. */
export function revokeRequestFor(tx: Tx, relationshipId: DelegatedAdminId, at: Date): void {
  tx.send('update relationship_request set revoked_at = $2 where relationship_id = $1 and revoked_at is null and answered_at is null', [
    relationshipId,
    at.toISOString(),
  ]);
}

/** Records how a request was answered; from then on its link opens nothing. */
export function answerRequest(
  tx: Tx,
  id: RelationshipRequestId,
  answered: { readonly answer: 'accepted' | 'declined'; readonly by: string; readonly tenantId: CustomerId; readonly at: Date },
): void {
  tx.send('update relationship_request set answer = $2, answered_by = $3, tenant_id = $4, answered_at = $5 where request_id = $1', [
    id,
    answered.answer,
    answered.by,
    answered.tenantId,
    answered.at.toISOString(),
  ]);
}

/** The request behind a link; null when there is none. */
export async function findRequestByToken(reader: Reader, tokenHash: string): Promise<RelationshipRequest | null> {
  const { rows } = await reader.query<RequestRow>(`${REQUEST} where token_hash = $1`, [tokenHash]);
  return rows[0] === undefined ? null : requestOf(rows[0]);
}

/** The same, held until the transaction ends: of two who use a link at the same moment the second finds it used. */
export async function holdRequestByToken(tx: Tx, tokenHash: string): Promise<RelationshipRequest | null> {
  const { rows } = await tx.query<RequestRow>(`${REQUEST} where token_hash = $1 for no key update`, [tokenHash]);
  return rows[0] === undefined ? null : requestOf(rows[0]);
}

/** A request of the partner, held until the transaction ends; null for an unknown one and one of another partner. */
export async function holdRequest(tx: Tx, partnerId: PartnerId, id: RelationshipRequestId): Promise<RelationshipRequest | null> {
  const { rows } = await tx.query<RequestRow>(`${REQUEST} where request_id = $1 and partner_id = $2 for no key update`, [id, partnerId]);
  return rows[0] === undefined ? null : requestOf(rows[0]);
}

/** One page of what a partner asked for, latest first. */
export async function listRequests(
  reader: Reader,
  asked: {
    readonly partnerId: PartnerId;
    /** Only what this customer was asked, or answered; null for all. */
    readonly customerId: CustomerId | null;
    readonly after: { readonly at: string; readonly id: string } | null;
    readonly limit: number;
  },
): Promise<readonly RelationshipRequest[]> {
  const { rows } = await reader.query<RequestRow>(
    `${REQUEST} where partner_id = $1 and ($2::timestamptz is null or requested_at < $2 or (requested_at = $2 and request_id > $3::uuid))
        and ($5::uuid is null or tenant_id = $5)
      order by requested_at desc, request_id limit $4`,
    [asked.partnerId, asked.after?.at ?? null, asked.after?.id ?? null, asked.limit, asked.customerId],
  );
  return rows.map(requestOf);
}

const REQUEST = `select request_id, partner_id, kind, with_delegated_admin, reseller_partner_id, tenant_id, relationship_id, note, requested_by,
    requested_at, expires_at, revoked_at, answered_at, answer, answered_by from relationship_request`;

type RequestRow = {
  readonly request_id: string;
  readonly partner_id: string;
  readonly kind: 'reseller' | 'delegated_admin';
  readonly with_delegated_admin: boolean;
  readonly reseller_partner_id: string | null;
  readonly tenant_id: string | null;
  readonly relationship_id: string | null;
  readonly note: string;
  readonly requested_by: string;
  readonly requested_at: string;
  readonly expires_at: string;
  readonly revoked_at: string | null;
  readonly answered_at: string | null;
  readonly answer: 'accepted' | 'declined' | null;
  readonly answered_by: string | null;
};

function requestOf(row: RequestRow): RelationshipRequest {
  const tenantId = row.tenant_id as CustomerId | null;
  return {
    id: row.request_id as RelationshipRequestId,
    partnerId: row.partner_id as PartnerId,
    asked:
      row.kind === 'delegated_admin' && tenantId !== null
        ? { kind: 'delegated_admin', tenantId, relationshipId: row.relationship_id as DelegatedAdminId }
        : {
            kind: 'reseller',
            withDelegatedAdmin: row.with_delegated_admin,
            resellerPartnerId: row.reseller_partner_id as PartnerId | null,
          },
    note: row.note,
    requestedBy: row.requested_by,
    requestedAt: new Date(toIso(row.requested_at)),
    expiresAt: new Date(toIso(row.expires_at)),
    revokedAt: row.revoked_at === null ? null : new Date(toIso(row.revoked_at)),
    answered:
      row.answer === null || row.answered_at === null
        ? null
        : { answer: row.answer, at: new Date(toIso(row.answered_at)), by: row.answered_by ?? '' },
    tenantId,
  };
}
