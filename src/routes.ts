import type { Access } from './access/access.ts';
import { discoveryRoutes } from './access/discovery/routes.ts';
import { embeddedIdentityRoutes } from './access/embedded/routes.ts';
import { tenantRoutes } from './access/embedded/tenants/routes.ts';
import { journalRoutes } from './access/journal/routes.ts';
import { programRoutes } from './access/programs/routes.ts';
import { partnerProfileRoutes } from './access/profiles/routes.ts';
import { sessionRoutes } from './access/session/routes.ts';
import { consoleSignInRoutes } from './access/signin/routes.ts';
import { staffRoutes } from './access/staff/routes.ts';
import { tenantSignInRoutes } from './access/tenant/routes.ts';
import { answering } from './audit/commands.ts';
import { auditRoutes } from './audit/records/routes.ts';
import { invoiceLineRoutes } from './billing/invoices/lines/routes.ts';
import { invoiceRoutes } from './billing/invoices/routes.ts';
import { priceRoutes } from './billing/prices/routes.ts';
import { reconciliationRoutes } from './billing/reconciliation/routes.ts';
import { spendRoutes } from './billing/spend/routes.ts';
import type { CatalogSource } from './catalog/catalog.ts';
import { campaignRoutes } from './campaigns/routes.ts';
import { rowDecisionRoutes } from './campaigns/rows/deciding/routes.ts';
import { campaignRowRoutes } from './campaigns/rows/routes.ts';
import { campaignSettingRoutes } from './campaigns/settings/routes.ts';
import { catalogRoutes } from './catalog/routes.ts';
import { productRoutes } from './catalog/products/routes.ts';
import { agreementRoutes } from './customers/agreements/routes.ts';
import { customerCreationRoutes } from './customers/creation/routes.ts';
import { delegationRoutes } from './customers/delegation/routes.ts';
import { invitationRoutes } from './customers/invitations/routes.ts';
import { customerOfferRoutes } from './customers/offers/routes.ts';
import { customerProfileRoutes } from './customers/profiles/routes.ts';
import { relationshipRoutes } from './customers/relationships/routes.ts';
import { resellerAnswers, resellerRoutes } from './customers/resellers/routes.ts';
import { customerRoutes } from './customers/routes.ts';
import type { Settle } from './customers/time/commands.ts';
import { customerClockRoutes } from './customers/time/routes.ts';
import { absentRoutes } from './coverage/routes.ts';
import { assignmentRoutes } from './licenses/assignment/routes.ts';
import { dropLicenses, dropProducts } from './licenses/assignment/store.ts';
import { licenseFileRoutes } from './licenses/assignment/upload/routes.ts';
import { directoryRoutes } from './licenses/directory/routes.ts';
import { groupChangeRoutes } from './licenses/groups/changing/routes.ts';
import { groupRoutes } from './licenses/groups/routes.ts';
import { directoryRoleRoutes } from './licenses/roles/routes.ts';
import { licenseRoutes } from './licenses/routes.ts';
import type { Routes } from './platform/app.ts';
import type { Clock } from './platform/clock.ts';
import type { Db } from './platform/db.ts';
import { documentationRoutes } from './platform/documentation.ts';
import { healthRoutes } from './platform/health.ts';
import type { OutboundPolicy } from './platform/outbound.ts';
import { openPortfolio } from './portfolio/commands.ts';
import { exportRoutes } from './portfolio/exports/routes.ts';
import { importRoutes } from './portfolio/imports/routes.ts';
import { noticeRoutes } from './portfolio/notices/routes.ts';
import { portfolioRoutes } from './portfolio/routes.ts';
import { cartRoutes } from './subscriptions/carts/routes.ts';
import { channelRoutes } from './subscriptions/channels/routes.ts';
import { calendarRoutes } from './subscriptions/calendar/routes.ts';
import { changeRoutes } from './subscriptions/change/routes.ts';
import { purchaseOptionRoutes } from './subscriptions/offers/routes.ts';
import { orderRoutes } from './subscriptions/orders/routes.ts';
import { customerRemovalRoutes } from './subscriptions/removal/routes.ts';
import { settleCustomer } from './subscriptions/renewal/commands.ts';
import { LIFE_POLICY } from './subscriptions/renewal/policy.ts';
import { subscriptionRoutes } from './subscriptions/routes.ts';
import { supportRoutes } from './subscriptions/support/routes.ts';
import { trialRoutes } from './subscriptions/trials/routes.ts';
import { customerChannelRoutes } from './upgrades/channels/routes.ts';
import { leftBehindRoutes } from './upgrades/left-behind/routes.ts';
import { leftBehindWorkRoutes } from './upgrades/left-behind/working/routes.ts';
import { upgradeRecordRoutes } from './upgrades/records/routes.ts';
import { scheduledListRoutes } from './upgrades/scheduled/lists/routes.ts';
import { scheduledChangeRoutes } from './upgrades/scheduled/routes.ts';
import { upgradeRoutes } from './upgrades/routes.ts';
import { reassign } from './upgrades/transitions/commands.ts';
import { transitionRoutes } from './upgrades/transitions/routes.ts';
import { undoRoutes } from './upgrades/undo/routes.ts';
import { webhookDeliveryRoutes } from './webhooks/deliveries/routes.ts';
import { webhookRoutes } from './webhooks/routes.ts';
import { webhookCertificateRoutes } from './webhooks/signing/routes.ts';

