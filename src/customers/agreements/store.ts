import { toIso } from '../../kit/dates.ts';
import type { CustomerId, PartnerId } from '../../kit/ids.ts';
import type { Reader } from '../../platform/reader.ts';
import type { Write } from '../../platform/write.ts';
import type { Agreement, AgreementType, PrimaryContact } from './agreement.ts';

/** What the customer accepted, as far as this partner may know: what it confirmed itself, and what the customer signed. */
export async function listAgreements(reader: Reader, partnerId: PartnerId, customerId: CustomerId): Promise<readonly Agreement[]> {
  const { rows } = await reader.query<Row>(
    `select a.agreement_id, a.customer_id, a.partner_id, a.agreement_type, a.template_id, a.date_agreed, a.primary_contact, a.user_id,
            a.signed_by_customer, u.display_name as confirmed_by
       from customer_agreement a
       left join partner_user u on u.user_id = a.user_id and u.partner_id = $2
      where a.customer_id = $1 and (a.partner_id = $2 or a.signed_by_customer)
      order by date_agreed, agreement_id`,
    [customerId, partnerId],
  );
  return rows.map(agreementOf);
}

/** Whether any agreement that allows purchases is on record, whoever recorded it. */
export async function hasCustomerAgreement(reader: Reader, customerId: CustomerId): Promise<boolean> {
  const { rows } = await reader.query<{ recorded: boolean }>(
    `select exists (select 1 from customer_agreement where customer_id = $1 and agreement_type = 'MicrosoftCustomerAgreement') as recorded`,
    [customerId],
  );
  return rows[0]?.recorded === true;
}

/** Records accepted agreements. */
export function recordAgreements(agreements: readonly Agreement[]): Write {
  return {
    table: 'customer_agreement',
    sql: `
      insert into customer_agreement (customer_id, agreement_id, agreement_type, template_id, date_agreed, primary_contact, partner_id, user_id,
        signed_by_customer)
      select $customer, r.agreement_id, r.agreement_type, r.template_id, r.date_agreed, r.primary_contact, r.partner_id, r.user_id,
        r.signed_by_customer
      from jsonb_to_recordset($rows) as r(agreement_id uuid, agreement_type text, template_id uuid, date_agreed timestamptz,
        primary_contact jsonb, partner_id uuid, user_id uuid, signed_by_customer boolean)`,
    rows: agreements.map((agreement) => ({
      agreement_id: agreement.agreementId,
      agreement_type: agreement.agreementType,
      template_id: agreement.templateId,
      date_agreed: agreement.dateAgreed.toISOString(),
      primary_contact: agreement.primaryContact,
      partner_id: agreement.partnerId,
      user_id: agreement.userId,
      signed_by_customer: agreement.signedByCustomer,
    })),
  };
}

type Row = {
  readonly agreement_id: string;
  readonly customer_id: string;
  readonly partner_id: string;
  readonly agreement_type: AgreementType;
  readonly template_id: string;
  readonly date_agreed: string;
  readonly primary_contact: PrimaryContact;
  readonly user_id: string | null;
  readonly signed_by_customer: boolean;
  readonly confirmed_by: string | null;
};

function agreementOf(row: Row): Agreement {
  return {
    agreementId: row.agreement_id,
    customerId: row.customer_id as CustomerId,
    partnerId: row.partner_id as PartnerId,
    agreementType: row.agreement_type,
    templateId: row.template_id,
    dateAgreed: new Date(toIso(row.date_agreed)),
    primaryContact: row.primary_contact,
    userId: row.user_id,
    ...(row.confirmed_by === null ? {} : { confirmedBy: row.confirmed_by }),
    signedByCustomer: row.signed_by_customer,
  };
}
