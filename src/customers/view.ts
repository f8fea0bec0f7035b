import { etagOf } from '../platform/etag.ts';
import { link } from '../platform/paging.ts';
import type * as wire from './contract.ts';
import { ADDRESS_MEMBERS, type Address, type Customer, type ListedCustomer } from './customer.ts';

/** The short form, for lists. */
export function listedCustomerView(customer: ListedCustomer): wire.Customer {
  return {
    id: customer.id,
    companyProfile: companyProfileView(customer),
    relationshipToPartner: 'reseller',
    country: customer.country,
    links: { self: link(`/customers/${customer.id}`) },
    attributes: { objectType: 'Customer' },
  };
}

/** The whole resource. */
export function customerView(customer: Customer): wire.Customer {
  const { delegatedAdminServices, resellerPartnerId } = customer.relationship;
  return {
    ...listedCustomerView({ ...customer, delegatedAdminServices, sortName: '' }),
    companyProfile: companyProfileOf(customer),
    billingProfile: billingProfileView(customer),
    allowDelegatedAccess: delegatedAdminServices.length > 0,
    ...(resellerPartnerId === null ? {} : { associatedPartnerId: resellerPartnerId }),
  };
}

/** The company profile of a customer that is read as a whole. */
export function companyProfileOf(customer: Customer): wire.CustomerCompanyProfile {
  const { registrationNumber, relationship } = customer;
  return {
    ...companyProfileView({ ...customer, delegatedAdminServices: relationship.delegatedAdminServices }),
    ...(registrationNumber === undefined ? {} : { organizationRegistrationNumber: registrationNumber }),
  };
}

/** Address and mail belong to the customer's directory: without delegated admin privileges a partner does not see them. */
export function companyProfileView(customer: Omit<ListedCustomer, 'sortName'>): wire.CustomerCompanyProfile {
  const seesDirectory = customer.delegatedAdminServices.length > 0;
  return {
    tenantId: customer.id,
    domain: customer.domain,
    companyName: customer.companyName,
    ...(seesDirectory ? { address: addressView(customer.address, customer.country) } : {}),
    ...(seesDirectory && customer.email !== null ? { email: customer.email } : {}),
    links: { self: link(`/customers/${customer.id}/profiles/company`) },
    attributes: { objectType: 'CustomerCompanyProfile' },
  };
}

/** What the partner itself recorded for its bills. */
export function billingProfileView(customer: Customer): wire.CustomerBillingProfile {
  const { firstName, lastName } = customer.address;
  return {
    id: customer.id,
    ...(firstName === undefined ? {} : { firstName }),
    ...(lastName === undefined ? {} : { lastName }),
    ...(customer.email === null ? {} : { email: customer.email }),
    culture: customer.culture,
    language: customer.language,
    companyName: customer.companyName,
    defaultAddress: addressView(customer.address, customer.country),
    links: { self: link(`/customers/${customer.id}/profiles/billing`) },
    attributes: { etag: etagOf(customer.id, customer.version), objectType: 'CustomerBillingProfile' },
  };
}

function addressView(address: Address, country: string): wire.Address {
  const known = ADDRESS_MEMBERS.flatMap((name) => (typeof address[name] === 'string' ? [[name, address[name]]] : []));
  return { country, ...Object.fromEntries(known) };
}
