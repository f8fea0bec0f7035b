import type { Catalog, Offer } from '../catalog/catalog.ts';
import { serviceChange } from '../catalog/upgrade-path.ts';
import type { ServicePlanId } from '../kit/ids.ts';
import type { Subscription } from '../subscriptions/subscription.ts';
import type { AddOnObstacle, AddOnOption, ImpossibleChoice } from './reasons.ts';

/** An add-on, what hangs on it and would stay with it, and the upgrade that asks what becomes of it. */
export type AddOnQuestion = {
  readonly addOn: Subscription;
  readonly hanging: readonly Subscription[];
  readonly source: Subscription;
  readonly target: Offer;
  /** Seats of the target. */
  readonly quantity: number;
};

/** What can become of an add-on, and of each other choice why not. */
export function judgeChoices(catalog: Catalog, asked: AddOnQuestion): Required<Pick<AddOnOption, 'choices' | 'impossible'>> {
  const against = { keep: againstKeeping(catalog, asked), drop: againstDropping(catalog, asked) };
  const impossible = CHOICES.flatMap((choice): readonly ImpossibleChoice[] => {
    const obstacle = against[choice];
    return obstacle === null ? [] : [{ choice, ...obstacle }];
  });
  return { choices: CHOICES.filter((choice) => against[choice] === null), impossible };
}

const CHOICES = ['keep', 'drop'] as const;

/** To be kept, it must be able to hang on the target, and bring nothing that the target adds: the customer would have it twice. */
function againstKeeping(catalog: Catalog, { addOn, hanging, source, target, quantity }: AddOnQuestion): AddOnObstacle | null {
  const offer = catalog.offers.get(addOn.offerId);
  if (offer === undefined) return { why: 'offer_unknown' };
  if (addOn.status === 'pending') return { why: 'not_provisioned' };
  const twice = servicesTwice(catalog, { kept: [addOn, ...hanging], source, target });
  if (twice.length > 0) return { why: 'services_twice', servicePlanIds: twice };
  if (!offer.prerequisiteOfferIds.includes(target.id)) return { why: 'no_base' };
  const fits = offer.isBeyondSeats || addOn.quantity <= quantity;
  return fits ? null : { why: 'too_many_seats', seats: addOn.quantity, seatsMax: quantity };
}

/** To end with the upgrade, it must have services, and the target all of them; helpers come along with many products and say nothing. */
function againstDropping(catalog: Catalog, { addOn, target }: AddOnQuestion): AddOnObstacle | null {
  const offer = catalog.offers.get(addOn.offerId);
  if (offer === undefined) return { why: 'offer_unknown' };
  if (addOn.status === 'pending') return { why: 'not_provisioned' };
  const services = offer.servicePlanIds.filter((id) => catalog.plans.get(id)?.isHelper !== true);
  if (services.length === 0) return { why: 'no_services' };
  const missing = services.filter((id) => !target.servicePlanIds.includes(id));
  return missing.length === 0 ? null : { why: 'services_missing', servicePlanIds: missing };
}

/** By the same measure as condition 3 of an upgrade (`conflictingServices`), which would refuse it. */
function servicesTwice(
  catalog: Catalog,
  { kept, source, target }: { readonly kept: readonly Subscription[] } & Pick<AddOnQuestion, 'source' | 'target'>,
): readonly ServicePlanId[] {
  const from = catalog.offers.get(source.offerId);
  if (from === undefined) return [];
  const { gained } = serviceChange(catalog, from, target);
  const brought = new Set(kept.flatMap(({ offerId }) => catalog.offers.get(offerId)?.servicePlanIds ?? []));
  return [...gained].filter((id) => brought.has(id));
}
