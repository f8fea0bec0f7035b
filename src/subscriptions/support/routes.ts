import { callerOf, type Caller } from '../../access/caller.ts';
import { notAllowed } from '../../access/refusal.ts';
import { questionOf } from '../../audit/question.ts';
import { NO_CUSTOMER } from '../../customers/faults.ts';
import { findCustomer } from '../../customers/store.ts';
import { addDays } from '../../kit/dates.ts';
import type { CustomerId, SubscriptionId } from '../../kit/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import { Fault } from '../../platform/contract.ts';
import type { Db } from '../../platform/db.ts';
import { sendFault } from '../../platform/faults.ts';
import type { Routes } from '../../platform/http.ts';
import { link } from '../../platform/paging.ts';
import { readerOf } from '../../platform/reader.ts';
import { SubscriptionParams } from '../contract.ts';
import { NO_SUBSCRIPTION } from '../faults.ts';
import { findSubscription } from '../shown/store.ts';
import type { SubscriptionStatus } from '../subscription.ts';
import { changeContact } from './commands.ts';
import { ProvisioningStatus, SupportContact, SupportContactBody } from './contract.ts';
import { findContact, findProduct, type Contact } from './store.ts';

export type SupportDeps = { readonly db: Db; readonly clock: Clock; readonly newId: () => string };

const tags = ['subscriptions'];
const faults = { 400: Fault, 403: Fault, 404: Fault };

/** Whether a subscription is set up in the customer's directory, and who supports it. Both need a signed-in person. */
export function supportRoutes({ db, clock, newId }: SupportDeps): Routes {
  const reader = readerOf(db);
  const findShown = async (request: {
    readonly caller: unknown;
    readonly params: { readonly customerId: string; readonly subscriptionId: string };
  }) => {
    const customer = await findCustomer(reader, callerOf(request).partnerId, request.params.customerId as CustomerId);
    if (customer === null) return NO_CUSTOMER;
    return (await findSubscription(reader, customer.scope, request.params.subscriptionId as SubscriptionId)) ?? NO_SUBSCRIPTION;
  };

  return async (app) => {
    app.get(
      '/v1/customers/:customerId/subscriptions/:subscriptionId/provisioningstatus',
      {
        config: { right: 'subscriptions.read' },
        schema: {
          summary: 'Whether a subscription is set up in the customer’s directory',
          tags,
          params: SubscriptionParams,
          response: { 200: ProvisioningStatus, ...faults },
        },
      },
      async (request, reply) => {
        if (isProgram(callerOf(request))) return sendFault(reply, 403, notAllowed('subscriptions.read', { kind: 'user_required' }));
        const found = await findShown(request);
        if ('code' in found) return sendFault(reply, 404, found);
        const product = await findProduct(reader, { customerId: found.customerId, partnerId: found.partnerId }, found.id);
        return {
          skuId: product?.skuId ?? '',
          status: provisioned(found.status),
          quantity: found.status === 'deleted' ? 0 : found.quantity,
          endDate: `${addDays(found.term.until, -1)}T00:00:00Z`,
          attributes: { objectType: 'SubscriptionProvisioningStatus' as const },
        };
      },
    );

    app.get(
      '/v1/customers/:customerId/subscriptions/:subscriptionId/supportcontact',
      {
        config: { right: 'subscriptions.read' },
        schema: {
          summary: 'Who supports a subscription towards the customer',
          tags,
          params: SubscriptionParams,
          response: { 200: SupportContact, ...faults },
        },
      },
      async (request, reply) => {
        if (isProgram(callerOf(request))) return sendFault(reply, 403, notAllowed('subscriptions.read', { kind: 'user_required' }));
        const found = await findShown(request);
        if ('code' in found) return sendFault(reply, 404, found);
        const contact = await findContact(reader, found.customerId, found.id);
        return contact === null ? sendFault(reply, 404, NO_SUBSCRIPTION) : contactView(contact, found.customerId, found.id);
      },
    );

    app.put(
      '/v1/customers/:customerId/subscriptions/:subscriptionId/supportcontact',
      {
        config: { right: 'subscriptions.lifecycle' },
        schema: {
          summary: 'Name who supports a subscription towards the customer',
          tags,
          params: SubscriptionParams,
          body: SupportContactBody,
          response: { 200: SupportContact, ...faults },
        },
      },
      async (request, reply) => {
        const caller = callerOf(request);
        if (isProgram(caller)) return sendFault(reply, 403, notAllowed('subscriptions.lifecycle', { kind: 'user_required' }));
        const found = await findShown(request);
        if ('code' in found) return sendFault(reply, 404, found);
        const { customerId, id: subscriptionId } = found;
        const order = {
          scope: { partnerId: caller.partnerId, customerId },
          subscriptionId,
          contact: request.body,
          actor: { caller, correlationId: request.correlationId, remoteAddress: request.ip },
          question: questionOf(request),
          answer: (contact: Contact) => ({ status: 200, body: contactView(contact, customerId, subscriptionId) }),
        };
        const answer = await db.transaction((tx) => changeContact(tx, order, { now: clock.now(), newId }));
        return answer === null ? sendFault(reply, 404, NO_SUBSCRIPTION) : reply.code(200).send(answer.body as SupportContact);
      },
    );
  };
}

function isProgram(caller: Caller): boolean {
  return caller.kind === 'application';
}

function provisioned(status: SubscriptionStatus): ProvisioningStatus['status'] {
  if (status === 'pending') return 'pending';
  return status === 'deleted' ? 'none' : 'success';
}

function contactView(
  { supportTenantId, supportMpnId, name }: Contact,
  customerId: CustomerId,
  subscriptionId: SubscriptionId,
): SupportContact {
  const self = link(`/customers/${customerId}/subscriptions/${subscriptionId}/supportcontact`);
  return { supportTenantId, supportMpnId, name, links: { self }, attributes: { objectType: 'SupportContact' } };
}
