import type { AuditEntry } from '../../audit/entry.ts';
import type { Announcement } from '../../audit/store.ts';
import type { CustomerId } from '../../kit/ids.ts';

/** Something that happened between a customer and a partner: what is recorded of it, and what the world is told. */
export type Happening = { readonly audit: AuditEntry; readonly announcement: Announcement };

/** To whom it happened, through whom and when. */
export type About = {
  readonly customerId: CustomerId;
  readonly customerName: string;
  readonly actor: AuditEntry['actor'];
  readonly at: Date;
  readonly newId: () => string;
};

/** A customer accepted the relationship, and appears in the partner's list. */
export function customerAdded(about: About, domain: string): Happening {
  return happening(about, {
    resourceType: 'customer',
    operationType: 'add_customer',
    eventName: 'reseller-relationship-accepted-by-customer',
    resourceName: 'reseller-relationship',
    oldValue: null,
    newValue: { Id: about.customerId, CompanyName: about.customerName, RelationshipToPartner: 'reseller' },
    customizedData: [
      { key: 'PrimaryDomainName', value: domain },
      { key: 'Relationship', value: 'reseller' },
    ],
  });
}

/** The relationship ended. */
export function relationshipRemoved(about: About, reason: string): Happening {
  return happening(about, {
    resourceType: 'partner_customer_relationship',
    operationType: 'remove_partner_customer_relationship',
    eventName: 'reseller-relationship-terminated',
    resourceName: 'reseller-relationship',
    oldValue: { RelationshipToPartner: 'reseller' },
    newValue: { RelationshipToPartner: 'none' },
    customizedData: [
      { key: 'Relationship', value: 'reseller' },
      { key: 'Reason', value: reason },
    ],
  });
}

/** The customer granted delegated admin privileges, or somebody ended them. */
export function privilegesChanged(about: About, before: readonly string[], after: readonly string[]): Happening {
  const granted = after.length > 0;
  return happening(about, {
    resourceType: 'partner_customer_dap',
    operationType: granted ? 'dap_admin_relationship_approved' : 'dap_admin_relationship_terminated',
    eventName: granted ? 'dap-admin-relationship-approved' : 'dap-admin-relationship-terminated',
    resourceName: 'dap-admin-relationship',
    oldValue: { AllowDelegatedAccess: before.length > 0, Services: before },
    newValue: { AllowDelegatedAccess: granted, Services: after },
    customizedData: [],
  });
}

/** What of a happening differs from one to another. */
export type What = Pick<AuditEntry, 'resourceType' | 'operationType' | 'oldValue' | 'newValue' | 'customizedData'> & {
  readonly eventName: string;
  readonly resourceName: string;
  /** What it is about, where that is not the customer itself: its id, and its address behind the customer's. */
  readonly resource?: { readonly id: string; readonly path: string };
};

/** Makes entry and announcement of one happening. */
export function happening({ customerId, customerName, actor, at, newId }: About, what: What): Happening {
  const { eventName, resourceName, resource, ...recorded } = what;
  const auditId = newId();
  return {
    audit: { auditId, actor, customerName, resourceId: resource?.id ?? customerId, at, ...recorded },
    announcement: {
      eventId: newId(),
      partnerId: actor.caller.partnerId,
      eventName,
      resourceName,
      resourceUri: `/customers/${customerId}${resource?.path ?? ''}`,
      auditId,
      at,
    },
  };
}
