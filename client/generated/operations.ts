// Written by `npm run client` from the description of the API. Do not edit.

import type * as Schemas from './schemas.ts';

/** Every operation of the API: what it takes, and what it answers by status. Every status that is not listed is a fault. */
export type Operations = {
  /** Remove a customer with everything it was sold (demo mode only). Needs the right `customers.write`. */
  readonly 'DELETE /v1/customers/{customerId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly answers: {
      readonly 204: undefined;
    };
  };
  /** Take a role from a user. Needs the right `users.write`. */
  readonly 'DELETE /v1/customers/{customerId}/directoryroles/{roleId}/usermembers/{userId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly roleId: string;
      /** GUID; compared in any case. */
      readonly userId: string;
    };
    readonly answers: {
      readonly 204: undefined;
    };
  };
  /** Delete a group without members and licences. Needs the right `users.write`. */
  readonly 'DELETE /v1/customers/{customerId}/groups/{groupId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly groupId: string;
    };
    readonly answers: {
      readonly 204: undefined;
    };
  };
  /** Take somebody out of a group, with the licences that came from it. Needs the right `users.write`. */
  readonly 'DELETE /v1/customers/{customerId}/groups/{groupId}/members/{userId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly groupId: string;
      /** GUID; compared in any case. */
      readonly userId: string;
    };
    readonly answers: {
      readonly 204: undefined;
    };
  };
  /** Let the reseller’s margin hold again. Needs the right `prices.write`. */
  readonly 'DELETE /v1/customers/{customerId}/margin': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly answers: {
      readonly 200: Schemas.CustomerMargin;
    };
  };
  /** Take something scheduled back. Needs the right `subscriptions.seats`. */
  readonly 'DELETE /v1/customers/{customerId}/subscriptions/{subscriptionId}/scheduledchanges/{scheduleId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly subscriptionId: string;
      /** GUID; compared in any case. */
      readonly scheduleId: string;
    };
    readonly answers: {
      readonly 200: Schemas.ScheduledChange;
    };
  };
  /** Delete a user; it can be restored for 30 days. Needs the right `users.write`. */
  readonly 'DELETE /v1/customers/{customerId}/users/{userId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly userId: string;
    };
    readonly answers: {
      readonly 204: undefined;
    };
  };
  /** Forget an import and its file; what it wrote stays. Needs the right `imports.run`. */
  readonly 'DELETE /v1/imports/{importId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly importId: string;
    };
    readonly answers: {
      readonly 204: undefined;
    };
  };
  /** Take a request back: its link opens nothing any more. Needs the right `relationships.request`. */
  readonly 'DELETE /v1/relationshiprequests/{requestId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly requestId: string;
    };
    readonly answers: {
      readonly 200: Schemas.SentRelationshipRequest;
    };
  };
  /** End the registration. Needs the right `webhooks.manage`. */
  readonly 'DELETE /webhooks/v1/registration': {
    readonly answers: {
      readonly 204: undefined;
    };
  };
  /** What was done at the partner’s customers, latest first. Needs the right `audit.read`. */
  readonly 'GET /auditactivity/v1/auditrecords': {
    readonly query?: {
      /** `2026-06-01`, an ISO instant, or `06/01/2026 00:00:00`. At most 90 days back; 30 when left out. */
      readonly startDate?: string;
      /** A day without a time counts whole. Left out: no end. */
      readonly endDate?: string;
      /** JSON, e.g. `{"Field":"CompanyName","Value":"cont","Operator":"substring"}`. CompanyName by substring; CustomerId, ResourceType and OperationType by equals. */
      readonly filter?: string;
      /** Only what was done at this customer. Not in Partner Center. */
      readonly customerId?: string;
      /** Only what was done to such a resource. Not in Partner Center. */
      readonly resourceType?: string;
      /** Only this operation. Not in Partner Center. */
      readonly operationType?: string;
      /** A part of the name of the person who did it. Not in Partner Center. */
      readonly userPrincipalName?: string;
      /** 1 to 500; 0 or none: 500. */
      readonly size?: number;
      /** `Next` with the header MS-ContinuationToken. */
      readonly seekOperation?: 'Next' | 'First';
    };
    readonly answers: {
      readonly 200: Schemas.AuditRecordCollection;
    };
  };
  /** One audit record. Needs the right `audit.read`. */
  readonly 'GET /auditactivity/v1/auditrecords/{recordId}': {
    readonly path: {
      readonly recordId: string;
    };
    readonly answers: {
      readonly 200: Schemas.AuditRecord;
    };
  };
  /** Whether the program can serve. Needs the right `public`. */
  readonly 'GET /health': {
    readonly answers: {
      readonly 200: {
        readonly status: 'ok' | 'unavailable';
      };
      readonly 503: {
        readonly status: 'ok' | 'unavailable';
      };
    };
  };
  /** Whether the program answers at all; without the database. Needs the right `public`. */
  readonly 'GET /live': {
    readonly answers: {
      readonly 200: {
        readonly status: 'alive';
      };
    };
  };
  /** This description. Needs the right `public`. */
  readonly 'GET /openapi.json': {
    readonly answers: {
      readonly 200: Readonly<Record<string, unknown>>;
    };
  };
  /** The agreements that customers accept. Needs the right `agreements.read`. */
  readonly 'GET /v1/agreements': {
    readonly query?: {
      /** Of the texts: MicrosoftCloudAgreement when left out, as existing clients expect. Of what a customer accepted: all. */
      readonly agreementType?: 'MicrosoftCustomerAgreement' | 'MicrosoftCloudAgreement' | '*';
    };
    readonly answers: {
      readonly 200: Schemas.AgreementMetaDataCollection;
    };
  };
  /** The programs of the partner. Needs the right `partner.users`. */
  readonly 'GET /v1/applications': {
    readonly answers: {
      readonly 200: Schemas.ApplicationCollection;
    };
  };
  /** What was done at the partner’s customers, latest first. Needs the right `audit.read`. */
  readonly 'GET /v1/auditrecords': {
    readonly query?: {
      /** `2026-06-01`, an ISO instant, or `06/01/2026 00:00:00`. At most 90 days back; 30 when left out. */
      readonly startDate?: string;
      /** A day without a time counts whole. Left out: no end. */
      readonly endDate?: string;
      /** JSON, e.g. `{"Field":"CompanyName","Value":"cont","Operator":"substring"}`. CompanyName by substring; CustomerId, ResourceType and OperationType by equals. */
      readonly filter?: string;
      /** Only what was done at this customer. Not in Partner Center. */
      readonly customerId?: string;
      /** Only what was done to such a resource. Not in Partner Center. */
      readonly resourceType?: string;
      /** Only this operation. Not in Partner Center. */
      readonly operationType?: string;
      /** A part of the name of the person who did it. Not in Partner Center. */
      readonly userPrincipalName?: string;
      /** 1 to 500; 0 or none: 500. */
      readonly size?: number;
      /** `Next` with the header MS-ContinuationToken. */
      readonly seekOperation?: 'Next' | 'First';
    };
    readonly answers: {
      readonly 200: Schemas.AuditRecordCollection;
    };
  };
  /** What was done at the partner’s customers, as CSV with all pages. Needs the right `audit.read`. */
  readonly 'GET /v1/auditrecords/export': {
    readonly query?: {
      /** `2026-06-01`, an ISO instant, or `06/01/2026 00:00:00`. At most 90 days back; 30 when left out. */
      readonly startDate?: string;
      /** A day without a time counts whole. Left out: no end. */
      readonly endDate?: string;
      /** JSON, e.g. `{"Field":"CompanyName","Value":"cont","Operator":"substring"}`. CompanyName by substring; CustomerId, ResourceType and OperationType by equals. */
      readonly filter?: string;
      /** Only what was done at this customer. Not in Partner Center. */
      readonly customerId?: string;
      /** Only what was done to such a resource. Not in Partner Center. */
      readonly resourceType?: string;
      /** Only this operation. Not in Partner Center. */
      readonly operationType?: string;
      /** A part of the name of the person who did it. Not in Partner Center. */
      readonly userPrincipalName?: string;
    };
    readonly answers: {
      readonly 200: unknown;
    };
  };
  /** One audit record. Needs the right `audit.read`. */
  readonly 'GET /v1/auditrecords/{recordId}': {
    readonly path: {
      readonly recordId: string;
    };
    readonly answers: {
      readonly 200: Schemas.AuditRecord;
    };
  };
  /** The partner’s campaigns, latest first, with their rows counted. Needs the right `subscriptions.read`. */
  readonly 'GET /v1/campaigns': {
    readonly query?: {
      /** 1 to 100; 0 or none: 25. */
      readonly size?: number;
    };
    readonly answers: {
      readonly 200: Schemas.CampaignCollection;
    };
  };
  /** A campaign, how far it is and what it comes to. Needs the right `subscriptions.read`. */
  readonly 'GET /v1/campaigns/{campaignId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly campaignId: string;
    };
    readonly answers: {
      readonly 200: Schemas.Campaign;
    };
  };
  /** The add-ons of what a campaign is to upgrade, those first about which nobody decided yet. Needs the right `subscriptions.read`. */
  readonly 'GET /v1/campaigns/{campaignId}/addons': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly campaignId: string;
    };
    readonly answers: {
      readonly 200: Schemas.CampaignAddOnCollection;
    };
  };
  /** All rows with what came of them, as CSV. Needs the right `subscriptions.read`. */
  readonly 'GET /v1/campaigns/{campaignId}/results': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly campaignId: string;
    };
    readonly answers: {
      readonly 200: unknown;
    };
  };
  /** What a campaign asks of each subscription, what was promised and what came of it. Needs the right `subscriptions.read`. */
  readonly 'GET /v1/campaigns/{campaignId}/rows': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly campaignId: string;
    };
    readonly query?: {
      readonly state?: readonly ('chosen' | 'possible' | 'refused' | 'changed' | 'failed' | 'omitted' | 'scheduled' | 'upgraded' | 'undoing' | 'undone')[];
      /** 1 to 200; 0 or none: 50. */
      readonly size?: number;
    };
    readonly answers: {
      readonly 200: Schemas.CampaignRowCollection;
    };
  };
  /** One row with its bill, line by line, and everyone it leaves behind. Needs the right `subscriptions.read`. */
  readonly 'GET /v1/campaigns/{campaignId}/rows/{rowId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly campaignId: string;
      /** GUID; compared in any case. */
      readonly rowId: string;
    };
    readonly answers: {
      readonly 200: Schemas.CampaignRowDetails;
    };
  };
  /** The partner’s rules for its campaigns. Needs the right `subscriptions.read`. */
  readonly 'GET /v1/campaignsettings': {
    readonly answers: {
      readonly 200: Schemas.CampaignSettings;
    };
  };
  /** Renewals, ends and removals to come, of all customers, by date. Needs the right `subscriptions.read`. */
  readonly 'GET /v1/comingdates': {
    readonly query?: {
      /** First day; today where left out. */
      readonly from?: string;
      /** Last day; 90 days after the first where left out. */
      readonly to?: string;
      /** 1 to 500; 0 or none: 100. */
      readonly size?: number;
    };
    readonly answers: {
      readonly 200: Schemas.ComingDateCollection;
    };
  };
  /** The partner’s customers, by name. Needs the right `customers.read`. */
  readonly 'GET /v1/customers': {
    readonly query?: {
      /** 1 to 500; 0 or none: 100. */
      readonly size?: number;
      /** JSON, e.g. `{"Field":"CompanyName","Value":"cont","Operator":"starts_with"}`. Fields: CompanyName, Domain, IndirectReseller, IndirectCloudSolutionProvider (an id, an MPN id or a name). */
      readonly filter?: string;
      /** `Next` with the header MS-ContinuationToken, or `First`. */
      readonly seekOperation?: 'Next' | 'Previous' | 'First' | 'Last' | 'PageIndex';
      /** The beginning of the company name or of the domain. Not in Partner Center. */
      readonly search?: string;
    };
    readonly answers: {
      readonly 200: Schemas.CustomerCollection;
    };
  };
  /** A new personal link with which a customer accepts a relationship, in the form that existing clients know. Needs the right `relationships.request`. */
  readonly 'GET /v1/customers/relationshiprequests': {
    readonly query?: {
      /** GUID; compared in any case. */
      readonly indirectResellerId?: string;
      /** Taken and passed over: a provider asks for itself. */
      readonly indirectCloudSolutionProviderId?: string;
      readonly dualRoleIndirectRelationship?: string;
    };
    readonly answers: {
      readonly 200: Schemas.RelationshipRequest;
    };
  };
  /** One customer. Needs the right `customers.read`. */
  readonly 'GET /v1/customers/{customerId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly answers: {
      readonly 200: Schemas.Customer;
    };
  };
  /** What the customer accepted: what this partner confirmed, and what the customer signed itself. Needs the right `agreements.read`. */
  readonly 'GET /v1/customers/{customerId}/agreements': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly query?: {
      /** Of the texts: MicrosoftCloudAgreement when left out, as existing clients expect. Of what a customer accepted: all. */
      readonly agreementType?: 'MicrosoftCustomerAgreement' | 'MicrosoftCloudAgreement' | '*';
    };
    readonly answers: {
      readonly 200: Schemas.AgreementCollection;
    };
  };
  /** One cart, judged anew. Needs the right `orders.read`. */
  readonly 'GET /v1/customers/{customerId}/carts/{cartId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly cartId: string;
    };
    readonly answers: {
      readonly 200: Schemas.Cart;
    };
  };
  /** What the customer holds, by service and through whom, and the first day on which each upgrade becomes possible. Needs the right `subscriptions.read`. */
  readonly 'GET /v1/customers/{customerId}/channels': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly answers: {
      readonly 200: Schemas.CustomerChannels;
    };
  };
  /** A customer’s own present. Needs the right `customers.read`. */
  readonly 'GET /v1/customers/{customerId}/clock': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly answers: {
      readonly 200: Schemas.CustomerClock;
    };
  };
  /** Renewals, ends, removals and reduction windows to come, of one customer. Needs the right `subscriptions.read`. */
  readonly 'GET /v1/customers/{customerId}/comingdates': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly query?: {
      /** First day; today where left out. */
      readonly from?: string;
      /** Last day; 90 days after the first where left out. */
      readonly to?: string;
      /** 1 to 500; 0 or none: 100. */
      readonly size?: number;
    };
    readonly answers: {
      readonly 200: Schemas.ComingDateCollection;
    };
  };
  /** Roles for a time at one customer, latest first. Needs the right `customers.read`. */
  readonly 'GET /v1/customers/{customerId}/delegatedadminrelationships': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly answers: {
      readonly 200: Schemas.DelegatedAdminRelationshipCollection;
    };
  };
  /** One grant of roles for a time. Needs the right `customers.read`. */
  readonly 'GET /v1/customers/{customerId}/delegatedadminrelationships/{relationshipId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly relationshipId: string;
    };
    readonly answers: {
      readonly 200: Schemas.DelegatedAdminRelationship;
    };
  };
  /** Whether the customer signed the Microsoft Customer Agreement itself. Needs the right `agreements.read`. */
  readonly 'GET /v1/customers/{customerId}/directSignedMicrosoftCustomerAgreementStatus': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly answers: {
      readonly 200: Schemas.DirectSignedCustomerAgreementStatus;
    };
  };
  /** The roles of the customer’s directory. Needs the right `users.read`. */
  readonly 'GET /v1/customers/{customerId}/directoryroles': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly answers: {
      readonly 200: Schemas.DirectoryRoleCollection2;
    };
  };
  /** The users who hold a role. Needs the right `users.read`. */
  readonly 'GET /v1/customers/{customerId}/directoryroles/{roleId}/usermembers': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly roleId: string;
    };
    readonly query?: {
      readonly size?: number;
      readonly seekOperation?: 'Next' | 'First';
    };
    readonly answers: {
      readonly 200: Schemas.UserMemberCollection;
    };
  };
  /** What the customer holds elsewhere, as far as recorded. Needs the right `subscriptions.read`. */
  readonly 'GET /v1/customers/{customerId}/entitlements': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly query?: {
      /** Only what the partner itself recorded: the list that it may replace. */
      readonly onlyOwn?: boolean;
    };
    readonly answers: {
      readonly 200: Schemas.EntitlementCollection;
    };
  };
  /** A customer’s groups with what they hand on. Needs the right `users.read`. */
  readonly 'GET /v1/customers/{customerId}/groups': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly query?: {
      /** 1 to 500; 0 or none: 100. */
      readonly size?: number;
    };
    readonly answers: {
      readonly 200: Schemas.GroupCollection;
    };
  };
  /** One group. Needs the right `users.read`. */
  readonly 'GET /v1/customers/{customerId}/groups/{groupId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly groupId: string;
    };
    readonly answers: {
      readonly 200: Schemas.Group;
    };
  };
  /** The members of a group, with what of its licences reached them and why not. Needs the right `users.read`. */
  readonly 'GET /v1/customers/{customerId}/groups/{groupId}/members': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly groupId: string;
    };
    readonly query?: {
      /** 1 to 500; 0 or none: 100. */
      readonly size?: number;
    };
    readonly answers: {
      readonly 200: Schemas.GroupMemberCollection;
    };
  };
  /** People left behind by upgrades of one customer. Needs the right `users.read`. */
  readonly 'GET /v1/customers/{customerId}/leftbehindusers': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly query?: {
      /** `open` when left out. */
      readonly state?: 'open' | 'moved' | 'dismissed' | 'gone' | 'all';
      readonly reason?: 'mutually_exclusive_violation' | 'dependency_violation' | 'prohibited_in_usage_location_violation' | 'count_violation' | 'usage_location_missing' | 'license_inherited_from_group' | 'transfer_not_requested';
      /** The id of a person of the partner, `me`, or `none`. */
      readonly owner?: string;
      /** 1 to 500; 0 or none: 100. */
      readonly size?: number;
    };
    readonly answers: {
      readonly 200: Schemas.LeftBehindTaskCollection;
    };
  };
  /** What is put on top of the bill for a customer. Needs the right `invoices.read`. */
  readonly 'GET /v1/customers/{customerId}/margin': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly answers: {
      readonly 200: Schemas.CustomerMargin;
    };
  };
  /** The shelves of what a customer can be sold. Needs the right `offers.read`. */
  readonly 'GET /v1/customers/{customerId}/offercategories': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly answers: {
      readonly 200: Schemas.OfferCategoryCollection;
    };
  };
  /** What a customer can be sold. Needs the right `offers.read`. */
  readonly 'GET /v1/customers/{customerId}/offers': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly query?: {
      readonly offset?: number;
      /** 0 or none: the default, 500. */
      readonly size?: number;
      readonly offer_category_id?: string;
      /** A part of the name, of today or former, in either language. Not in Partner Center. */
      readonly search?: string;
    };
    readonly answers: {
      readonly 200: Schemas.OfferCollection;
    };
  };
  /** A customer’s orders, latest first. Needs the right `orders.read`. */
  readonly 'GET /v1/customers/{customerId}/orders': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly query?: {
      /** Whether prices and the total are told. Not by default. */
      readonly include_price?: boolean;
      /** BillingCycleType of the SDKs; offers of this catalogue know none, monthly and annual. */
      readonly billingType?: 'unknown' | 'monthly' | 'annual' | 'none' | 'one_time' | 'triennial' | 'biennial';
    };
    readonly answers: {
      readonly 200: Schemas.OrderCollection;
    };
  };
  /** One order. Needs the right `orders.read`. */
  readonly 'GET /v1/customers/{customerId}/orders/{orderId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly orderId: string;
    };
    readonly query?: {
      /** Whether prices and the total are told. Not by default. */
      readonly include_price?: boolean;
    };
    readonly answers: {
      readonly 200: Schemas.Order;
    };
  };
  /** How far the set-up of an order is. Needs the right `orders.provisioning`. */
  readonly 'GET /v1/customers/{customerId}/orders/{orderId}/provisioningstatus': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly orderId: string;
    };
    readonly answers: {
      readonly 200: Schemas.OrderLineItemProvisioningStatusCollection;
    };
  };
  /** Products of new commerce, for a customer. Needs the right `offers.read`. */
  readonly 'GET /v1/customers/{customerId}/products': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly query?: {
      readonly targetView?: string;
      readonly targetSegment?: string;
      readonly reservationScope?: string;
    };
    readonly answers: {
      readonly 200: Schemas.ProductCollection;
    };
  };
  /** One product, for a customer. Needs the right `offers.read`. */
  readonly 'GET /v1/customers/{customerId}/products/{productId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      readonly productId: string;
    };
    readonly query?: {
      readonly targetView?: string;
      readonly targetSegment?: string;
      readonly reservationScope?: string;
    };
    readonly answers: {
      readonly 200: Schemas.Product;
    };
  };
  /** The SKUs of a product, for a customer. Needs the right `offers.read`. */
  readonly 'GET /v1/customers/{customerId}/products/{productId}/skus': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      readonly productId: string;
    };
    readonly query?: {
      readonly targetView?: string;
      readonly targetSegment?: string;
      readonly reservationScope?: string;
    };
    readonly answers: {
      readonly 200: Schemas.SkuCollection;
    };
  };
  /** One SKU, for a customer. Needs the right `offers.read`. */
  readonly 'GET /v1/customers/{customerId}/products/{productId}/skus/{skuId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      readonly productId: string;
      readonly skuId: string;
    };
    readonly query?: {
      readonly targetView?: string;
      readonly targetSegment?: string;
      readonly reservationScope?: string;
    };
    readonly answers: {
      readonly 200: Schemas.Sku;
    };
  };
  /** How a SKU can be bought, for a customer. Needs the right `offers.read`. */
  readonly 'GET /v1/customers/{customerId}/products/{productId}/skus/{skuId}/availabilities': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      readonly productId: string;
      readonly skuId: string;
    };
    readonly query?: {
      readonly targetView?: string;
      readonly targetSegment?: string;
      readonly reservationScope?: string;
    };
    readonly answers: {
      readonly 200: Schemas.AvailabilityCollection;
    };
  };
  /** One way to buy a SKU, for a customer. Needs the right `offers.read`. */
  readonly 'GET /v1/customers/{customerId}/products/{productId}/skus/{skuId}/availabilities/{availabilityId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      readonly productId: string;
      readonly skuId: string;
      readonly availabilityId: string;
    };
    readonly query?: {
      readonly targetView?: string;
      readonly targetSegment?: string;
      readonly reservationScope?: string;
    };
    readonly answers: {
      readonly 200: Schemas.Availability;
    };
  };
  /** A customer’s billing profile. Needs the right `customers.read`. */
  readonly 'GET /v1/customers/{customerId}/profiles/billing': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly answers: {
      readonly 200: Schemas.CustomerBillingProfile;
    };
  };
  /** A customer’s company profile. Needs the right `customers.read`. */
  readonly 'GET /v1/customers/{customerId}/profiles/company': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly answers: {
      readonly 200: Schemas.CustomerCompanyProfile;
    };
  };
  /** What can be bought for a customer: prices by billing cycle, and what stands against each offer. Needs the right `orders.read`. */
  readonly 'GET /v1/customers/{customerId}/purchaseoptions': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly query?: {
      /** A part of the name, of today or former, in either language. */
      readonly search?: string;
      readonly offer_category_id?: string;
      /** Only add-ons that may hang on this subscription. */
      readonly base_subscription_id?: string;
    };
    readonly answers: {
      readonly 200: Schemas.PurchaseOptionCollection;
    };
  };
  /** A customer’s reseller of record, or its provider. Needs the right `resellers.read`. */
  readonly 'GET /v1/customers/{customerId}/relationships': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly answers: {
      readonly 200: Schemas.PartnerRelationshipCollection;
    };
  };
  /** The seats of every product of a customer, whoever sold them. Needs the right `users.read`. */
  readonly 'GET /v1/customers/{customerId}/subscribedskus': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly query?: {
      /** Repeated or with commas; none: group1. */
      readonly licenseGroupIds?: readonly ('none' | 'group1' | 'group2')[];
    };
    readonly answers: {
      readonly 200: Schemas.SubscribedSkuCollection;
    };
  };
  /** A customer’s subscriptions. Needs the right `subscriptions.read`. */
  readonly 'GET /v1/customers/{customerId}/subscriptions': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly query?: {
      /** Only what was bought with this order. */
      readonly order_id?: string;
      /** Only what this reseller of record sold. */
      readonly mpn_id?: string;
    };
    readonly answers: {
      readonly 200: Schemas.SubscriptionCollection;
    };
  };
  /** One subscription. Needs the right `subscriptions.read`. */
  readonly 'GET /v1/customers/{customerId}/subscriptions/{subscriptionId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly subscriptionId: string;
    };
    readonly answers: {
      readonly 200: Schemas.Subscription;
    };
  };
  /** The add-ons of a subscription. Needs the right `subscriptions.read`. */
  readonly 'GET /v1/customers/{customerId}/subscriptions/{subscriptionId}/addons': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly subscriptionId: string;
    };
    readonly answers: {
      readonly 200: Schemas.SubscriptionCollection;
    };
  };
  /** Every amount of a subscription, with its cause and days in words. Needs the right `invoices.read`. */
  readonly 'GET /v1/customers/{customerId}/subscriptions/{subscriptionId}/charges': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly subscriptionId: string;
    };
    readonly answers: {
      readonly 200: Schemas.LedgerChargeCollection;
    };
  };
  /** What a trial can become, and what that costs. Needs the right `trials.convert`. */
  readonly 'GET /v1/customers/{customerId}/subscriptions/{subscriptionId}/conversions': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly subscriptionId: string;
    };
    readonly query?: {
      /** Seats of the paid offer; those of the trial when left out. Not in Partner Center. */
      readonly quantity?: number;
    };
    readonly answers: {
      readonly 200: Schemas.ConversionCollection;
    };
  };
  /** Whether a subscription is set up in the customer’s directory. Needs the right `subscriptions.read`. */
  readonly 'GET /v1/customers/{customerId}/subscriptions/{subscriptionId}/provisioningstatus': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly subscriptionId: string;
    };
    readonly answers: {
      readonly 200: Schemas.SubscriptionProvisioningStatus;
    };
  };
  /** What is scheduled for a subscription, and what became of it. Needs the right `subscriptions.read`. */
  readonly 'GET /v1/customers/{customerId}/subscriptions/{subscriptionId}/scheduledchanges': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly subscriptionId: string;
    };
    readonly answers: {
      readonly 200: Schemas.ScheduledChangeCollection;
    };
  };
  /** Who supports a subscription towards the customer. Needs the right `subscriptions.read`. */
  readonly 'GET /v1/customers/{customerId}/subscriptions/{subscriptionId}/supportcontact': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly subscriptionId: string;
    };
    readonly answers: {
      readonly 200: Schemas.SupportContact;
    };
  };
  /** Every product that a subscription of new commerce can become, the refused ones with their reasons. Needs the right `subscriptions.read`. */
  readonly 'GET /v1/customers/{customerId}/subscriptions/{subscriptionId}/transitionEligibilities': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly subscriptionId: string;
    };
    readonly query?: {
      /** `immediate` when left out. */
      readonly eligibilityType?: 'none' | 'immediate' | 'scheduled';
    };
    readonly answers: {
      readonly 200: Schemas.TransitionEligibilityCollection;
    };
  };
  /** The operations on a subscription, with their steps; one of them where asked. Needs the right `subscriptions.read`. */
  readonly 'GET /v1/customers/{customerId}/subscriptions/{subscriptionId}/transitions': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly subscriptionId: string;
    };
    readonly query?: {
      readonly operationId?: string;
    };
    readonly answers: {
      readonly 200: Schemas.TransitionCollection;
    };
  };
  /** Every possible target of a subscription, the refused ones with their reasons. Needs the right `subscriptions.read`. */
  readonly 'GET /v1/customers/{customerId}/subscriptions/{subscriptionId}/upgrades': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly subscriptionId: string;
    };
    readonly answers: {
      readonly 200: Schemas.UpgradeCollection;
    };
  };
  /** The upgrades of a customer, latest first. Needs the right `subscriptions.read`. */
  readonly 'GET /v1/customers/{customerId}/upgraderecords': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly answers: {
      readonly 200: Schemas.UpgradeRecordCollection;
    };
  };
  /** One upgrade, with its bill and the users who need a person. Needs the right `subscriptions.read`. */
  readonly 'GET /v1/customers/{customerId}/upgraderecords/{upgradeId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly upgradeId: string;
    };
    readonly answers: {
      readonly 200: Schemas.UpgradeRecord;
    };
  };
  /** People left behind by one upgrade. Needs the right `users.read`. */
  readonly 'GET /v1/customers/{customerId}/upgraderecords/{upgradeId}/leftbehindusers': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly upgradeId: string;
    };
    readonly query?: {
      /** `open` when left out. */
      readonly state?: 'open' | 'moved' | 'dismissed' | 'gone' | 'all';
      readonly reason?: 'mutually_exclusive_violation' | 'dependency_violation' | 'prohibited_in_usage_location_violation' | 'count_violation' | 'usage_location_missing' | 'license_inherited_from_group' | 'transfer_not_requested';
      /** The id of a person of the partner, `me`, or `none`. */
      readonly owner?: string;
      /** 1 to 500; 0 or none: 100. */
      readonly size?: number;
    };
    readonly answers: {
      readonly 200: Schemas.LeftBehindTaskCollection;
    };
  };
  /** Whether an upgrade can be undone, and what that would do. Needs the right `subscriptions.upgrade`. */
  readonly 'GET /v1/customers/{customerId}/upgraderecords/{upgradeId}/undo': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly upgradeId: string;
    };
    readonly answers: {
      readonly 200: Schemas.UpgradeUndoPreview;
    };
  };
  /** The upgrades of all of a customer’s subscriptions at once. Needs the right `subscriptions.read`. */
  readonly 'GET /v1/customers/{customerId}/upgrades': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly answers: {
      readonly 200: {
        /** Items on this page. */
        readonly totalCount: number;
        readonly items: readonly {
          readonly subscriptionId: string;
          readonly upgrades: readonly Schemas.Upgrade[];
          readonly reasons: readonly {
            /** Stable code; its page is /docs/refusals/{code}. */
            readonly code: string;
            readonly facts: Readonly<Record<string, unknown>>;
            readonly remedies: readonly {
              readonly kind: string;
            }[];
          }[];
        }[];
        readonly continuationToken?: string;
        readonly links?: {
          readonly self?: Schemas.Link;
          readonly next?: Schemas.Link;
          readonly previous?: Schemas.Link;
        };
        readonly attributes: {
          readonly objectType: 'Collection';
          readonly etag?: string;
        };
      };
    };
  };
  /** A customer’s users. Needs the right `users.read`. */
  readonly 'GET /v1/customers/{customerId}/users': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly query?: {
      /** 1 to 500; 0 or none: 100. */
      readonly size?: number;
      /** JSON, e.g. `{"Field":"UserState","Value":"Inactive","Operator":"equals"}`. Fields: UserState; DisplayName and UserPrincipalName by starts_with. */
      readonly filter?: string;
      /** `Next` with the header MS-ContinuationToken, or `First`. */
      readonly seekOperation?: 'Next' | 'Previous' | 'First' | 'Last' | 'PageIndex';
      readonly sortField?: 'DisplayName' | 'UserPrincipalName';
      readonly sortDirection?: 'Ascending' | 'Descending';
      /** The beginning of the display name or the sign-in name. Not in Partner Center. */
      readonly search?: string;
      /** Only users who hold this product. Not in Partner Center. */
      readonly skuId?: string;
      /** What each user holds, with the user. Not in Partner Center. */
      readonly include?: 'products';
    };
    readonly answers: {
      readonly 200: Schemas.CustomerUserCollection;
    };
  };
  /** One user, deleted ones too. Needs the right `users.read`. */
  readonly 'GET /v1/customers/{customerId}/users/{userId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly userId: string;
    };
    readonly answers: {
      readonly 200: Schemas.CustomerUser;
    };
  };
  /** The roles that a user holds. Needs the right `users.read`. */
  readonly 'GET /v1/customers/{customerId}/users/{userId}/directoryroles': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly userId: string;
    };
    readonly answers: {
      readonly 200: Schemas.DirectoryRoleCollection2;
    };
  };
  /** The licences that a user holds. Needs the right `users.read`. */
  readonly 'GET /v1/customers/{customerId}/users/{userId}/licenses': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly userId: string;
    };
    readonly query?: {
      /** Repeated or with commas; none: group1. */
      readonly licenseGroupIds?: readonly ('none' | 'group1' | 'group2')[];
    };
    readonly answers: {
      readonly 200: Schemas.LicenseCollection;
    };
  };
  /** Roles for a time at all customers, latest first. Needs the right `customers.read`. */
  readonly 'GET /v1/delegatedadminrelationships': {
    readonly query?: {
      /** 1 to 500; 0 or none: 100. */
      readonly size?: number;
      readonly seekOperation?: 'Next' | 'First';
      /** Only those that run out within so many days. */
      readonly expiringWithinDays?: number;
    };
    readonly answers: {
      readonly 200: Schemas.DelegatedAdminRelationshipCollection;
    };
  };
  /** The directory roles that can be asked for. Needs the right `customers.read`. */
  readonly 'GET /v1/delegatedadminroles': {
    readonly answers: {
      readonly 200: Schemas.DirectoryRoleCollection;
    };
  };
  /** All charges of the partner as a file. Needs the right `invoices.read`. */
  readonly 'GET /v1/exports/charges': {
    readonly query?: {
      /** csv (when left out), or one JSON object to a line. */
      readonly format?: 'csv' | 'jsonl';
    };
    readonly answers: {
      readonly 200: unknown;
    };
  };
  /** All customers of the partner as a file. Needs the right `customers.read`. */
  readonly 'GET /v1/exports/customers': {
    readonly query?: {
      /** csv (when left out), or one JSON object to a line. */
      readonly format?: 'csv' | 'jsonl';
    };
    readonly answers: {
      readonly 200: unknown;
    };
  };
  /** All entitlements of the partner as a file. Needs the right `subscriptions.read`. */
  readonly 'GET /v1/exports/entitlements': {
    readonly query?: {
      /** csv (when left out), or one JSON object to a line. */
      readonly format?: 'csv' | 'jsonl';
    };
    readonly answers: {
      readonly 200: unknown;
    };
  };
  /** All group-licenses of the partner as a file. Needs the right `users.read`. */
  readonly 'GET /v1/exports/group-licenses': {
    readonly query?: {
      /** csv (when left out), or one JSON object to a line. */
      readonly format?: 'csv' | 'jsonl';
    };
    readonly answers: {
      readonly 200: unknown;
    };
  };
  /** All group-members of the partner as a file. Needs the right `users.read`. */
  readonly 'GET /v1/exports/group-members': {
    readonly query?: {
      /** csv (when left out), or one JSON object to a line. */
      readonly format?: 'csv' | 'jsonl';
    };
    readonly answers: {
      readonly 200: unknown;
    };
  };
  /** All groups of the partner as a file. Needs the right `users.read`. */
  readonly 'GET /v1/exports/groups': {
    readonly query?: {
      /** csv (when left out), or one JSON object to a line. */
      readonly format?: 'csv' | 'jsonl';
    };
    readonly answers: {
      readonly 200: unknown;
    };
  };
  /** All left-behind of the partner as a file. Needs the right `users.read`. */
  readonly 'GET /v1/exports/left-behind': {
    readonly query?: {
      /** csv (when left out), or one JSON object to a line. */
      readonly format?: 'csv' | 'jsonl';
    };
    readonly answers: {
      readonly 200: unknown;
    };
  };
  /** All licenses of the partner as a file. Needs the right `users.read`. */
  readonly 'GET /v1/exports/licenses': {
    readonly query?: {
      /** csv (when left out), or one JSON object to a line. */
      readonly format?: 'csv' | 'jsonl';
    };
    readonly answers: {
      readonly 200: unknown;
    };
  };
  /** All subscriptions of the partner as a file. Needs the right `subscriptions.read`. */
  readonly 'GET /v1/exports/subscriptions': {
    readonly query?: {
      /** csv (when left out), or one JSON object to a line. */
      readonly format?: 'csv' | 'jsonl';
    };
    readonly answers: {
      readonly 200: unknown;
    };
  };
  /** All upgrades of the partner as a file. Needs the right `subscriptions.read`. */
  readonly 'GET /v1/exports/upgrades': {
    readonly query?: {
      /** csv (when left out), or one JSON object to a line. */
      readonly format?: 'csv' | 'jsonl';
    };
    readonly answers: {
      readonly 200: unknown;
    };
  };
  /** All users of the partner as a file. Needs the right `users.read`. */
  readonly 'GET /v1/exports/users': {
    readonly query?: {
      /** csv (when left out), or one JSON object to a line. */
      readonly format?: 'csv' | 'jsonl';
    };
    readonly answers: {
      readonly 200: unknown;
    };
  };
  /** The latest imports of the partner. Needs the right `imports.run`. */
  readonly 'GET /v1/imports': {
    readonly answers: {
      readonly 200: Schemas.ImportCollection;
    };
  };
  /** One import: how far it got. Needs the right `imports.run`. */
  readonly 'GET /v1/imports/{importId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly importId: string;
    };
    readonly answers: {
      readonly 200: Schemas.Import;
    };
  };
  /** The same as CSV: line, column, found, expected. Needs the right `imports.run`. */
  readonly 'GET /v1/imports/{importId}/mistakefile': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly importId: string;
    };
    readonly answers: {
      readonly 200: unknown;
    };
  };
  /** What is wrong with the file, by line. Needs the right `imports.run`. */
  readonly 'GET /v1/imports/{importId}/mistakes': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly importId: string;
    };
    readonly query?: {
      /** 1 to 1000; 0 or none: 100. */
      readonly size?: number;
      /** Only mistakes of later lines. */
      readonly afterLine?: number;
    };
    readonly answers: {
      readonly 200: Schemas.ImportMistakeCollection;
    };
  };
  /** The partner’s invoices, latest first. Needs the right `invoices.read`. */
  readonly 'GET /v1/invoices': {
    readonly query?: {
      /** 0 or none: the default. */
      readonly size?: number;
      readonly offset?: number;
      /** JSON filter on InvoiceDate: equals, greater_than(_or_equals), less_than(_or_equals). */
      readonly filter?: string;
    };
    readonly answers: {
      readonly 200: Schemas.InvoiceCollection;
    };
  };
  /** What the partner owes, by currency. Needs the right `invoices.read`. */
  readonly 'GET /v1/invoices/summaries': {
    readonly answers: {
      readonly 200: Schemas.InvoiceSummaryCollection;
    };
  };
  /** What the partner owes in its own currency. Needs the right `invoices.read`. */
  readonly 'GET /v1/invoices/summary': {
    readonly answers: {
      readonly 200: Schemas.InvoiceSummary;
    };
  };
  /** One invoice. Needs the right `invoices.read`. */
  readonly 'GET /v1/invoices/{invoiceId}': {
    readonly path: {
      readonly invoiceId: string;
    };
    readonly answers: {
      readonly 200: Schemas.Invoice;
    };
  };
  /** The charges behind an invoice, each with its cause and days in words. Needs the right `invoices.read`. */
  readonly 'GET /v1/invoices/{invoiceId}/charges': {
    readonly path: {
      readonly invoiceId: string;
    };
    readonly query?: {
      /** Most on a page; 0 or none: 100. */
      readonly size?: number;
      /** Where the page before ended; it stands in `links.next`. */
      readonly after?: string;
    };
    readonly answers: {
      readonly 200: Schemas.SpentChargeCollection;
    };
  };
  /** An invoice as a PDF document, in the asked language. Needs the right `invoices.read`. */
  readonly 'GET /v1/invoices/{invoiceId}/documents/statement': {
    readonly path: {
      readonly invoiceId: string;
    };
    readonly answers: {
      readonly 200: undefined;
    };
  };
  /** Lines of an invoice, asked for by parameters. Needs the right `invoices.read`. */
  readonly 'GET /v1/invoices/{invoiceId}/lineitems': {
    readonly path: {
      readonly invoiceId: string;
    };
    readonly query: {
      /** 0 or none: the default. */
      readonly size?: number;
      readonly offset?: number;
      /** `Next` with the header MS-ContinuationToken, or `First`. */
      readonly seekOperation?: string;
      readonly provider: string;
      readonly invoiceLineItemType: string;
      /** Lines in this currency only. An invoice has one. */
      readonly currencyCode?: string;
      /** `current` or `previous`. Of an invoice that is written both mean the same. */
      readonly period?: string;
    };
    readonly answers: {
      readonly 200: {
        /** Items on this page. */
        readonly totalCount: number;
        readonly items: readonly (Schemas.LicenseBasedLineItem | Schemas.OneTimeInvoiceLineItem)[];
        readonly continuationToken?: string;
        readonly links?: {
          readonly self?: Schemas.Link;
          readonly next?: Schemas.Link;
          readonly previous?: Schemas.Link;
        };
        readonly attributes: {
          readonly objectType: 'Collection';
          readonly etag?: string;
        };
      };
    };
  };
  /** Lines of an invoice. Needs the right `invoices.read`. */
  readonly 'GET /v1/invoices/{invoiceId}/lineitems/{provider}/{lineItemType}': {
    readonly path: {
      readonly invoiceId: string;
      readonly provider: string;
      readonly lineItemType: string;
    };
    readonly query?: {
      /** 0 or none: the default. */
      readonly size?: number;
      readonly offset?: number;
      /** `Next` with the header MS-ContinuationToken, or `First`. */
      readonly seekOperation?: string;
    };
    readonly answers: {
      readonly 200: {
        /** Items on this page. */
        readonly totalCount: number;
        readonly items: readonly (Schemas.LicenseBasedLineItem | Schemas.OneTimeInvoiceLineItem)[];
        readonly continuationToken?: string;
        readonly links?: {
          readonly self?: Schemas.Link;
          readonly next?: Schemas.Link;
          readonly previous?: Schemas.Link;
        };
        readonly attributes: {
          readonly objectType: 'Collection';
          readonly etag?: string;
        };
      };
    };
  };
  /** Every line of an invoice, in the published columns. Needs the right `invoices.read`. */
  readonly 'GET /v1/invoices/{invoiceId}/reconciliation.csv': {
    readonly path: {
      readonly invoiceId: string;
    };
    readonly answers: {
      readonly 200: undefined;
    };
  };
  /** People left behind by upgrades, over all customers of the partner. Needs the right `users.read`. */
  readonly 'GET /v1/leftbehindusers': {
    readonly query?: {
      /** `open` when left out. */
      readonly state?: 'open' | 'moved' | 'dismissed' | 'gone' | 'all';
      readonly reason?: 'mutually_exclusive_violation' | 'dependency_violation' | 'prohibited_in_usage_location_violation' | 'count_violation' | 'usage_location_missing' | 'license_inherited_from_group' | 'transfer_not_requested';
      /** GUID; compared in any case. */
      readonly customerId?: string;
      /** The id of a person of the partner, `me`, or `none`. */
      readonly owner?: string;
      /** 1 to 500; 0 or none: 100. */
      readonly size?: number;
    };
    readonly answers: {
      readonly 200: Schemas.LeftBehindTaskCollection;
    };
  };
  /** People of the partner who can take on people left behind. Needs the right `users.read`. */
  readonly 'GET /v1/leftbehindusers/colleagues': {
    readonly answers: {
      readonly 200: {
        /** Items on this page. */
        readonly totalCount: number;
        readonly items: readonly {
          readonly id: string;
          readonly name: string;
          /** People whom they have taken on and who are still left behind. */
          readonly openTasks: number;
        }[];
        readonly continuationToken?: string;
        readonly links?: {
          readonly self?: Schemas.Link;
          readonly next?: Schemas.Link;
          readonly previous?: Schemas.Link;
        };
        readonly attributes: {
          readonly objectType: 'Collection';
          readonly etag?: string;
        };
      };
    };
  };
  /** People left behind by upgrades, as CSV with all pages. Needs the right `users.read`. */
  readonly 'GET /v1/leftbehindusers/export': {
    readonly query?: {
      /** `open` when left out. */
      readonly state?: 'open' | 'moved' | 'dismissed' | 'gone' | 'all';
      readonly reason?: 'mutually_exclusive_violation' | 'dependency_violation' | 'prohibited_in_usage_location_violation' | 'count_violation' | 'usage_location_missing' | 'license_inherited_from_group' | 'transfer_not_requested';
      /** GUID; compared in any case. */
      readonly customerId?: string;
      /** The id of a person of the partner, `me`, or `none`. */
      readonly owner?: string;
    };
    readonly answers: {
      readonly 200: unknown;
    };
  };
  /** The partner’s resellers with their margins. Needs the right `invoices.read`. */
  readonly 'GET /v1/margins': {
    readonly answers: {
      readonly 200: Schemas.ResellerMarginCollection;
    };
  };
  /** What can be acted on now, one notice for each kind. Needs the right `notices.own`. */
  readonly 'GET /v1/notices': {
    readonly answers: {
      readonly 200: Schemas.NoticeCollection;
    };
  };
  /** Which notices the person does not want. Needs the right `notices.own`. */
  readonly 'GET /v1/notices/settings': {
    readonly answers: {
      readonly 200: Schemas.NoticeSettings;
    };
  };
  /** The shelves of the catalogue of a country. Needs the right `offers.read`. */
  readonly 'GET /v1/offercategories': {
    readonly query: {
      /** Country of sale, ISO 3166 alpha-2. */
      readonly country: string;
    };
    readonly answers: {
      readonly 200: Schemas.OfferCategoryCollection;
    };
  };
  /** What can be bought in a country. Needs the right `offers.read`. */
  readonly 'GET /v1/offers': {
    readonly query: {
      /** Country of sale, ISO 3166 alpha-2. */
      readonly country: string;
      readonly offset?: number;
      /** 0 or none: the default, 500. */
      readonly size?: number;
      readonly offer_category_id?: string;
    };
    readonly answers: {
      readonly 200: Schemas.OfferCollection;
    };
  };
  /** One offer. Needs the right `offers.read`. */
  readonly 'GET /v1/offers/{offerId}': {
    readonly path: {
      readonly offerId: string;
    };
    readonly query: {
      /** Country of sale, ISO 3166 alpha-2. */
      readonly country: string;
    };
    readonly answers: {
      readonly 200: Schemas.Offer;
    };
  };
  /** What can be hung on an offer. Needs the right `offers.read`. */
  readonly 'GET /v1/offers/{offerId}/addons': {
    readonly path: {
      readonly offerId: string;
    };
    readonly query: {
      /** Country of sale, ISO 3166 alpha-2. */
      readonly country: string;
      readonly offset?: number;
      /** 0 or none: the default, 500. */
      readonly size?: number;
    };
    readonly answers: {
      readonly 200: Schemas.OfferCollection;
    };
  };
  /** What concerns no customer: people, roles, requests, failed sign-ins. Needs the right `audit.read`. */
  readonly 'GET /v1/partnerauditrecords': {
    readonly query?: {
      /** At most 90 days back; 30 when left out. */
      readonly startDate?: string;
      /** A day given without a time counts whole. */
      readonly endDate?: string;
      /** Only what concerns these, e.g. `sign_in`. */
      readonly resourceType?: string;
      readonly operationStatus?: 'succeeded' | 'failed';
      /** 1 to 500; 0 or none: 100. */
      readonly size?: number;
      /** `Next` with the header MS-ContinuationToken. */
      readonly seekOperation?: 'Next' | 'First';
    };
    readonly answers: {
      readonly 200: Schemas.PartnerAuditRecordCollection;
    };
  };
  /** The people of the partner, by name. Needs the right `partner.users`. */
  readonly 'GET /v1/partnerusers': {
    readonly query?: {
      readonly size?: number;
      readonly seekOperation?: 'Next' | 'First';
    };
    readonly answers: {
      readonly 200: Schemas.PartnerUserCollection;
    };
  };
  /** One person of the partner. Needs the right `partner.users`. */
  readonly 'GET /v1/partnerusers/{userId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly userId: string;
    };
    readonly answers: {
      readonly 200: Schemas.PartnerUser;
    };
  };
  /** What every active subscription could become, why not, and what it would bring: of all customers. Needs the right `subscriptions.read`. */
  readonly 'GET /v1/portfolio/upgrades': {
    readonly query?: {
      /** GUID; compared in any case. */
      readonly customerId?: string;
      /** Offers of the subscriptions. */
      readonly sourceOfferId?: readonly string[];
      /** Offers that they could become. */
      readonly targetOfferId?: readonly string[];
      /** Countries of the customers, as ISO codes. */
      readonly country?: readonly string[];
      /** The indirect reseller’s number on the subscription. */
      readonly resellerMpnId?: string;
      /** Whether nothing is against the row. */
      readonly eligible?: boolean;
      /** Whether the subscription can be upgraded to anything at all. */
      readonly upgradable?: boolean;
      /** A code that is among the reasons against the row. */
      readonly reason?: string;
      /** A code that alone is against the row. */
      readonly onlyReason?: string;
      /** At least so much more in a month, in the partner’s currency. */
      readonly upliftFrom?: number;
      /** At most so much more in a month, in the partner’s currency. */
      readonly upliftTo?: number;
      readonly seatsFrom?: number;
      readonly seatsTo?: number;
      /** A month such as 2027-02, in which the term ends. */
      readonly renewalFrom?: string;
      /** A month such as 2027-02, in which the term ends. */
      readonly renewalTo?: string;
      /** By customer, by the end of the term, the most seats first, or what would bring the most first. Rows without a difference in the partner’s currency come last. */
      readonly order?: 'customer' | 'renewal' | 'seats' | 'uplift';
      /** 1 to 200; 0 or none: 50. */
      readonly size?: number;
    };
    readonly answers: {
      readonly 200: Schemas.PortfolioUpgradeCollection;
    };
  };
  /** The same as CSV, all pages. Needs the right `subscriptions.read`. */
  readonly 'GET /v1/portfolio/upgrades/export': {
    readonly query?: {
      /** GUID; compared in any case. */
      readonly customerId?: string;
      /** Offers of the subscriptions. */
      readonly sourceOfferId?: readonly string[];
      /** Offers that they could become. */
      readonly targetOfferId?: readonly string[];
      /** Countries of the customers, as ISO codes. */
      readonly country?: readonly string[];
      /** The indirect reseller’s number on the subscription. */
      readonly resellerMpnId?: string;
      /** Whether nothing is against the row. */
      readonly eligible?: boolean;
      /** Whether the subscription can be upgraded to anything at all. */
      readonly upgradable?: boolean;
      /** A code that is among the reasons against the row. */
      readonly reason?: string;
      /** A code that alone is against the row. */
      readonly onlyReason?: string;
      /** At least so much more in a month, in the partner’s currency. */
      readonly upliftFrom?: number;
      /** At most so much more in a month, in the partner’s currency. */
      readonly upliftTo?: number;
      readonly seatsFrom?: number;
      readonly seatsTo?: number;
      /** A month such as 2027-02, in which the term ends. */
      readonly renewalFrom?: string;
      /** A month such as 2027-02, in which the term ends. */
      readonly renewalTo?: string;
      /** By customer, by the end of the term, the most seats first, or what would bring the most first. Rows without a difference in the partner’s currency come last. */
      readonly order?: 'customer' | 'renewal' | 'seats' | 'uplift';
      /** 1 to 200; 0 or none: 50. */
      readonly size?: number;
    };
    readonly answers: {
      readonly 200: unknown;
    };
  };
  /** The same counted: by product and target, by reason, by month, and what one cause stands in the way of. Needs the right `subscriptions.read`. */
  readonly 'GET /v1/portfolio/upgrades/totals': {
    readonly query?: {
      /** GUID; compared in any case. */
      readonly customerId?: string;
      /** Offers of the subscriptions. */
      readonly sourceOfferId?: readonly string[];
      /** Offers that they could become. */
      readonly targetOfferId?: readonly string[];
      /** Countries of the customers, as ISO codes. */
      readonly country?: readonly string[];
      /** The indirect reseller’s number on the subscription. */
      readonly resellerMpnId?: string;
      /** Whether nothing is against the row. */
      readonly eligible?: boolean;
      /** Whether the subscription can be upgraded to anything at all. */
      readonly upgradable?: boolean;
      /** A code that is among the reasons against the row. */
      readonly reason?: string;
      /** A code that alone is against the row. */
      readonly onlyReason?: string;
      /** At least so much more in a month, in the partner’s currency. */
      readonly upliftFrom?: number;
      /** At most so much more in a month, in the partner’s currency. */
      readonly upliftTo?: number;
      readonly seatsFrom?: number;
      readonly seatsTo?: number;
      /** A month such as 2027-02, in which the term ends. */
      readonly renewalFrom?: string;
      /** A month such as 2027-02, in which the term ends. */
      readonly renewalTo?: string;
    };
    readonly answers: {
      readonly 200: Schemas.PortfolioTotals;
    };
  };
  /** The prices that hold, and those to come. Needs the right `invoices.read`. */
  readonly 'GET /v1/prices': {
    readonly query?: {
      /** Country of the customers, ISO 3166 alpha-2; the partner’s own when left out. */
      readonly country?: string;
      readonly offerId?: string;
    };
    readonly answers: {
      readonly 200: Schemas.PriceCollection;
    };
  };
  /** Products of new commerce. Needs the right `offers.read`. */
  readonly 'GET /v1/products': {
    readonly query: {
      /** Country of sale, ISO 3166 alpha-2. */
      readonly country: string;
      readonly targetView?: string;
      readonly targetSegment?: string;
      readonly reservationScope?: string;
    };
    readonly answers: {
      readonly 200: Schemas.ProductCollection;
    };
  };
  /** One product. Needs the right `offers.read`. */
  readonly 'GET /v1/products/{productId}': {
    readonly path: {
      readonly productId: string;
    };
    readonly query: {
      /** Country of sale, ISO 3166 alpha-2. */
      readonly country: string;
    };
    readonly answers: {
      readonly 200: Schemas.Product;
    };
  };
  /** The SKUs of a product. Needs the right `offers.read`. */
  readonly 'GET /v1/products/{productId}/skus': {
    readonly path: {
      readonly productId: string;
    };
    readonly query: {
      /** Country of sale, ISO 3166 alpha-2. */
      readonly country: string;
    };
    readonly answers: {
      readonly 200: Schemas.SkuCollection;
    };
  };
  /** One SKU. Needs the right `offers.read`. */
  readonly 'GET /v1/products/{productId}/skus/{skuId}': {
    readonly path: {
      readonly productId: string;
      readonly skuId: string;
    };
    readonly query: {
      /** Country of sale, ISO 3166 alpha-2. */
      readonly country: string;
    };
    readonly answers: {
      readonly 200: Schemas.Sku;
    };
  };
  /** How a SKU can be bought. Needs the right `offers.read`. */
  readonly 'GET /v1/products/{productId}/skus/{skuId}/availabilities': {
    readonly path: {
      readonly productId: string;
      readonly skuId: string;
    };
    readonly query: {
      /** Country of sale, ISO 3166 alpha-2. */
      readonly country: string;
    };
    readonly answers: {
      readonly 200: Schemas.AvailabilityCollection;
    };
  };
  /** One way to buy a SKU. Needs the right `offers.read`. */
  readonly 'GET /v1/products/{productId}/skus/{skuId}/availabilities/{availabilityId}': {
    readonly path: {
      readonly productId: string;
      readonly skuId: string;
      readonly availabilityId: string;
    };
    readonly query: {
      /** Country of sale, ISO 3166 alpha-2. */
      readonly country: string;
    };
    readonly answers: {
      readonly 200: Schemas.Availability;
    };
  };
  /** How the partner is billed. Needs the right `profiles.read`. */
  readonly 'GET /v1/profiles/billing': {
    readonly answers: {
      readonly 200: Schemas.BillingProfile;
    };
  };
  /** The partner as a legal person. Needs the right `profiles.read`. */
  readonly 'GET /v1/profiles/legalbusiness': {
    readonly query?: {
      readonly vettingVersion?: 'Current' | 'LastFinalized';
    };
    readonly answers: {
      readonly 200: Schemas.LegalBusinessProfile;
    };
  };
  /** A partner by its number in the partner network. Needs the right `profiles.read`. */
  readonly 'GET /v1/profiles/mpn': {
    readonly query?: {
      /** Another partner’s number; the own one when left out. */
      readonly mpnId?: string;
    };
    readonly answers: {
      readonly 200: Schemas.MpnProfile;
    };
  };
  /** The partner’s organization. Needs the right `profiles.read`. */
  readonly 'GET /v1/profiles/organization': {
    readonly answers: {
      readonly 200: Schemas.OrganizationProfile;
    };
  };
  /** Where customers of the partner find help. Needs the right `profiles.read`. */
  readonly 'GET /v1/profiles/support': {
    readonly answers: {
      readonly 200: Schemas.SupportProfile;
    };
  };
  /** What customers were asked for, latest first. Needs the right `relationships.request`. */
  readonly 'GET /v1/relationshiprequests': {
    readonly query?: {
      readonly size?: number;
      readonly seekOperation?: 'Next' | 'First';
      /** Only what this customer was asked, or answered. */
      readonly customerId?: string;
    };
    readonly answers: {
      readonly 200: Schemas.SentRelationshipRequestCollection;
    };
  };
  /** The indirect resellers of a provider, the providers of a reseller. Needs the right `resellers.read`. */
  readonly 'GET /v1/relationships': {
    readonly query?: {
      /** What the caller’s partner is to the one named. */
      readonly relationship_type?: 'none' | 'is_indirect_reseller_of' | 'is_indirect_cloud_solution_provider_of';
    };
    readonly answers: {
      readonly 200: Schemas.PartnerRelationshipCollection;
    };
  };
  /** Which role may do what. Needs the right `session.own`. */
  readonly 'GET /v1/rights': {
    readonly answers: {
      readonly 200: Schemas.RightsTable;
    };
  };
  /** Everything that is scheduled, of all customers, by day. Needs the right `subscriptions.read`. */
  readonly 'GET /v1/scheduledchanges': {
    readonly query?: {
      /** Pending where nothing is said. */
      readonly state?: 'pending' | 'done' | 'failed' | 'cancelled' | 'all';
      /** Only those that would fail or failed. */
      readonly onlyTroubled?: boolean;
      /** 1 to 500; 0 or none: 100. */
      readonly size?: number;
    };
    readonly answers: {
      readonly 200: Schemas.ScheduledChangeCollection;
    };
  };
  /** What was charged by month and product, of all customers or one. Needs the right `invoices.read`. */
  readonly 'GET /v1/spend': {
    readonly query?: {
      /** How many, the running one included; 12 when left out. */
      readonly months?: number;
      /** GUID; compared in any case. */
      readonly customerId?: string;
    };
    readonly answers: {
      readonly 200: Schemas.SpendCollection;
    };
  };
  /** The charges behind an amount: of a month, a product, a customer, latest first. Needs the right `invoices.read`. */
  readonly 'GET /v1/spend/charges': {
    readonly query: {
      readonly currency: string;
      /** Its first day; all months that `/v1/spend` shows when left out. */
      readonly month?: string;
      /** How many, the running one included; 12 when left out. */
      readonly months?: number;
      readonly offerId?: string;
      /** GUID; compared in any case. */
      readonly customerId?: string;
      /** Most on a page; 0 or none: 100. */
      readonly size?: number;
      /** Where the page before ended; it stands in `links.next`. */
      readonly after?: string;
    };
    readonly answers: {
      readonly 200: Schemas.SpentChargeCollection;
    };
  };
  /** The partners of the signed-in person’s own organization, and what they may do there. Needs the right `tenant.own`. */
  readonly 'GET /v1/tenant': {
    readonly answers: {
      readonly 200: Schemas.TenantRelationships;
    };
  };
  /** What was sent to the partner’s receiver, latest first. Needs the right `webhooks.manage`. */
  readonly 'GET /v1/webhooks/deliveries': {
    readonly query?: {
      readonly state?: 'waiting' | 'delivered' | 'given_up';
      readonly eventName?: string;
      /** Part of `resourceUri`, such as an id. */
      readonly resource?: string;
      /** 1 to 500; 0 or none: 50. */
      readonly size?: number;
      /** `Next` with the header MS-ContinuationToken. */
      readonly seekOperation?: 'Next' | 'First';
    };
    readonly answers: {
      readonly 200: Schemas.WebhookDeliveryCollection;
    };
  };
  /** One delivery with what is sent and every try. Needs the right `webhooks.manage`. */
  readonly 'GET /v1/webhooks/deliveries/{deliveryId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly deliveryId: string;
    };
    readonly answers: {
      readonly 200: Schemas.WebhookDeliveryDetail;
    };
  };
  /** The certificate that a signature names in X-MS-Certificate-Url. Needs the right `public`. */
  readonly 'GET /webhooks/v1/certificates/{keyId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly keyId: string;
    };
    readonly answers: {
      readonly 200: unknown;
    };
  };
  /** The partner’s registration. Needs the right `webhooks.manage`. */
  readonly 'GET /webhooks/v1/registration': {
    readonly answers: {
      readonly 200: Schemas.WebhookRegistration;
    };
  };
  /** The events that can be asked for. Needs the right `webhooks.manage`. */
  readonly 'GET /webhooks/v1/registration/events': {
    readonly answers: {
      readonly 200: readonly string[];
    };
  };
  /** What came of a test event, for seven days. Needs the right `webhooks.manage`. */
  readonly 'GET /webhooks/v1/registration/validationEvents/{correlationId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly correlationId: string;
    };
    readonly answers: {
      readonly 200: Schemas.ValidationEvent;
    };
  };
  /** Set which words and codes a program is answered with. Needs the right `partner.users`. */
  readonly 'PATCH /v1/applications/{applicationId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly applicationId: string;
    };
    readonly body: {
      /** `common`: only words and codes that every client library knows. `newest`: those of 2023 too, at which older ones stop. */
      readonly clientGeneration: 'common' | 'newest';
    };
    readonly answers: {
      readonly 200: Schemas.Application;
    };
  };
  /** Change its name, its limits or its hours. Needs the right `subscriptions.upgrade`. */
  readonly 'PATCH /v1/campaigns/{campaignId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly campaignId: string;
    };
    readonly body: {
      readonly name?: string;
      /** 0 for no limit. */
      readonly rowsPerMinute?: number;
      readonly hours?: {
        readonly from: number;
        readonly until: number;
        /** An IANA name such as `Asia/Taipei`; `UTC` when left out. */
        readonly timeZone?: string;
      };
      /** true: at every hour of the day. */
      readonly everyHour?: boolean;
      /** Whether an upgrade may run on a later day than it was worked out for: its term begins then, and it is billed by that day. Otherwise it counts as changed. */
      readonly acceptsLaterDay?: boolean;
      /** A dry run keeps or drops add-ons by it where that is possible; about the others nobody decided, and such a row is refused. */
      readonly addOns?: readonly {
        readonly offerId?: string;
        readonly choice: 'keep' | 'drop';
      }[];
    };
    readonly answers: {
      readonly 200: Schemas.Campaign;
    };
  };
  /** Decide about the add-ons of one row, and work it out again; what is decided here goes before the campaign’s rules. Needs the right `subscriptions.upgrade`. */
  readonly 'PATCH /v1/campaigns/{campaignId}/rows/{rowId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly campaignId: string;
      /** GUID; compared in any case. */
      readonly rowId: string;
    };
    readonly body: {
      /** All that is decided about add-ons of this row. The campaign’s rules decide about the others; without any, about all. */
      readonly addOns: readonly {
        /** GUID; compared in any case. */
        readonly subscriptionId: string;
        readonly choice: 'keep' | 'drop';
      }[];
    };
    readonly answers: {
      readonly 200: Schemas.CampaignRowDetails;
    };
  };
  /** End the relationship, or the delegated admin privileges. Needs the right `delegated_admin.manage`. */
  readonly 'PATCH /v1/customers/{customerId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly body: {
      readonly relationshipToPartner?: 'unknown' | 'reseller' | 'advisor' | 'syndication' | 'microsoftSupport' | 'none';
      readonly allowDelegatedAccess?: boolean;
    };
    readonly answers: {
      readonly 200: Schemas.Customer;
    };
  };
  /** Let a grant be extended by itself, or no longer. Needs the right `delegated_admin.manage`. */
  readonly 'PATCH /v1/customers/{customerId}/delegatedadminrelationships/{relationshipId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly relationshipId: string;
    };
    readonly body: {
      readonly autoExtendDuration: 'PT0S' | 'P0D' | 'P180D';
    };
    readonly answers: {
      readonly 200: Schemas.DelegatedAdminRelationship;
    };
  };
  /** Hang add-ons on the subscriptions of an order, or change its billing cycle. Needs the right `orders.amend`. */
  readonly 'PATCH /v1/customers/{customerId}/orders/{orderId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly orderId: string;
    };
    readonly body: {
      readonly id?: string;
      /** The customer of the address, or nothing. */
      readonly referenceCustomerId?: string;
      /** BillingCycleType of the SDKs; offers of this catalogue know none, monthly and annual. */
      readonly billingCycle?: 'unknown' | 'monthly' | 'annual' | 'none' | 'one_time' | 'triennial' | 'biennial';
      readonly currencyCode?: string;
      readonly lineItems?: readonly {
        readonly lineItemNumber?: number;
        readonly offerId?: string;
        /** Of a line that is there already: it stays as it is. */
        readonly subscriptionId?: string;
        /** Of an add-on: the subscription that it is to hang on. */
        readonly parentSubscriptionId?: string;
        readonly friendlyName?: string;
        readonly quantity?: number;
        /** MPN id of the indirect reseller, where an indirect provider buys. */
        readonly partnerIdOnRecord?: string;
        readonly termDuration?: string;
        readonly promotionId?: string;
        readonly customTermEndDate?: string;
        readonly provisioningContext?: Readonly<Record<string, unknown>>;
      }[];
      /** Change the billing cycle exactly as this preview promised, or refuse with the differences. Alone it suffices. */
      readonly previewId?: string;
    };
    readonly answers: {
      readonly 200: Schemas.Order;
    };
  };
  /** Change a subscription: seats, status, name, auto-renewal, reseller of record. Needs the right `subscriptions.seats`. */
  readonly 'PATCH /v1/customers/{customerId}/subscriptions/{subscriptionId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly subscriptionId: string;
    };
    readonly body: {
      /** Seats, within the limits of the offer. */
      readonly quantity?: number;
      /** `suspended` to suspend, `active` to reactivate, `deleted` to cancel. `none` asks for nothing. */
      readonly status?: 'none' | 'active' | 'suspended' | 'deleted' | 'expired' | 'pending' | 'disabled';
      readonly friendlyName?: string;
      /** Left out: as it is. Leaving it out does not switch auto-renewal off. */
      readonly autoRenewEnabled?: boolean;
      /** MPN id of the indirect reseller of record. Empty: as it is. */
      readonly partnerId?: string;
      /** Belongs to the order. Another one than the current is refused with 2054. */
      readonly billingCycle?: 'unknown' | 'monthly' | 'annual' | 'none' | 'one_time' | 'triennial' | 'biennial';
      /** New commerce: what the next term is to be. Left out or null: as it is; an empty object takes back what was scheduled, and so does switching auto-renewal off. */
      readonly scheduledNextTermInstructions?: {
        readonly product?: {
          readonly productId?: string;
          readonly skuId?: string;
          readonly availabilityId?: string;
          /** Of the next term. */
          readonly billingCycle?: 'unknown' | 'monthly' | 'annual' | 'none' | 'one_time' | 'triennial' | 'biennial';
          readonly termDuration?: string;
          readonly promotionId?: string;
        };
        readonly quantity?: number;
        readonly customTermEndDate?: string;
      };
      /** Users who lose the product with the seats that are given back. Not in Partner Center’s own resource. */
      readonly unassignUserIds?: readonly string[];
      /** Give seats back although more users hold a licence: the tenant shows a licence conflict. Not in Partner Center’s own resource. */
      readonly acceptLicenseConflict?: boolean;
      readonly attributes?: {
        readonly etag?: string;
      };
      /** Do exactly what this preview promised, or refuse with the differences. Alone it suffices. */
      readonly previewId?: string;
    };
    readonly answers: {
      readonly 200: Schemas.Subscription;
    };
  };
  /** Change something scheduled: its day, its seats, its target. Needs the right `subscriptions.seats`. */
  readonly 'PATCH /v1/customers/{customerId}/subscriptions/{subscriptionId}/scheduledchanges/{scheduleId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly subscriptionId: string;
      /** GUID; compared in any case. */
      readonly scheduleId: string;
    };
    readonly body: {
      /** `renewal`: on the day on which the next term begins. */
      readonly when?: 'date' | 'renewal';
      /** With `when: date`: the day, after today. */
      readonly date?: string;
      /** Seats that there are to be, however many there are then. */
      readonly quantity?: number;
      /** So many more, or, negative, fewer than there are then. */
      readonly quantityChange?: number;
      /** Give seats back although more users hold a licence. */
      readonly acceptLicenseConflict?: boolean;
      readonly targetOffer?: {
        readonly id: string;
      };
      /** Whether the users’ licences move too. */
      readonly upgradeType?: 'none' | 'upgrade_only' | 'upgrade_with_license_transfer';
      readonly addOns?: readonly {
        /** GUID; compared in any case. */
        readonly subscriptionId: string;
        readonly choice: 'keep' | 'drop';
      }[];
    };
    readonly answers: {
      readonly 200: Schemas.ScheduledChange;
    };
  };
  /** Edit a user, set the password, or restore a deleted user. Needs the right `users.write`. */
  readonly 'PATCH /v1/customers/{customerId}/users/{userId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly userId: string;
    };
    readonly body: {
      /** Sign-in name, e.g. `ada@contoso.example`. */
      readonly userPrincipalName?: string;
      readonly displayName?: string;
      /** Given name. */
      readonly firstName?: string;
      /** Family name. */
      readonly lastName?: string;
      /** ISO country. Without it no licence can be assigned. */
      readonly usageLocation?: string;
      readonly phoneNumber?: string;
      /** The id in the customer’s own directory, where users are synchronised from one. */
      readonly immutableId?: string;
      readonly passwordProfile?: {
        readonly password: string;
        readonly forceChangePassword?: boolean;
      };
      /** `active` restores a deleted user. */
      readonly state?: 'active' | 'inactive';
      readonly attributes?: {
        readonly etag?: string;
      };
    };
    readonly answers: {
      readonly 200: Schemas.CustomerUser2;
    };
  };
  /** Change a person’s name or roles, or take their access away or give it back. Needs the right `partner.users`. */
  readonly 'PATCH /v1/partnerusers/{userId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly userId: string;
    };
    readonly body: {
      readonly displayName?: string;
      readonly roles?: readonly ('global_admin' | 'user_management_admin' | 'billing_admin' | 'admin_agent' | 'sales_agent' | 'helpdesk_agent')[];
      readonly state?: 'active' | 'disabled';
    };
    readonly answers: {
      readonly 200: Schemas.PartnerUser;
    };
  };
  /** The same from a file (text/csv): customerId, subscriptionId, targetOfferId, quantity, upgradeType. Needs the right `subscriptions.upgrade`. */
  readonly 'POST /v1/campaignfiles': {
    readonly query: {
      readonly name: string;
      readonly targetOfferId?: string;
      /** When the upgrades happen: as the campaign runs, or scheduled by it for a day or for the renewal of each subscription. */
      readonly when?: 'now' | 'date' | 'renewal';
      /** With `when: date`: the day, after today. */
      readonly date?: string;
      /** At most so many upgrades begin in any sixty seconds. */
      readonly rowsPerMinute?: number;
      /** Whether an upgrade may run on a later day than it was worked out for: its term begins then, and it is billed by that day. Otherwise it counts as changed. */
      readonly acceptsLaterDay?: boolean;
      /** What becomes of all add-ons, where that is possible. */
      readonly addOns?: 'keep' | 'drop';
    };
    readonly answers: {
      readonly 201: Schemas.Campaign;
    };
  };
  /** Prepare a campaign by a filter of the portfolio or a list of subscriptions; it is worked out at once, and nothing is carried out. Needs the right `subscriptions.upgrade`. */
  readonly 'POST /v1/campaigns': {
    readonly body: {
      readonly name: string;
      /** What everything is to become. Without it: of a filter the dearest that is open to each; of a list what each says. */
      readonly targetOfferId?: string;
      readonly filter?: {
        /** GUID; compared in any case. */
        readonly customerId?: string;
        /** Offers of the subscriptions. */
        readonly sourceOfferId?: readonly string[];
        /** Offers that they could become. */
        readonly targetOfferId?: readonly string[];
        /** Countries of the customers, as ISO codes. */
        readonly country?: readonly string[];
        /** The indirect reseller’s number on the subscription. */
        readonly resellerMpnId?: string;
        /** Whether nothing is against the row. */
        readonly eligible?: boolean;
        /** Whether the subscription can be upgraded to anything at all. */
        readonly upgradable?: boolean;
        /** A code that is among the reasons against the row. */
        readonly reason?: string;
        /** A code that alone is against the row. */
        readonly onlyReason?: string;
        /** At least so much more in a month, in the partner’s currency. */
        readonly upliftFrom?: number;
        /** At most so much more in a month, in the partner’s currency. */
        readonly upliftTo?: number;
        readonly seatsFrom?: number;
        readonly seatsTo?: number;
        /** A month such as 2027-02, in which the term ends. */
        readonly renewalFrom?: string;
        /** A month such as 2027-02, in which the term ends. */
        readonly renewalTo?: string;
      };
      readonly subscriptions?: readonly {
        /** GUID; compared in any case. */
        readonly customerId: string;
        /** GUID; compared in any case. */
        readonly subscriptionId: string;
        readonly targetOfferId?: string;
        readonly quantity?: number;
      }[];
      /** Whether the users’ licences move too. */
      readonly upgradeType?: 'none' | 'upgrade_only' | 'upgrade_with_license_transfer';
      /** When the upgrades happen: as the campaign runs, or scheduled by it for a day or for the renewal of each subscription. */
      readonly when?: 'now' | 'date' | 'renewal';
      /** With `when: date`: the day, after today. */
      readonly date?: string;
      /** At most so many upgrades begin in any sixty seconds. */
      readonly rowsPerMinute?: number;
      readonly hours?: {
        readonly from: number;
        readonly until: number;
        /** An IANA name such as `Asia/Taipei`; `UTC` when left out. */
        readonly timeZone?: string;
      };
      /** Whether an upgrade may run on a later day than it was worked out for: its term begins then, and it is billed by that day. Otherwise it counts as changed. */
      readonly acceptsLaterDay?: boolean;
      /** A dry run keeps or drops add-ons by it where that is possible; about the others nobody decided, and such a row is refused. */
      readonly addOns?: readonly {
        readonly offerId?: string;
        readonly choice: 'keep' | 'drop';
      }[];
    };
    readonly answers: {
      readonly 201: Schemas.Campaign;
    };
  };
  /** Approve exactly what the dry run found possible. Needs the right `campaigns.approve`. */
  readonly 'POST /v1/campaigns/{campaignId}/approval': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly campaignId: string;
    };
    readonly body: {
      readonly rowIds?: readonly string[];
    };
    readonly answers: {
      readonly 200: Schemas.Campaign;
    };
  };
  /** Leave rows out, all or some; an approval of the others stands. Needs the right `subscriptions.upgrade`. */
  readonly 'POST /v1/campaigns/{campaignId}/omission': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly campaignId: string;
    };
    readonly body: {
      readonly rowIds?: readonly string[];
    };
    readonly answers: {
      readonly 200: Schemas.Campaign;
    };
  };
  /** Begin no further rows for now. Needs the right `subscriptions.upgrade`. */
  readonly 'POST /v1/campaigns/{campaignId}/pause': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly campaignId: string;
    };
    readonly body: {
      readonly rowIds?: readonly string[];
    };
    readonly answers: {
      readonly 200: Schemas.Campaign;
    };
  };
  /** Take rows in again and work them out; an approval is void. Needs the right `subscriptions.upgrade`. */
  readonly 'POST /v1/campaigns/{campaignId}/readmission': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly campaignId: string;
    };
    readonly body: {
      readonly rowIds?: readonly string[];
    };
    readonly answers: {
      readonly 200: Schemas.Campaign;
    };
  };
  /** Work rows out again; an approval is void. Needs the right `subscriptions.upgrade`. */
  readonly 'POST /v1/campaigns/{campaignId}/rehearsal': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly campaignId: string;
    };
    readonly body: {
      readonly rowIds?: readonly string[];
    };
    readonly answers: {
      readonly 200: Schemas.Campaign;
    };
  };
  /** Begin to carry it out, or go on. Needs the right `subscriptions.upgrade`. */
  readonly 'POST /v1/campaigns/{campaignId}/run': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly campaignId: string;
    };
    readonly body: {
      readonly rowIds?: readonly string[];
    };
    readonly answers: {
      readonly 200: Schemas.Campaign;
    };
  };
  /** Begin no further rows for good. Needs the right `subscriptions.upgrade`. */
  readonly 'POST /v1/campaigns/{campaignId}/stop': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly campaignId: string;
    };
    readonly body: {
      readonly rowIds?: readonly string[];
    };
    readonly answers: {
      readonly 200: Schemas.Campaign;
    };
  };
  /** Take upgrades back, all or some. Needs the right `subscriptions.upgrade`. */
  readonly 'POST /v1/campaigns/{campaignId}/undo': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly campaignId: string;
    };
    readonly body: {
      readonly rowIds?: readonly string[];
    };
    readonly answers: {
      readonly 200: Schemas.Campaign;
    };
  };
  /** Add a customer: a new tenant, and the relationship to it. Needs the right `customers.write`. */
  readonly 'POST /v1/customers': {
    readonly body: {
      readonly companyProfile: {
        /** A domain that nobody has yet, e.g. `contoso.onmicrosoft.com`. */
        readonly domain?: string;
        readonly organizationRegistrationNumber?: string;
      };
      readonly billingProfile: {
        readonly firstName?: string;
        readonly lastName?: string;
        readonly email?: string;
        readonly culture?: string;
        readonly language?: string;
        readonly companyName?: string;
        readonly defaultAddress?: Schemas.Address;
      };
      /** The indirect reseller, where an indirect provider adds the customer. */
      readonly associatedPartnerId?: string;
      /** Not possible here: ask for delegated administration afterwards. */
      readonly enableGDAPByDefault?: boolean;
    };
    readonly answers: {
      readonly 201: Schemas.Customer;
    };
  };
  /** Confirm that the customer accepted an agreement. Needs the right `agreements.confirm`. */
  readonly 'POST /v1/customers/{customerId}/agreements': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly body: {
      readonly primaryContact: {
        readonly firstName: string;
        readonly lastName: string;
        readonly email: string;
        readonly phoneNumber?: string;
      };
      /** GUID; compared in any case. */
      readonly templateId: string;
      /** When the customer accepted; not in the future. */
      readonly dateAgreed: string;
      readonly type?: 'MicrosoftCustomerAgreement' | 'MicrosoftCloudAgreement';
    };
    readonly answers: {
      readonly 201: Schemas.Agreement;
    };
  };
  /** Fill a new cart. Needs the right `orders.write`. */
  readonly 'POST /v1/customers/{customerId}/carts': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly body: {
      readonly lineItems: readonly {
        /** Lines are numbered anew, from 0. */
        readonly id?: number;
        /** The offer. */
        readonly catalogItemId?: string;
        readonly friendlyName?: string;
        readonly quantity?: number;
        readonly currencyCode?: string;
        /** BillingCycleType of the SDKs; offers of this catalogue know none, monthly and annual. */
        readonly billingCycle?: 'unknown' | 'monthly' | 'annual' | 'none' | 'one_time' | 'triennial' | 'biennial';
        readonly termDuration?: string;
        readonly promotionId?: string;
        readonly customTermEndDate?: string;
        /** `transaction_reseller`: the MPN id of the indirect reseller. */
        readonly participants?: readonly {
          readonly key?: unknown;
          readonly value?: string;
        }[];
        /** `parentSubscriptionId`: what an add-on is to hang on. */
        readonly provisioningContext?: Readonly<Record<string, unknown>>;
        /** Add-ons that hang on what this line buys. */
        readonly addonItems?: readonly {
          /** Lines are numbered anew, from 0. */
          readonly id?: number;
          /** The offer. */
          readonly catalogItemId?: string;
          readonly friendlyName?: string;
          readonly quantity?: number;
          readonly currencyCode?: string;
          /** BillingCycleType of the SDKs; offers of this catalogue know none, monthly and annual. */
          readonly billingCycle?: 'unknown' | 'monthly' | 'annual' | 'none' | 'one_time' | 'triennial' | 'biennial';
          readonly termDuration?: string;
          readonly promotionId?: string;
          readonly customTermEndDate?: string;
          /** `transaction_reseller`: the MPN id of the indirect reseller. */
          readonly participants?: readonly {
            readonly key?: unknown;
            readonly value?: string;
          }[];
          /** `parentSubscriptionId`: what an add-on is to hang on. */
          readonly provisioningContext?: Readonly<Record<string, unknown>>;
        }[];
      }[];
    };
    readonly answers: {
      readonly 201: Schemas.Cart;
    };
  };
  /** Buy everything in a cart, or nothing. Needs the right `orders.write`. */
  readonly 'POST /v1/customers/{customerId}/carts/{cartId}/checkout': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly cartId: string;
    };
    readonly query?: {
      /** Do it only if the total is exactly this, as it was shown. Left out: whatever it comes to. Not in Partner Center. */
      readonly expectedTotal?: number;
    };
    readonly answers: {
      readonly 201: Schemas.CartCheckoutResult;
    };
  };
  /** Move a customer forward in time (demo mode only). Needs the right `clock.move`. */
  readonly 'POST /v1/customers/{customerId}/clock': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly body: {
      readonly days?: number;
      /** A day or an instant, later than the customer’s present. */
      readonly to?: string;
    };
    readonly answers: {
      readonly 200: Schemas.CustomerClock;
    };
  };
  /** Ask a customer for roles in its directory, for a time. Needs the right `delegated_admin.manage`. */
  readonly 'POST /v1/customers/{customerId}/delegatedadminrelationships': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly body: {
      readonly displayName: string;
      readonly duration: string;
      readonly autoExtendDuration?: 'PT0S' | 'P0D' | 'P180D';
      readonly accessDetails: {
        readonly unifiedRoles: readonly {
          /** GUID; compared in any case. */
          readonly roleDefinitionId: string;
        }[];
      };
    };
    readonly answers: {
      readonly 201: Schemas.DelegatedAdminRelationship;
    };
  };
  /** End one, or take the request for it back. Needs the right `delegated_admin.manage`. */
  readonly 'POST /v1/customers/{customerId}/delegatedadminrelationships/{relationshipId}/requests': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly relationshipId: string;
    };
    readonly body: {
      readonly action: 'terminate';
    };
    readonly answers: {
      readonly 201: Schemas.DelegatedAdminRelationshipRequest;
    };
  };
  /** Give a user a role. Needs the right `users.write`. */
  readonly 'POST /v1/customers/{customerId}/directoryroles/{roleId}/usermembers': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly roleId: string;
    };
    readonly body: {
      /** GUID; compared in any case. */
      readonly id: string;
    };
    readonly answers: {
      readonly 201: Schemas.UserMember;
    };
  };
  /** The same from a CSV file (text/csv): channel, product, quantity, status, heldSince, heldUntil. Needs the right `entitlements.write`. */
  readonly 'POST /v1/customers/{customerId}/entitlementfiles': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly answers: {
      readonly 200: Schemas.EntitlementCollection;
    };
  };
  /** Create a group. Needs the right `users.write`. */
  readonly 'POST /v1/customers/{customerId}/groups': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly body: {
      readonly displayName: string;
    };
    readonly answers: {
      readonly 201: Schemas.Group;
    };
  };
  /** Take people into a group. Needs the right `users.write`. */
  readonly 'POST /v1/customers/{customerId}/groups/{groupId}/members': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly groupId: string;
    };
    readonly body: {
      readonly userIds: readonly string[];
    };
    readonly answers: {
      readonly 200: Schemas.GroupChange;
    };
  };
  /** Changes of licences from a CSV file (text/csv): UserPrincipalName, Assign, Remove, DisabledPlans. Needs the right `licenses.assign`. */
  readonly 'POST /v1/customers/{customerId}/licenseupdatefiles': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly query?: {
      /** Only work it out; nothing changes. */
      readonly preview?: boolean;
    };
    readonly answers: {
      readonly 200: Schemas.LicenseUpdates;
    };
  };
  /** Change the licences of many users alike, each on its own. Needs the right `licenses.assign`. */
  readonly 'POST /v1/customers/{customerId}/licenseupdates': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly body: {
      readonly licensesToAssign?: readonly {
        /** GUID; compared in any case. */
        readonly skuId: string;
        /** Service plans to switch off. Left out: as they are now; in a swap, as they were in the product that goes. */
        readonly excludedPlans?: readonly string[];
      }[];
      /** SKU ids. Assigned and removed in one operation: nobody is without. */
      readonly licensesToRemove?: readonly string[];
      readonly userIds: readonly string[];
      /** Only work it out: the same answer, and nothing changes. */
      readonly preview?: boolean;
    };
    readonly answers: {
      readonly 200: Schemas.LicenseUpdates;
    };
  };
  /** Buy subscriptions. Needs the right `orders.write`. */
  readonly 'POST /v1/customers/{customerId}/orders': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly body: {
      readonly id?: string;
      /** The customer of the address, or nothing. */
      readonly referenceCustomerId?: string;
      /** BillingCycleType of the SDKs; offers of this catalogue know none, monthly and annual. */
      readonly billingCycle?: 'unknown' | 'monthly' | 'annual' | 'none' | 'one_time' | 'triennial' | 'biennial';
      readonly currencyCode?: string;
      readonly lineItems: readonly {
        readonly lineItemNumber?: number;
        readonly offerId?: string;
        /** Of a line that is there already: it stays as it is. */
        readonly subscriptionId?: string;
        /** Of an add-on: the subscription that it is to hang on. */
        readonly parentSubscriptionId?: string;
        readonly friendlyName?: string;
        readonly quantity?: number;
        /** MPN id of the indirect reseller, where an indirect provider buys. */
        readonly partnerIdOnRecord?: string;
        readonly termDuration?: string;
        readonly promotionId?: string;
        readonly customTermEndDate?: string;
        readonly provisioningContext?: Readonly<Record<string, unknown>>;
      }[];
    };
    readonly answers: {
      readonly 201: Schemas.Order;
    };
  };
  /** Work out another billing cycle of an order without giving it. Needs the right `orders.cycle`. */
  readonly 'POST /v1/customers/{customerId}/orders/{orderId}/cyclepreviews': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly orderId: string;
    };
    readonly body: {
      /** BillingCycleType of the SDKs; offers of this catalogue know none, monthly and annual. */
      readonly billingCycle: 'unknown' | 'monthly' | 'annual' | 'none' | 'one_time' | 'triennial' | 'biennial';
    };
    readonly answers: {
      readonly 201: Schemas.OrderCyclePreview;
    };
  };
  /** Work out a change of a subscription without making it: bill, add-ons, users affected. Needs the right `subscriptions.seats`. */
  readonly 'POST /v1/customers/{customerId}/subscriptions/{subscriptionId}/changepreviews': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly subscriptionId: string;
    };
    readonly body: {
      /** Seats, within the limits of the offer. */
      readonly quantity?: number;
      /** `suspended` to suspend, `active` to reactivate, `deleted` to cancel. `none` asks for nothing. */
      readonly status?: 'none' | 'active' | 'suspended' | 'deleted' | 'expired' | 'pending' | 'disabled';
      readonly friendlyName?: string;
      /** Left out: as it is. Leaving it out does not switch auto-renewal off. */
      readonly autoRenewEnabled?: boolean;
      /** MPN id of the indirect reseller of record. Empty: as it is. */
      readonly partnerId?: string;
      /** Belongs to the order. Another one than the current is refused with 2054. */
      readonly billingCycle?: 'unknown' | 'monthly' | 'annual' | 'none' | 'one_time' | 'triennial' | 'biennial';
      /** New commerce: what the next term is to be. Left out or null: as it is; an empty object takes back what was scheduled, and so does switching auto-renewal off. */
      readonly scheduledNextTermInstructions?: {
        readonly product?: {
          readonly productId?: string;
          readonly skuId?: string;
          readonly availabilityId?: string;
          /** Of the next term. */
          readonly billingCycle?: 'unknown' | 'monthly' | 'annual' | 'none' | 'one_time' | 'triennial' | 'biennial';
          readonly termDuration?: string;
          readonly promotionId?: string;
        };
        readonly quantity?: number;
        readonly customTermEndDate?: string;
      };
      /** Users who lose the product with the seats that are given back. Not in Partner Center’s own resource. */
      readonly unassignUserIds?: readonly string[];
      /** Give seats back although more users hold a licence: the tenant shows a licence conflict. Not in Partner Center’s own resource. */
      readonly acceptLicenseConflict?: boolean;
    };
    readonly answers: {
      readonly 201: Schemas.SubscriptionChangePreview;
    };
  };
  /** Turn a trial into a paid subscription. Needs the right `trials.convert`. */
  readonly 'POST /v1/customers/{customerId}/subscriptions/{subscriptionId}/conversions': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly subscriptionId: string;
    };
    readonly query?: {
      /** Do it only if the total is exactly this, as it was shown. Left out: whatever it comes to. Not in Partner Center. */
      readonly expectedTotal?: number;
    };
    readonly body: {
      readonly offerId?: string;
      readonly targetOfferId: string;
      readonly quantity?: number;
      /** BillingCycleType of the SDKs; offers of this catalogue know none, monthly and annual. */
      readonly billingCycle?: 'unknown' | 'monthly' | 'annual' | 'none' | 'one_time' | 'triennial' | 'biennial';
    };
    readonly answers: {
      readonly 200: Schemas.ConversionResult;
    };
  };
  /** Work out a change for a later day, with the money as of that day. Needs the right `subscriptions.seats`. */
  readonly 'POST /v1/customers/{customerId}/subscriptions/{subscriptionId}/scheduledchangepreviews': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly subscriptionId: string;
    };
    readonly body: {
      readonly kind: 'seats' | 'upgrade';
      /** `renewal`: on the day on which the next term begins. */
      readonly when?: 'date' | 'renewal';
      /** With `when: date`: the day, after today. */
      readonly date?: string;
      /** Seats that there are to be, however many there are then. */
      readonly quantity?: number;
      /** So many more, or, negative, fewer than there are then. */
      readonly quantityChange?: number;
      /** Give seats back although more users hold a licence. */
      readonly acceptLicenseConflict?: boolean;
      readonly targetOffer?: {
        readonly id: string;
      };
      /** Whether the users’ licences move too. */
      readonly upgradeType?: 'none' | 'upgrade_only' | 'upgrade_with_license_transfer';
      readonly addOns?: readonly {
        /** GUID; compared in any case. */
        readonly subscriptionId: string;
        readonly choice: 'keep' | 'drop';
      }[];
      /** Where it is to change one that is scheduled already. */
      readonly scheduleId?: string;
    };
    readonly answers: {
      readonly 200: Schemas.ScheduledChangePreview;
    };
  };
  /** Schedule a change of seats or an upgrade for a day, or for the renewal. Needs the right `subscriptions.seats`. */
  readonly 'POST /v1/customers/{customerId}/subscriptions/{subscriptionId}/scheduledchanges': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly subscriptionId: string;
    };
    readonly body: {
      readonly kind: 'seats' | 'upgrade';
      /** `renewal`: on the day on which the next term begins. */
      readonly when?: 'date' | 'renewal';
      /** With `when: date`: the day, after today. */
      readonly date?: string;
      /** Seats that there are to be, however many there are then. */
      readonly quantity?: number;
      /** So many more, or, negative, fewer than there are then. */
      readonly quantityChange?: number;
      /** Give seats back although more users hold a licence. */
      readonly acceptLicenseConflict?: boolean;
      readonly targetOffer?: {
        readonly id: string;
      };
      /** Whether the users’ licences move too. */
      readonly upgradeType?: 'none' | 'upgrade_only' | 'upgrade_with_license_transfer';
      readonly addOns?: readonly {
        /** GUID; compared in any case. */
        readonly subscriptionId: string;
        readonly choice: 'keep' | 'drop';
      }[];
    };
    readonly answers: {
      readonly 201: Schemas.ScheduledChange;
    };
  };
  /** Work out a transition without doing it: bill, term, users who move, users left behind. Needs the right `subscriptions.upgrade`. */
  readonly 'POST /v1/customers/{customerId}/subscriptions/{subscriptionId}/transitionpreviews': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly subscriptionId: string;
    };
    readonly body: {
      /** Product, SKU and availability of the new product. */
      readonly toCatalogItemId: string;
      /** Seats; all of them when left out. */
      readonly quantity?: number;
      /** Whether the users’ licences move too. */
      readonly transitionType?: 'none' | 'transition_only' | 'transition_with_license_transfer';
      /** An existing subscription that takes the seats in. */
      readonly toSubscriptionId?: string;
      readonly termDuration?: string;
      readonly billingCycle?: string;
      readonly promotionId?: string;
    };
    readonly answers: {
      readonly 200: Schemas.TransitionPreview;
    };
  };
  /** Turn seats of a subscription of new commerce into another product. Needs the right `subscriptions.upgrade`. */
  readonly 'POST /v1/customers/{customerId}/subscriptions/{subscriptionId}/transitions': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly subscriptionId: string;
    };
    readonly body: {
      /** Product, SKU and availability of the new product. */
      readonly toCatalogItemId: string;
      /** Seats; all of them when left out. */
      readonly quantity?: number;
      /** Whether the users’ licences move too. */
      readonly transitionType?: 'none' | 'transition_only' | 'transition_with_license_transfer';
      /** An existing subscription that takes the seats in. */
      readonly toSubscriptionId?: string;
      readonly termDuration?: string;
      readonly billingCycle?: string;
      readonly promotionId?: string;
    };
    readonly answers: {
      readonly 200: Schemas.Transition;
    };
  };
  /** Work out an upgrade without doing it: bill, users who move, users left behind. Needs the right `subscriptions.upgrade`. */
  readonly 'POST /v1/customers/{customerId}/subscriptions/{subscriptionId}/upgradepreviews': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly subscriptionId: string;
    };
    readonly body: {
      readonly targetOffer: {
        /** The id of the offer to upgrade to. */
        readonly id: string;
      };
      /** Seats of the target; all seats of the source when left out. */
      readonly quantity?: number;
      /** Whether the users’ licences move too. */
      readonly upgradeType?: 'none' | 'upgrade_only' | 'upgrade_with_license_transfer';
      /** What becomes of the add-ons. Not in Partner Center’s own resource. */
      readonly addOns?: readonly {
        /** GUID; compared in any case. */
        readonly subscriptionId: string;
        readonly choice: 'keep' | 'drop';
      }[];
    };
    readonly answers: {
      readonly 201: Schemas.UpgradePreview;
    };
  };
  /** Upgrade a subscription. Needs the right `subscriptions.upgrade`. */
  readonly 'POST /v1/customers/{customerId}/subscriptions/{subscriptionId}/upgrades': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly subscriptionId: string;
    };
    readonly body: {
      readonly targetOffer: {
        /** The id of the offer to upgrade to. */
        readonly id: string;
      };
      /** Seats of the target; all seats of the source when left out. */
      readonly quantity?: number;
      /** Whether the users’ licences move too. */
      readonly upgradeType?: 'none' | 'upgrade_only' | 'upgrade_with_license_transfer';
      /** What becomes of the add-ons. Not in Partner Center’s own resource. */
      readonly addOns?: readonly {
        /** GUID; compared in any case. */
        readonly subscriptionId: string;
        readonly choice: 'keep' | 'drop';
      }[];
      /** Do exactly what this preview promised, or refuse with the differences. */
      readonly previewId?: string;
    };
    readonly answers: {
      readonly 200: Schemas.UpgradeResult;
    };
  };
  /** Give up on people left behind, with a note. Needs the right `licenses.assign`. */
  readonly 'POST /v1/customers/{customerId}/upgraderecords/{upgradeId}/dismissals': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly upgradeId: string;
    };
    readonly body: {
      /** Whom it is about; everyone who is still left behind when left out. */
      readonly userIds?: readonly string[];
      /** Why nobody moves them. */
      readonly note: string;
      /** `keep` (default): they keep the old product, and the old subscription their seats. `remove`: both go, and the seats are credited. */
      readonly license?: 'keep' | 'remove';
    };
    readonly answers: {
      readonly 200: Schemas.LeftBehindWork;
    };
  };
  /** Say who of the partner takes people left behind on. Needs the right `licenses.assign`. */
  readonly 'POST /v1/customers/{customerId}/upgraderecords/{upgradeId}/owners': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly upgradeId: string;
    };
    readonly body: {
      /** Whom it is about; everyone who is still left behind when left out. */
      readonly userIds?: readonly string[];
      /** Who takes it on: a person of the partner, or `me`. Nobody when left out. */
      readonly ownerId?: string;
    };
    readonly answers: {
      readonly 200: Schemas.Ownership;
    };
  };
  /** Move people left behind, as far as nothing is in the way any more. Needs the right `licenses.assign`. */
  readonly 'POST /v1/customers/{customerId}/upgraderecords/{upgradeId}/retries': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly upgradeId: string;
    };
    readonly body: {
      /** Whom it is about; everyone who is still left behind when left out. */
      readonly userIds?: readonly string[];
    };
    readonly answers: {
      readonly 200: Schemas.LeftBehindWork;
    };
  };
  /** Undo an upgrade: subscriptions, licences and money as they were. Needs the right `subscriptions.upgrade`. */
  readonly 'POST /v1/customers/{customerId}/upgraderecords/{upgradeId}/undo': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly upgradeId: string;
    };
    readonly answers: {
      readonly 200: Schemas.UpgradeUndo;
    };
  };
  /** Create a user. Needs the right `users.write`. */
  readonly 'POST /v1/customers/{customerId}/users': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly body: {
      /** Sign-in name, e.g. `ada@contoso.example`. */
      readonly userPrincipalName: string;
      readonly displayName: string;
      /** Given name. */
      readonly firstName?: string;
      /** Family name. */
      readonly lastName?: string;
      /** ISO country. Without it no licence can be assigned. */
      readonly usageLocation?: string;
      readonly phoneNumber?: string;
      /** The id in the customer’s own directory, where users are synchronised from one. */
      readonly immutableId?: string;
      readonly passwordProfile?: {
        readonly password: string;
        readonly forceChangePassword?: boolean;
      };
    };
    readonly answers: {
      readonly 201: Schemas.CustomerUser2;
    };
  };
  /** Assign, take away or swap the licences of a user, in one operation. Needs the right `licenses.assign`. */
  readonly 'POST /v1/customers/{customerId}/users/{userId}/licenseupdates': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly userId: string;
    };
    readonly body: {
      readonly licensesToAssign?: readonly {
        /** GUID; compared in any case. */
        readonly skuId: string;
        /** Service plans to switch off. Left out: as they are now; in a swap, as they were in the product that goes. */
        readonly excludedPlans?: readonly string[];
      }[];
      /** SKU ids. Assigned and removed in one operation: nobody is without. */
      readonly licensesToRemove?: readonly string[];
    };
    readonly answers: {
      readonly 201: Schemas.LicenseUpdate;
    };
  };
  /** Send a file (text/csv, or application/x-ndjson) and have it checked; nothing is written before it is started. Needs the right `imports.run`. */
  readonly 'POST /v1/imports': {
    readonly query: {
      readonly kind: 'customers' | 'subscriptions' | 'entitlements' | 'users' | 'groups' | 'group-licenses' | 'group-members' | 'licenses';
      /** Shown in the list of imports. */
      readonly fileName?: string;
    };
    readonly answers: {
      readonly 200: Schemas.Import;
    };
  };
  /** Write what the file says, in the background; one that was started already goes on, and so does one that failed. Needs the right `imports.run`. */
  readonly 'POST /v1/imports/{importId}/start': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly importId: string;
    };
    readonly answers: {
      readonly 202: Schemas.Import;
    };
  };
  /** Accept what a link asks for, all of it or the relationship alone. Needs the right `tenant.own`. */
  readonly 'POST /v1/invitations/accept': {
    readonly body: {
      /** What stands behind the # of the link. */
      readonly token: string;
      /** Also grant the privileges that are asked for. No, when left out. */
      readonly grantDelegatedAdmin?: boolean;
      /** Accept the Microsoft Customer Agreement. */
      readonly acceptAgreement?: boolean;
      readonly contact?: {
        readonly firstName: string;
        readonly lastName: string;
        readonly email: string;
        readonly phoneNumber?: string;
      };
      readonly company?: {
        readonly companyName: string;
        readonly domain?: string;
        readonly country: string;
        readonly language?: 'en' | 'zh-TW';
      };
    };
    readonly answers: {
      readonly 200: Schemas.InvitationOutcome;
    };
  };
  /** Decline what a link asks for. Needs the right `tenant.own`. */
  readonly 'POST /v1/invitations/decline': {
    readonly body: {
      /** What stands behind the # of the link. */
      readonly token: string;
    };
    readonly answers: {
      readonly 200: Schemas.InvitationOutcome;
    };
  };
  /** What a link asks for, and by whom. Needs the right `tenant.own`. */
  readonly 'POST /v1/invitations/lookup': {
    readonly body: {
      /** What stands behind the # of the link. */
      readonly token: string;
    };
    readonly answers: {
      readonly 200: Schemas.Invitation;
    };
  };
  /** Write the invoices of the months that are over, without waiting for the monthly run. Needs the right `invoices.issue`. */
  readonly 'POST /v1/invoices/runs': {
    readonly body: {
      /** The months before this day; before today when left out. A later day in demo mode only, 20 years ahead at most. */
      readonly until?: string;
    };
    readonly answers: {
      readonly 200: Schemas.InvoiceCollection;
    };
  };
  /** Add a person to the partner. Needs the right `partner.users`. */
  readonly 'POST /v1/partnerusers': {
    readonly body: {
      /** GUID; compared in any case. */
      readonly id?: string;
      readonly userPrincipalName: string;
      readonly displayName: string;
      readonly roles: readonly ('global_admin' | 'user_management_admin' | 'billing_admin' | 'admin_agent' | 'sales_agent' | 'helpdesk_agent')[];
    };
    readonly answers: {
      readonly 201: Schemas.PartnerUser;
    };
  };
  /** Import a price list (text/csv): offerId, currency, billingCycle, term, market, effectiveFrom, listPrice, partnerPrice. Needs the right `prices.write`. */
  readonly 'POST /v1/prices': {
    readonly query?: {
      /** What the list is called, e.g. the name of the file. */
      readonly name?: string;
    };
    readonly answers: {
      readonly 200: Schemas.PriceListImport;
      readonly 201: Schemas.PriceListImport;
    };
  };
  /** Compare a reconciliation file (text/csv) with the ledger, line by line. Needs the right `invoices.read`. */
  readonly 'POST /v1/reconciliations': {
    readonly query?: {
      /** Compare with this invoice; with all lines of the days of the file when left out. */
      readonly invoiceId?: string;
    };
    readonly answers: {
      readonly 200: Schemas.Reconciliation;
    };
  };
  /** Draft a mail with a personal link. Needs the right `relationships.request`. */
  readonly 'POST /v1/relationshiprequests': {
    readonly body: {
      /** Also ask for delegated admin privileges. Yes, when left out, for those who may. */
      readonly withDelegatedAdmin?: boolean;
      /** GUID; compared in any case. */
      readonly indirectResellerId?: string;
      /** A customer of yours: nobody else can answer then. */
      readonly customerId?: string;
      /** Whom it is meant for; only the partner sees it. */
      readonly note?: string;
    };
    readonly answers: {
      readonly 201: Schemas.SentRelationshipRequest;
    };
  };
  /** Work with an indirect reseller; each customer still agrees for itself. Needs the right `resellers.connect`. */
  readonly 'POST /v1/relationships': {
    readonly body: {
      /** Of the indirect reseller. */
      readonly mpnId: string;
    };
    readonly answers: {
      readonly 201: Schemas.PartnerRelationship;
    };
  };
  /** Take roles back from a partner. Needs the right `tenant.own`. */
  readonly 'POST /v1/tenant/delegatedadminrelationships/{relationshipId}/terminate': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly relationshipId: string;
    };
    readonly answers: {
      readonly 204: undefined;
    };
  };
  /** Take delegated admin privileges back from a partner. Needs the right `tenant.own`. */
  readonly 'POST /v1/tenant/partners/{partnerId}/enddelegatedadmin': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly partnerId: string;
    };
    readonly answers: {
      readonly 204: undefined;
    };
  };
  /** Sign somebody of a customer out. Needs the right `tenant.own`. */
  readonly 'POST /v1/tenant/signout': {
    readonly answers: {
      readonly 200: {
        readonly next: string;
      };
    };
  };
  /** Send everything again that was given up. Needs the right `webhooks.manage`. */
  readonly 'POST /v1/webhooks/deliveries/replay': {
    readonly body: {
      readonly eventName?: string;
      /** Part of `resourceUri`, such as an id. */
      readonly resource?: string;
    };
    readonly answers: {
      readonly 200: Schemas.ReplayedDeliveries;
    };
  };
  /** Send a delivery again, with ten new tries. Needs the right `webhooks.manage`. */
  readonly 'POST /v1/webhooks/deliveries/{deliveryId}/replay': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly deliveryId: string;
    };
    readonly answers: {
      readonly 200: Schemas.WebhookDelivery;
    };
  };
  /** Register the partner’s receiver. Needs the right `webhooks.manage`. */
  readonly 'POST /webhooks/v1/registration': {
    readonly body: {
      /** Begins with https://, without user name or fragment. */
      readonly webhookUrl: string;
      readonly webhookEvents: readonly string[];
      readonly signatureTokenToMsSignatureHeader?: boolean;
    };
    readonly answers: {
      readonly 200: Schemas.WebhookRegistration;
    };
  };
  /** Send a test event, at most twice a minute. Needs the right `webhooks.manage`. */
  readonly 'POST /webhooks/v1/registration/validationEvents': {
    readonly answers: {
      readonly 200: Schemas.ValidationEventAsked;
      readonly 429: Schemas.RateLimited;
    };
  };
  /** Change them. Needs the right `campaigns.settings`. */
  readonly 'PUT /v1/campaignsettings': {
    readonly body: {
      readonly needsSecondPerson: boolean;
    };
    readonly answers: {
      readonly 200: Schemas.CampaignSettings;
    };
  };
  /** Fill a cart anew. Needs the right `orders.write`. */
  readonly 'PUT /v1/customers/{customerId}/carts/{cartId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly cartId: string;
    };
    readonly body: {
      readonly lineItems: readonly {
        /** Lines are numbered anew, from 0. */
        readonly id?: number;
        /** The offer. */
        readonly catalogItemId?: string;
        readonly friendlyName?: string;
        readonly quantity?: number;
        readonly currencyCode?: string;
        /** BillingCycleType of the SDKs; offers of this catalogue know none, monthly and annual. */
        readonly billingCycle?: 'unknown' | 'monthly' | 'annual' | 'none' | 'one_time' | 'triennial' | 'biennial';
        readonly termDuration?: string;
        readonly promotionId?: string;
        readonly customTermEndDate?: string;
        /** `transaction_reseller`: the MPN id of the indirect reseller. */
        readonly participants?: readonly {
          readonly key?: unknown;
          readonly value?: string;
        }[];
        /** `parentSubscriptionId`: what an add-on is to hang on. */
        readonly provisioningContext?: Readonly<Record<string, unknown>>;
        /** Add-ons that hang on what this line buys. */
        readonly addonItems?: readonly {
          /** Lines are numbered anew, from 0. */
          readonly id?: number;
          /** The offer. */
          readonly catalogItemId?: string;
          readonly friendlyName?: string;
          readonly quantity?: number;
          readonly currencyCode?: string;
          /** BillingCycleType of the SDKs; offers of this catalogue know none, monthly and annual. */
          readonly billingCycle?: 'unknown' | 'monthly' | 'annual' | 'none' | 'one_time' | 'triennial' | 'biennial';
          readonly termDuration?: string;
          readonly promotionId?: string;
          readonly customTermEndDate?: string;
          /** `transaction_reseller`: the MPN id of the indirect reseller. */
          readonly participants?: readonly {
            readonly key?: unknown;
            readonly value?: string;
          }[];
          /** `parentSubscriptionId`: what an add-on is to hang on. */
          readonly provisioningContext?: Readonly<Record<string, unknown>>;
        }[];
      }[];
    };
    readonly answers: {
      readonly 201: Schemas.Cart;
    };
  };
  /** Record what the customer holds elsewhere; replaces what the partner recorded before. Needs the right `entitlements.write`. */
  readonly 'PUT /v1/customers/{customerId}/entitlements': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly body: {
      readonly items: readonly {
        /** One of other_partner, web_direct, volume_agreement, open_license, retail_key, advisor. */
        readonly channel: string;
        readonly offerId?: string;
        /** Instead of the offer. */
        readonly skuPartNumber?: string;
        readonly quantity: string | number;
        /** active (when left out), suspended or cancelled. */
        readonly status?: string;
        readonly heldSince: string;
        readonly heldUntil?: string;
      }[];
    };
    readonly answers: {
      readonly 200: Schemas.EntitlementCollection;
    };
  };
  /** Set what a group hands on: a swap for all members at once. Needs the right `licenses.assign`. */
  readonly 'PUT /v1/customers/{customerId}/groups/{groupId}/licenses': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly groupId: string;
    };
    readonly body: {
      /** Everything the group is to hand on. A product that is left out is taken from its members, in the same operation. */
      readonly licenses: readonly {
        /** GUID; compared in any case. */
        readonly skuId: string;
        readonly excludedPlans?: readonly string[];
      }[];
      /** `refuse` (default): nothing changes while one member cannot. `keep_old`: those keep what they have, assigned directly. */
      readonly membersWhoCannot?: 'refuse' | 'keep_old';
      /** Only work it out; nothing changes. */
      readonly preview?: boolean;
    };
    readonly answers: {
      readonly 200: Schemas.GroupChange;
    };
  };
  /** Set the margin of a customer. Needs the right `prices.write`. */
  readonly 'PUT /v1/customers/{customerId}/margin': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly body: {
      /** Hundredths of a percent on top of the partner’s bill: 1250 is 12.5 %. */
      readonly basisPoints: number;
    };
    readonly answers: {
      readonly 200: Schemas.CustomerMargin;
    };
  };
  /** Change a customer’s billing profile. Needs the right `customers.write`. */
  readonly 'PUT /v1/customers/{customerId}/profiles/billing': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
    };
    readonly body: {
      readonly firstName?: string;
      readonly lastName?: string;
      readonly email?: string;
      readonly culture?: string;
      readonly language?: string;
      readonly companyName?: string;
      readonly defaultAddress?: Schemas.Address;
      readonly attributes?: {
        readonly etag?: string;
      };
    };
    readonly answers: {
      readonly 200: Schemas.CustomerBillingProfile;
    };
  };
  /** Name who supports a subscription towards the customer. Needs the right `subscriptions.lifecycle`. */
  readonly 'PUT /v1/customers/{customerId}/subscriptions/{subscriptionId}/supportcontact': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly customerId: string;
      /** GUID; compared in any case. */
      readonly subscriptionId: string;
    };
    readonly body: {
      /** GUID; compared in any case. */
      readonly supportTenantId: string;
      /** MPN id, digits only. */
      readonly supportMpnId: string;
      readonly name: string;
    };
    readonly answers: {
      readonly 200: Schemas.SupportContact;
    };
  };
  /** Set the margin of a reseller’s customers. Needs the right `prices.write`. */
  readonly 'PUT /v1/margins/{resellerId}': {
    readonly path: {
      /** GUID; compared in any case. */
      readonly resellerId: string;
    };
    readonly body: {
      /** Hundredths of a percent on top of the partner’s bill: 1250 is 12.5 %. */
      readonly basisPoints: number;
    };
    readonly answers: {
      readonly 200: Schemas.ResellerMargin;
    };
  };
  /** Say which notices one does not want. Needs the right `notices.own`. */
  readonly 'PUT /v1/notices/settings': {
    readonly body: {
      readonly muted: readonly ('left_behind' | 'schedule_trouble' | 'campaign_waiting' | 'term_end' | 'removal' | 'delegated_admin_end')[];
      /** As before where left out. */
      readonly mail?: 'none' | 'daily';
    };
    readonly answers: {
      readonly 200: Schemas.NoticeSettings;
    };
  };
  /** Mark a notice as read, as unread, or put it away until something newer joins. Needs the right `notices.own`. */
  readonly 'PUT /v1/notices/{kind}/mark': {
    readonly path: {
      readonly kind: 'left_behind' | 'schedule_trouble' | 'campaign_waiting' | 'term_end' | 'removal' | 'delegated_admin_end';
    };
    readonly body: {
      readonly mark: 'read' | 'unread' | 'dismissed';
      readonly newest: string;
    };
    readonly answers: {
      readonly 204: undefined;
    };
  };
  /** Change the receiver, its events or where the signature stands. Needs the right `webhooks.manage`. */
  readonly 'PUT /webhooks/v1/registration': {
    readonly body: {
      /** Begins with https://, without user name or fragment. */
      readonly webhookUrl: string;
      readonly webhookEvents: readonly string[];
      readonly signatureTokenToMsSignatureHeader?: boolean;
    };
    readonly answers: {
      readonly 200: Schemas.WebhookRegistration;
    };
  };
};
