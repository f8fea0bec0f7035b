import type { Why } from './causes.ts';

/** Something that is not there: its key, its addresses, and why. */
export type Absent = {
  /** Stable; names the row of the table. */
  readonly key: string;
  readonly what: string;
  readonly why: Why;
  /** `METHOD /path`, as the client libraries ask for it. */
  readonly addresses: readonly string[];
};

const customer = '/v1/customers/:customerId';
const subscription = `${customer}/subscriptions/:subscriptionId`;
const migrations = `${customer}/migrations/newcommerce`;
const order = `${customer}/orders/:orderId`;
const batches = `${customer}/deviceBatches`;

/** Everything that existing clients can ask for and that is not there, in the order of their documentation. */
export const ABSENT: readonly Absent[] = [
  {
    key: 'custom_term_end_dates',
    what: 'End dates to choose from',
    why: 'new_commerce',
    addresses: [`GET ${customer}/subscriptions/customTermEndDates`],
  },
  {
    key: 'new_commerce_migrations',
    what: 'Migration to new commerce',
    why: 'new_commerce',
    addresses: [
      'GET /v1/migrations/newcommerce',
      `POST ${migrations}`,
      `POST ${migrations}/validate`,
      `GET ${migrations}/events`,
      `GET ${migrations}/:migrationId`,
      'GET /v1/migrations/newcommerce/schedules',
      `POST ${migrations}/schedules`,
      `GET ${migrations}/schedules/:scheduleId`,
      `PUT ${migrations}/schedules/:scheduleId`,
      `POST ${migrations}/schedules/:scheduleId/cancel`,
    ],
  },
  {
    key: 'promotions',
    what: 'Promotions',
    why: 'new_commerce',
    addresses: ['GET /v1/productpromotions', 'GET /v1/productpromotions/:promotionId', `POST ${customer}/promotionEligibilities`],
  },
  { key: 'inventory', what: 'Inventory of products', why: 'new_commerce', addresses: ['POST /v1/extensions/product/checkinventory'] },
  {
    key: 'product_upgrades',
    what: 'Upgrades of Azure plans',
    why: 'usage',
    addresses: ['POST /v1/productUpgrades/eligibility', 'POST /v1/productUpgrades', 'POST /v1/productUpgrades/:upgradeId/status'],
  },
  {
    key: 'self_serve_policies',
    what: 'Self-service policies',
    why: 'usage',
    addresses: [
      'GET /v1/SelfServePolicy',
      'POST /v1/SelfServePolicy',
      'GET /v1/SelfServePolicy/:policyId',
      'PUT /v1/SelfServePolicy/:policyId',
      'DELETE /v1/SelfServePolicy/:policyId',
    ],
  },
  {
    key: 'usage',
    what: 'Usage, budgets and rate cards',
    why: 'usage',
    addresses: [
      'GET /v1/usagesummary',
      'GET /v1/customers/usagerecords',
      `GET ${customer}/usagesummary`,
      `GET ${customer}/usagebudget`,
      `PATCH ${customer}/usagebudget`,
      `GET ${customer}/subscriptions/usagerecords`,
      `GET ${subscription}/usagesummary`,
      `GET ${subscription}/usagerecords/daily`,
      `GET ${subscription}/usagerecords/resources`,
      `GET ${subscription}/resourceusagerecords`,
      `GET ${subscription}/meterusagerecords`,
      `GET ${subscription}/utilizations/azure`,
      'GET /v1/ratecards/azure',
      'GET /v1/ratecards/azure-shared',
    ],
  },
  {
    key: 'overage',
    what: 'Overage',
    why: 'usage',
    addresses: [`GET ${customer}/subscriptions/overage`, `PUT ${customer}/subscriptions/overage`],
  },
  {
    key: 'azure_entitlements',
    what: 'Azure entitlements and registrations',
    why: 'usage',
    addresses: [
      `GET ${subscription}/azureEntitlements`,
      `GET ${subscription}/azureEntitlements/:entitlementId`,
      `POST ${subscription}/azureEntitlements/:entitlementId/cancel`,
      `POST ${subscription}/registrations`,
      `GET ${subscription}/registrationstatus`,
    ],
  },
  {
    key: 'activation',
    what: 'Activation of marketplace subscriptions',
    why: 'marketplace',
    addresses: [
      `POST ${subscription}/activate`,
      `GET ${subscription}/activationlinks`,
      `GET ${order}/activationlinks`,
      `GET ${order}/lineitems/:lineItemNumber/activationlinks`,
    ],
  },
  {
    key: 'order_attachments',
    what: 'Papers of an order',
    why: 'marketplace',
    addresses: [`GET ${order}/attachments`, `POST ${order}/attachment`, `GET ${order}/attachment/:attachmentId`],
  },
  {
    key: 'application_consents',
    what: 'Consents to applications',
    why: 'directory',
    addresses: [`POST ${customer}/applicationconsents`, `DELETE ${customer}/applicationconsents/:applicationId`],
  },
  {
    key: 'managed_services',
    what: 'Links to the services’ own admin centers',
    why: 'directory',
    addresses: [`GET ${customer}/managedservices`],
  },
  {
    key: 'qualifications',
    what: 'Qualifications of a customer',
    why: 'qualification',
    addresses: [
      `GET ${customer}/qualification`,
      `PUT ${customer}/qualification`,
      `GET ${customer}/qualifications`,
      `POST ${customer}/qualifications`,
      'GET /v1/customers/all/validations',
    ],
  },
  {
    key: 'validation_status',
    what: 'Whether a customer’s account was validated',
    why: 'qualification',
    addresses: [`GET ${customer}/validationStatus`],
  },
  {
    key: 'address_validation',
    what: 'Checks of addresses and domains against Microsoft',
    why: 'account',
    addresses: ['POST /v1/validations/address', 'GET /v1/countryvalidationrules/:country', 'GET /v1/domains/:domain'],
  },
  {
    key: 'service_costs',
    what: 'Service costs of a customer',
    why: 'reports',
    addresses: [`GET ${customer}/servicecosts/:period`, `GET ${customer}/servicecosts/:period/lineitems`],
  },
  {
    key: 'estimates',
    what: 'Links to estimates, and tax receipts',
    why: 'reports',
    addresses: ['GET /v1/invoices/estimates/links', 'GET /v1/invoices/:invoiceId/receipts/:receiptId/documents/statement'],
  },
  {
    key: 'analytics',
    what: 'Analytics of licences and subscriptions',
    why: 'reports',
    addresses: [
      'GET /v1/analytics/licenses/deployment',
      'GET /v1/analytics/licenses/usage',
      `GET ${customer}/analytics/licenses/deployment`,
      `GET ${customer}/analytics/licenses/usage`,
      'GET /partner/v1/analytics/subscriptions',
    ],
  },
  {
    key: 'service_requests',
    what: 'Service requests and incidents',
    why: 'support',
    addresses: [
      'GET /v1/servicerequests',
      'GET /v1/servicerequests/supporttopics',
      'GET /v1/servicerequests/:requestId',
      'POST /v1/servicerequests/:requestId',
      'PATCH /v1/servicerequests/:requestId',
      `GET ${customer}/servicerequests`,
      `GET ${customer}/servicerequests/:requestId`,
      `PATCH ${customer}/servicerequests/:requestId`,
      'GET /v1/serviceincidents/office',
    ],
  },
  {
    key: 'devices',
    what: 'Devices and configuration policies',
    why: 'devices',
    addresses: [
      `GET ${customer}/policies`,
      `POST ${customer}/policies`,
      `GET ${customer}/policies/:policyId`,
      `PUT ${customer}/policies/:policyId`,
      `DELETE ${customer}/policies/:policyId`,
      `GET ${batches}`,
      `POST ${batches}`,
      `GET ${batches}/:batchId/devices`,
      `POST ${batches}/:batchId/devices`,
      `PATCH ${batches}/:batchId/devices/:deviceId`,
      `DELETE ${batches}/:batchId/devices/:deviceId`,
      `PATCH ${customer}/DevicePolicyUpdates`,
      `GET ${customer}/batchJobStatus/:jobId`,
    ],
  },
  {
    key: 'partner_profiles_write',
    what: 'Changes to the partner’s own profiles',
    why: 'account',
    addresses: ['PUT /v1/profiles/billing', 'PUT /v1/profiles/support'],
  },
  {
    key: 'partner_account',
    what: 'Agreement status, programmes and account settings of the partner',
    why: 'account',
    addresses: [
      'GET /v1/compliance/csp/agreementstatus',
      'GET /v1/enrolledprograms/:programType',
      'GET /v1/accountsettings/:setting',
      'PUT /v1/accountsettings/:setting',
    ],
  },
  {
    key: 'agreement_documents',
    what: 'Text and signatures of agreements',
    why: 'account',
    addresses: ['GET /v1/agreementtemplates/:templateId/document', 'GET /v1/agreements/:agreementType/signatures'],
  },
];
