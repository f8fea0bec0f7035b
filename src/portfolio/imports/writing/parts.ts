import type { Actor, AuditEntry } from '../../../audit/entry.ts';
import type { Announcement } from '../../../audit/store.ts';
import type { Catalog } from '../../../catalog/catalog.ts';
import type { CustomerId, PartnerId } from '../../../kit/ids.ts';
import type { User } from '../../../licenses/user.ts';
import type { Write } from '../../../platform/write.ts';
import type { CustomerRow, Keyed } from '../rows/customer.ts';
import type { EntitlementRow } from '../rows/entitlement.ts';
import type { GroupLicenseRow } from '../rows/group-license.ts';
import type { GroupMemberRow } from '../rows/group-member.ts';
import type { GroupRow } from '../rows/group.ts';
import type { LicenseRow } from '../rows/license.ts';
import type { SubscriptionRow } from '../rows/subscription.ts';

/** A row of a file that was found right, with the line where it stands. */
export type FileRow = {
  readonly line: number;
  readonly content: (CustomerRow | SubscriptionRow | EntitlementRow | User | GroupRow | GroupLicenseRow | GroupMemberRow | LicenseRow) &
    Keyed;
};

/** The world in which rows are written. */
export type Writing = { readonly catalog: Catalog; readonly now: Date; readonly newId: () => string };

/** The same, with whose customer it is and for whom it is written. */
export type Around = Writing & {
  readonly partnerId: PartnerId;
  readonly actor: Actor;
  readonly customerId: CustomerId;
  /** Empty for a customer that is about to be added. */
  readonly companyName: string;
};

/** What rows become: parts of one statement, what is recorded and what is told. */
export type Parts = {
  readonly writes: readonly Write[];
  readonly audits: readonly AuditEntry[];
  readonly announcements: readonly Announcement[];
};
