import type { CustomerId, GroupId, ServicePlanId, SkuId, UserId } from '../kit/ids.ts';

/** A person in a customer's directory. */
export type User = {
  readonly id: UserId;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly firstName: string;
  readonly lastName: string;
  /** ISO country; null where none is set, and then no licence can be assigned. */
  readonly usageLocation: string | null;
  readonly phoneNumber: string | null;
  /** The id in the customer's own directory, where users are synchronised from one. */
  readonly immutableId: string | null;
  readonly state: 'active' | 'inactive';
  readonly softDeletedAt: string | null;
  readonly version: number;
};

/** One way in which a user got a product: directly (group null) or through a group. */
export type LicenseAssignment = {
  readonly skuId: SkuId;
  readonly group: { readonly id: GroupId; readonly displayName: string } | null;
  readonly disabledPlanIds: readonly ServicePlanId[];
};

/** The seats of one product in a tenant, of all its subscriptions and entitlements, and the users who hold one. */
export type SkuUnits = {
  readonly skuId: SkuId;
  readonly skuPartNumber: string;
  /** A name for a product that the catalogue of today no longer has. */
  readonly name: string;
  readonly activeUnits: number;
  /** Of a term of new commerce that is over: they can be used for some days more. */
  readonly warningUnits: number;
  readonly suspendedUnits: number;
  readonly consumedUnits: number;
};

/** Which users of a customer are listed, in what order, from where on. */
export type UserQuestion = {
  readonly customerId: CustomerId;
  readonly state: User['state'];
  /** Only holders of this product; null for everyone. */
  readonly skuId: SkuId | null;
  /** The beginning of the display name or the sign-in name, in lower case; empty for everyone. */
  readonly prefix: { readonly field: 'displayName' | 'userPrincipalName' | 'any'; readonly text: string };
  readonly sort: { readonly field: 'displayName' | 'userPrincipalName'; readonly direction: 'ascending' | 'descending' };
  /** The last user of the page before, by the value that is sorted by. */
  readonly after: { readonly value: string; readonly userId: UserId } | null;
  readonly limit: number;
};

/** One product of a user, however many ways it was assigned. */
export type UserProduct = { readonly skuId: SkuId; readonly assignedDirectly: boolean; readonly assignedByGroup: boolean };

/** A user and the value by which the list stands in order. */
export type ListedUser = { readonly user: User; readonly sortValue: string };
