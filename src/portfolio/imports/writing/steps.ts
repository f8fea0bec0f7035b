import type { AuditEntry } from '../../../audit/entry.ts';
import { CUSTOMER_AGREEMENT_TEMPLATE, type Agreement } from '../../../customers/agreements/agreement.ts';
import { agreementAudit } from '../../../customers/agreements/commands.ts';
import { recordAgreements } from '../../../customers/agreements/store.ts';
import { foldName } from '../../../customers/customer.ts';
import { customerAdded } from '../../../customers/relationships/happening.ts';
import { saveTies } from '../../../customers/relationships/store.ts';
import { addCustomers } from '../../../customers/store.ts';
import { unreachable } from '../../../kit/brand.ts';
import { isoOf } from '../../../kit/dates.ts';
import { ZERO, type Currency } from '../../../kit/money.ts';
import type { User } from '../../../licenses/user.ts';
import { subscriptionUpdated } from '../../../subscriptions/announcement.ts';
import { addEntitlements } from '../../../subscriptions/channels/store.ts';
import { orderAudit } from '../../../subscriptions/orders/audit.ts';
import { openSubscriptions } from '../../../subscriptions/store.ts';
import type { ImportKind } from '../kinds/contract.ts';
import type { CustomerRow } from '../rows/customer.ts';
import type { EntitlementRow } from '../rows/entitlement.ts';
import type { GroupLicenseRow } from '../rows/group-license.ts';
import type { GroupMemberRow } from '../rows/group-member.ts';
import type { GroupRow } from '../rows/group.ts';
import type { LicenseRow } from '../rows/license.ts';
import type { SubscriptionRow } from '../rows/subscription.ts';
import { groupLicenseParts, groupMemberParts, groupParts, licenseParts, userParts } from './directory/steps.ts';
import type { Around, FileRow, Parts } from './parts.ts';

/** Makes of rows of one kind and one customer what is to be written. */
export function partsOf(kind: ImportKind, rows: readonly FileRow[], around: Around): Parts {
  const contents = rows.map(({ content }) => content);
  switch (kind) {
    case 'customers':
      return customerParts(contents as readonly CustomerRow[], around);
    case 'subscriptions':
      return subscriptionParts(contents as readonly SubscriptionRow[], around);
    case 'users':
      return userParts(contents as readonly User[], around);
    case 'groups':
      return groupParts(contents as readonly GroupRow[], around);
    case 'group-licenses':
      return groupLicenseParts(contents as readonly GroupLicenseRow[], around);
    case 'group-members':
      return groupMemberParts(contents as readonly GroupMemberRow[], around);
    case 'licenses':
      return licenseParts(contents as readonly LicenseRow[], around);
    case 'entitlements':
      return entitlementParts(contents as readonly EntitlementRow[], around);
    default:
      return unreachable(kind);
  }
}

function customerParts(rows: readonly CustomerRow[], { partnerId, actor, customerId, now, newId }: Around): Parts {
  const begun = (row: CustomerRow) => (row.since === null ? now : new Date(`${row.since}T00:00:00Z`));
  const agreements = rows.flatMap((row) => (row.agreedOn === null ? [] : [agreementOf(row, { partnerId, actor, customerId, newId })]));
  const { caller } = actor;
  const name = rows[0]?.companyName ?? '';
  return {
    writes: [
      addCustomers(
        rows.map(({ registrationNumber, ...row }) => ({
          ...row,
          at: begun(row as CustomerRow),
          ...(registrationNumber === null ? {} : { registrationNumber }),
        })),
      ),
      saveTies(
        rows.map((row) => ({
          partnerId,
          delegatedAdminServices: row.delegatedAdminServices,
          resellerPartnerId: row.resellerPartnerId,
          sortName: foldName(row.companyName),
          at: begun(row),
        })),
      ),
      recordAgreements(agreements),
    ],
    audits: [
      ...rows.map(
        (row) =>
          customerAdded({ customerId, customerName: row.companyName, actor: { ...actor, caller }, at: now, newId }, row.domain).audit,
      ),
      ...agreements.map((agreement) => agreementAudit(agreement, { auditId: newId(), actor, customerName: name, at: now })),
    ],
    announcements: [],
  };
}

function agreementOf(
  row: CustomerRow,
  { partnerId, actor, customerId, newId }: Pick<Around, 'partnerId' | 'actor' | 'customerId' | 'newId'>,
): Agreement {
  const { caller } = actor;
  const { firstName = '', lastName = '', phoneNumber } = row.address;
  return {
    agreementId: newId(),
    customerId,
    partnerId,
    agreementType: 'MicrosoftCustomerAgreement',
    templateId: CUSTOMER_AGREEMENT_TEMPLATE,
    dateAgreed: new Date(`${row.agreedOn}T00:00:00Z`),
    primaryContact: { firstName, lastName, email: row.email ?? '', ...(phoneNumber === undefined ? {} : { phoneNumber }) },
    userId: caller.kind === 'user' ? caller.userId : null,
    signedByCustomer: false,
  };
}

const NO_CURRENCY = '' as Currency;

/** Nothing goes to the ledger: the billing period that runs was billed before. Its next one is the first here. */
function subscriptionParts(rows: readonly SubscriptionRow[], around: Around): Parts {
  const { partnerId, actor, customerId, companyName, catalog, now, newId } = around;
  const orders = Map.groupBy(rows, (row) => row.orderId);
  const audits = [...orders].map(([orderId, lines]) =>
    orderAudit(
      { auditId: newId(), actor, companyName, catalog, at: now },
      {
        before: null,
        after: {
          id: orderId,
          customerId,
          billingCycle: lines[0]?.billingCycle ?? 'none',
          currency: lines[0]?.currency ?? NO_CURRENCY,
          createdAt: isoOf(now),
          lines: lines.map((row, line) => ({ ...row, line, subscriptionId: row.id, amountMinor: ZERO })),
        },
      },
    ),
  );
  const auditOf = new Map([...orders.keys()].map((orderId, i) => [orderId, audits[i]?.auditId ?? newId()]));
  return {
    writes: [
      openSubscriptions(
        rows.map((row) => ({
          ...row,
          partnerId,
          upgradedFromId: null,
          brought: { status: row.status, statusSince: `${row.statusSince}T00:00:00Z`, paidUntil: row.paidUntil },
          at: new Date(`${row.createdOn}T00:00:00Z`),
        })),
      ),
    ],
    audits,
    announcements: rows.map((row) =>
      subscriptionUpdated(
        { customerId, id: row.id, partnerId },
        { eventId: newId(), auditId: auditOf.get(row.orderId) ?? newId(), at: now },
      ),
    ),
  };
}

function entitlementParts(rows: readonly EntitlementRow[], { partnerId, actor, customerId, companyName, now, newId }: Around): Parts {
  const audit: AuditEntry = {
    auditId: newId(),
    actor,
    customerName: companyName,
    resourceType: 'customer',
    resourceId: customerId,
    operationType: 'update_customer_entitlements',
    oldValue: null,
    newValue: rows.map(({ channel, offerId, quantity, status, since, until }) => ({ channel, offerId, quantity, status, since, until })),
    customizedData: [{ key: 'Entitlements', value: String(rows.length) }],
    at: now,
  };
  return { writes: [addEntitlements(rows, { partnerId, at: now })], audits: [audit], announcements: [] };
}
