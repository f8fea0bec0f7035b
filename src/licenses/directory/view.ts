import type { CustomerId } from '../../kit/ids.ts';
import type { NotGranted } from '../assignment/grant.ts';
import { reasonView, type Shown } from '../assignment/view.ts';
import { productName } from '../transfer-words.ts';
import type { User } from '../user.ts';
import { userView } from '../view.ts';
import type { ChangedUser } from './contract.ts';

/** A user right after a change, with the licences that a restore could not give back. */
export function changedUserView(customerId: CustomerId, user: User, notRestored: readonly NotGranted[], shown: Shown): ChangedUser {
  const missing = notRestored.map(({ license, refusals }) => ({
    skuId: license.skuId,
    product: productName(shown.catalog, license.skuId, shown.locale),
    reasons: refusals.map((refusal) => reasonView(refusal, shown)),
  }));
  return { ...userView(customerId, user), ...(missing.length === 0 ? {} : { licensesNotRestored: missing }) };
}
