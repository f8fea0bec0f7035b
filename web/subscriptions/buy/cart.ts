import type { Cart, CartBody } from '../../../src/subscriptions/carts/contract.ts';

/** One line of what somebody is about to buy. */
export type CartWish = {
  readonly offerId: string;
  readonly quantity: number;
  readonly billingCycle: string;
  /** Of an add-on to something that is there: the subscription. */
  readonly baseId: string | null;
  /** Add-ons to what this line buys. */
  readonly addOns: readonly CartWish[];
};

/** Where a line stands: at the top, or as an add-on below another. */
export type CartPlace = { readonly line: number; readonly addOn: number | null };

/** What is in a cart, without the verdict of the server on it. */
export function wishesOf({ lineItems }: Cart): readonly CartWish[] {
  return lineItems.map((line) => ({ ...wishOf(line), addOns: line.addonItems.map((addOn) => ({ ...wishOf(addOn), addOns: [] })) }));
}

type Line = Omit<Cart['lineItems'][number], 'addonItems'>;

function wishOf({ catalogItemId: offerId, quantity, billingCycle, provisioningContext }: Line): Omit<CartWish, 'addOns'> {
  return { offerId, quantity, billingCycle, baseId: provisioningContext?.parentSubscriptionId ?? null };
}

/** The cart as it is sent. An add-on is billed like what it hangs on, so its billing cycle is not said. */
export function bodyOf(wishes: readonly CartWish[]): CartBody {
  return {
    lineItems: wishes.map(({ offerId, quantity, billingCycle, baseId, addOns }) => ({
      catalogItemId: offerId,
      quantity,
      ...(baseId === null
        ? { billingCycle: billingCycle as NonNullable<CartBody['lineItems'][number]['billingCycle']> }
        : { provisioningContext: { parentSubscriptionId: baseId } }),
      addonItems: addOns.map((addOn) => ({ catalogItemId: addOn.offerId, quantity: addOn.quantity })),
    })),
  };
}

/** The cart with one line more; below a line for an add-on to what that buys. */
export function withWish(wishes: readonly CartWish[], wish: CartWish, below: number | null): readonly CartWish[] {
  if (below === null) return [...wishes, wish];
  return wishes.map((each, line) => (line === below ? { ...each, addOns: [...each.addOns, wish] } : each));
}

/** The cart with other seats or another billing cycle in one line; the cycle holds for its add-ons too. */
export function withChange(
  wishes: readonly CartWish[],
  place: CartPlace,
  change: { readonly quantity?: number; readonly billingCycle?: string },
): readonly CartWish[] {
  return wishes.map((each, line) => {
    if (line !== place.line) return each;
    if (place.addOn === null) return { ...each, ...change };
    return { ...each, addOns: each.addOns.map((addOn, index) => (index === place.addOn ? { ...addOn, ...change } : addOn)) };
  });
}

/** The cart without one line; add-ons go with what they would have hung on. */
export function withoutLine(wishes: readonly CartWish[], { line, addOn }: CartPlace): readonly CartWish[] {
  if (addOn === null) return wishes.filter((_, index) => index !== line);
  return wishes.map((each, index) => (index === line ? { ...each, addOns: each.addOns.filter((_each, k) => k !== addOn) } : each));
}

/** The line of the judged cart at a place; undefined while the cart that was judged is another one. */
export function judgedAt(cart: Cart | undefined, { line, addOn }: CartPlace, wish: CartWish): Line | undefined {
  const root = cart?.lineItems[line];
  const found: Line | undefined = addOn === null ? root : root?.addonItems[addOn];
  return found?.catalogItemId === wish.offerId ? found : undefined;
}
