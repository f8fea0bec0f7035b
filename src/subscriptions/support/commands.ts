import type { Actor } from '../../audit/entry.ts';
import { answerOnce } from '../../audit/commands.ts';
import { recordAudit, type Answer, type Question } from '../../audit/store.ts';
import type { SubscriptionId } from '../../kit/ids.ts';
import type { Tx } from '../../platform/db.ts';
import { lockCustomer, type Scope } from '../tenant/store.ts';
import { findContact, findProduct, saveContact, type Contact } from './store.ts';

export type ContactRequest = {
  readonly scope: Scope;
  readonly subscriptionId: SubscriptionId;
  readonly contact: Contact;
  readonly actor: Actor;
  readonly question: Question;
  readonly answer: (contact: Contact) => Answer;
};

/** Names who supports a subscription; null where the partner has no such subscription. */
export async function changeContact(
  tx: Tx,
  request: ContactRequest,
  around: { readonly now: Date; readonly newId: () => string },
): Promise<Answer | null> {
  const { scope, subscriptionId, contact, actor, question } = request;
  await lockCustomer(tx, scope);
  const product = await findProduct(tx, scope, subscriptionId);
  const before = await findContact(tx, scope.customerId, subscriptionId);
  if (product === null || before === null) return null;
  const audit = {
    auditId: around.newId(),
    actor,
    customerName: product.companyName,
    resourceType: 'subscription' as const,
    resourceId: subscriptionId,
    operationType: 'update_subscription',
    oldValue: { SupportContact: told(before) },
    newValue: { SupportContact: told(contact) },
    customizedData: [],
    at: around.now,
  };
  return answerOnce(tx, { customerId: scope.customerId, question, at: around.now }, async () => ({
    answer: request.answer(contact),
    writes: [saveContact(subscriptionId, contact, around.now), recordAudit([audit])],
  }));
}

function told({ supportTenantId, supportMpnId, name }: Contact): object {
  return { SupportTenantId: supportTenantId, SupportMpnId: supportMpnId, Name: name };
}
