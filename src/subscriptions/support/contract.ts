import { Type, type Static } from 'typebox';
import { Attributes, Guid, Link } from '../../platform/contract.ts';

export const ProvisioningStatus = Type.Object({
  skuId: Type.String({ description: 'The product in the customer’s directory.' }),
  status: Type.Enum(['none', 'success', 'pending', 'failed'], { description: '`none` once the subscription is gone.' }),
  quantity: Type.Integer({ description: 'Seats that are there.' }),
  endDate: Type.String({ format: 'date-time', description: 'Last day of the term.' }),
  attributes: Attributes('SubscriptionProvisioningStatus'),
});

export const SupportContact = Type.Object({
  supportTenantId: Type.String(),
  supportMpnId: Type.String(),
  name: Type.String(),
  links: Type.Object({ self: Link }),
  attributes: Attributes('SupportContact'),
});

export const SupportContactBody = Type.Object({
  supportTenantId: Guid,
  supportMpnId: Type.String({ pattern: '^[0-9]{1,20}$', description: 'MPN id, digits only.' }),
  name: Type.String({ pattern: '\\S', maxLength: 256 }),
});

export type ProvisioningStatus = Static<typeof ProvisioningStatus>;
export type SupportContact = Static<typeof SupportContact>;