/** What the routes of the program work with. */
export type Parts = {
  readonly db: Db;
  readonly access: Access;
  readonly catalog: CatalogSource;
  readonly clock: Clock;
  readonly newId: () => string;
  /** A fresh secret of 256 bits, as text. */
  readonly newSecret: () => string;
  /** In production nobody is moved in time, and no month is invoiced before it is over. */
  readonly mode: 'demo' | 'production';
  /** How long a cart is kept after its last change; a week where nothing is said. */
  readonly cartDays?: number;
  /** Where webhooks may be sent; the internet over HTTPS where nothing is said. */
  readonly outbound?: OutboundPolicy;
  readonly version: string;
  readonly docsFolder: string;
};

/** Every route of the program, in the order of the domains. The rights of each stand in access/permissions.ts. */
export function allRoutes(parts: Parts): readonly Routes[] {
  const { access, catalog, db } = parts;
  const portfolio = openPortfolio(parts);
  const answerOnce = answering(parts);
  return [
    // First: it words the answers of all that follow.
    resellerAnswers(parts),
    healthRoutes(parts),
    documentationRoutes(parts),
    sessionRoutes(parts),
    consoleSignInRoutes(parts),
    discoveryRoutes(parts),
    // The embedded provider is there only while no issuer outside is configured.
    ...(access.embeddedKeys === null ? [] : [embeddedIdentityRoutes(parts), tenantRoutes({ access, db })]),
    tenantSignInRoutes(parts),
    staffRoutes({ ...parts, answerOnce }),
    programRoutes({ ...parts, answerOnce }),
    journalRoutes(parts),
    partnerProfileRoutes(parts),
    auditRoutes(parts),
    catalogRoutes({ catalog }),
    productRoutes({ catalog }),
    customerRoutes(parts),
    customerCreationRoutes(parts),
    relationshipRoutes(parts),
    invitationRoutes(parts),
    agreementRoutes(parts),
    delegationRoutes(parts),
    resellerRoutes(parts),
    customerProfileRoutes(parts),
    customerRemovalRoutes(parts),
    customerOfferRoutes(parts),
    customerClockRoutes({ ...parts, settle: settleWith(parts) }),
    webhookRoutes(parts),
    webhookDeliveryRoutes(parts),
    webhookCertificateRoutes(parts),
    priceRoutes(parts),
    invoiceRoutes(parts),
    invoiceLineRoutes(parts),
    reconciliationRoutes(parts),
    spendRoutes(parts),
    subscriptionRoutes(parts),
    channelRoutes(parts),
    changeRoutes({ ...parts, licenses: { dropLicenses, dropProducts, reassign } }),
    supportRoutes(parts),
    calendarRoutes(parts),
    orderRoutes({ ...parts, dropProducts, reassign }),
    purchaseOptionRoutes(parts),
    cartRoutes(parts),
    trialRoutes(parts),
    licenseRoutes(parts),
    assignmentRoutes(parts),
    licenseFileRoutes(parts),
    directoryRoutes(parts),
    directoryRoleRoutes(parts),
    groupRoutes(parts),
    groupChangeRoutes(parts),
    upgradeRoutes(parts),
    upgradeRecordRoutes(parts),
    scheduledChangeRoutes(parts),
    scheduledListRoutes(parts),
    leftBehindRoutes(parts),
    leftBehindWorkRoutes(parts),
    customerChannelRoutes(parts),
    undoRoutes(parts),
    portfolioRoutes({ catalog, portfolio }),
    campaignRoutes({ ...parts, portfolio }),
    campaignRowRoutes(parts),
    rowDecisionRoutes(parts),
    campaignSettingRoutes(parts),
    importRoutes(parts),
    exportRoutes(parts),
    noticeRoutes(parts),
    transitionRoutes(parts),
    // Last: what has a route of its own by now is left to it.
    absentRoutes(),
  ];
}

/** What falls due for one customer, for those who must let it happen without knowing of subscriptions. */
function settleWith({ catalog, clock, newId }: Parts): Settle {
  return (tx, customerId) =>
    settleCustomer(tx, customerId, { catalog, policy: LIFE_POLICY, now: clock.now(), newId, dropProducts, reassign });
}
