import type { Actor, AuditEntry } from '../../audit/entry.ts';
import { announce, recordAudit, rememberAnswer, type Answer, type Question } from '../../audit/store.ts';
import { appendCharges } from '../../billing/store.ts';
import type { Outdated } from '../../catalog/freshness.ts';
import type { SubscriptionId } from '../../kit/ids.ts';
import { ZERO } from '../../kit/money.ts';
import type { Tx } from '../../platform/db.ts';
import type { Reader } from '../../platform/reader.ts';
import { writeAll } from '../../platform/write.ts';
import { subscriptionUpdated } from '../announcement.ts';
import type { PurchaseSurroundings } from '../orders/commands.ts';
import { differingTotal, type TotalDiffers } from '../orders/expected-total.ts';
import { gatherForPurchase } from '../orders/store.ts';
import { restartSubscriptions } from '../store.ts';
import { presentOf } from '../tenant/present.ts';
import { lockCustomer, type Scope } from '../tenant/store.ts';
import { planConversion, type ConversionFacts, type ConversionPlan, type ConversionReason, type ConversionWish } from './conversion.ts';
import { countAssigned, recordConversion } from './store.ts';

type Missing = Outdated | { readonly kind: 'no_such_customer' } | { readonly kind: 'no_such_subscription' };
type Read = { readonly kind: 'read'; readonly facts: ConversionFacts; readonly at: Date; readonly answered: Answer | null };

/** What decides about the conversion of a subscription, at the customer's own present. */
export async function readConversionFacts(
  reader: Reader,
  asked: { readonly scope: Scope; readonly subscriptionId: SubscriptionId; readonly question: Question | null },
  around: PurchaseSurroundings,
): Promise<Missing | Read> {
  const { scope, subscriptionId, question } = asked;
  const gathered = await gatherForPurchase(reader, scope, { question, subscriptionId });
  if (gathered === null) return { kind: 'no_such_customer' };
  const { facts: customer, answered } = gathered;
  if (customer.catalogRevision !== around.catalog.current().revision) return { kind: 'catalog_outdated' };
  const trial = customer.subscriptions.find((each) => each.id === subscriptionId && each.partnerId === scope.partnerId);
  if (trial === undefined) return { kind: 'no_such_subscription' };
  const { at, catalog, today } = presentOf(customer, around);
  const hadBefore = new Map(gathered.hadBefore.map((had) => [had.offerId, had.count]));
  const usersAssigned = await countAssigned(reader, scope, subscriptionId);
  return { kind: 'read', at, answered, facts: { customer, hadBefore, catalog, today, trial, usersAssigned } };
}

export type ConversionRequest = {
  readonly scope: Scope;
  readonly subscriptionId: SubscriptionId;
  readonly actor: Actor;
  readonly question: Question;
  readonly wish: ConversionWish;
  /** What was shown as the total; null where nobody says. */
  readonly expectedTotal: number | null;
  /** Words the answer; it is kept with the effect, so that a repeat reads the same. */
  readonly answer: (facts: ConversionFacts, plan: ConversionPlan) => Answer;
};

export type ConversionOutcome =
  | Missing
  | { readonly kind: 'not_found'; readonly facts: ConversionFacts }
  | { readonly kind: 'refused'; readonly facts: ConversionFacts; readonly reasons: readonly ConversionReason[] }
  | TotalDiffers
  | { readonly kind: 'answered'; readonly answer: Answer };

/** Turns a trial into a paid subscription, all of it in this transaction. */
export async function convertTrial(tx: Tx, request: ConversionRequest, around: PurchaseSurroundings): Promise<ConversionOutcome> {
  await lockCustomer(tx, request.scope);
  const read = await readConversionFacts(tx, request, around);
  if (read.kind !== 'read') return read;
  if (read.answered !== null) return { kind: 'answered', answer: read.answered };
  const { facts, at } = read;
  const conversion = planConversion(facts, request.wish);
  if (conversion.kind !== 'planned') return { ...conversion, facts };
  const { plan } = conversion;
  const differs = differingTotal(request.expectedTotal, plan.charge?.amountMinor ?? ZERO, plan.restarted.currency);
  if (differs !== null) return differs;
  const answer = request.answer(facts, plan);
  write(tx, { request, facts, plan, answer, at }, around);
  return { kind: 'answered', answer };
}

type Written = {
  readonly request: ConversionRequest;
  readonly facts: ConversionFacts;
  readonly plan: ConversionPlan;
  readonly answer: Answer;
  readonly at: Date;
};

function write(tx: Tx, written: Written, { newId, now }: PurchaseSurroundings): void {
  const { request, facts, plan, answer, at } = written;
  const { partnerId, customerId } = request.scope;
  const { trial } = facts;
  const { offerId, quantity, billingCycle } = plan.restarted;
  const audit = conversionAudit(newId(), written);
  writeAll(tx, customerId, [
    restartSubscriptions([plan.restarted]),
    appendCharges(plan.charge === null ? [] : [{ chargeId: newId(), charge: plan.charge }], { eventId: newId(), partnerId, at }),
    recordConversion({ subscriptionId: trial.id, partnerId, trialOfferId: trial.offerId, offerId, quantity, billingCycle, at }),
    recordAudit([audit]),
    announce([subscriptionUpdated(trial, { eventId: newId(), auditId: audit.auditId, at })]),
    rememberAnswer(request.question, answer, now),
  ]);
}

/** The entry of a conversion. Inside, names are PascalCase as in the audit API. */
function conversionAudit(auditId: string, { request, facts, plan, at }: Written): AuditEntry {
  const { trial, customer, catalog } = facts;
  const { offerId, quantity, billingCycle } = plan.restarted;
  return {
    auditId,
    actor: request.actor,
    customerName: customer.companyName,
    resourceType: 'subscription',
    resourceId: trial.id,
    operationType: 'convert_trial_subscription',
    oldValue: {
      Id: trial.id,
      OfferId: trial.offerId,
      OfferName: catalog.offers.get(trial.offerId)?.name.en,
      Quantity: trial.quantity,
      IsTrial: true,
    },
    newValue: {
      Id: trial.id,
      OfferId: offerId,
      OfferName: plan.offer.name.en,
      Quantity: quantity,
      BillingCycle: billingCycle,
      IsTrial: false,
    },
    customizedData: [],
    at,
  };
}
