import type { Subscription } from '../../../src/subscriptions/contract.ts';
import type { PurchaseOption } from '../../../src/subscriptions/offers/contract.ts';
import { ProblemNotice } from '../../kit/ProblemNotice.tsx';
import { useWords } from '../../kit/words.ts';
import styles from './Buy.module.css';
import { withWish } from './cart.ts';
import { CartPanel } from './CartPanel.tsx';
import { usePurchaseOptions, type ShelfFilter } from './listPurchaseOptions.ts';
import type { PossibleBase } from './OfferCard.tsx';
import { OfferShelf } from './OfferShelf.tsx';
import { useCart } from './useCart.ts';
import { useCheckout } from './useCheckout.ts';

type BuyFormProps = {
  readonly customerId: string;
  readonly subscriptions: readonly Subscription[];
  readonly filter: ShelfFilter;
  readonly onFilter: (filter: ShelfFilter) => void;
  readonly onDone: (orderIds: readonly string[]) => Promise<void>;
};

/** The shelf and the cart side by side: put in, see what exactly it costs, buy all of it at once. */
export function BuyForm({ customerId, subscriptions, filter, onFilter, onDone }: BuyFormProps) {
  const t = useWords();
  const cart = useCart(customerId);
  const checkout = useCheckout({
    customerId,
    onDone: (orderIds) => {
      cart.forget();
      return onDone(orderIds);
    },
  });
  const { data: options = [], error, refetch } = usePurchaseOptions(customerId, {});
  const offerName = (offerId: string) =>
    options.find((option) => option.offerId === offerId)?.name ??
    options.flatMap(({ prerequisites }) => prerequisites).find((each) => each.offerId === offerId)?.name ??
    offerId;
  const wishes = cart.wishes ?? [];
  const basesOf = (option: PurchaseOption): readonly PossibleBase[] => [
    ...option.bases
      .filter(({ subscriptionId }) => filter.base === undefined || subscriptionId === filter.base)
      .map(({ subscriptionId, friendlyName }) => ({ key: subscriptionId, name: friendlyName, subscriptionId, line: null })),
    ...wishes.flatMap(({ offerId }, line) =>
      option.isAddOn && option.prerequisites.some((each) => each.offerId === offerId)
        ? [{ key: `line ${line}`, name: t('buy.inCart', { offer: offerName(offerId) }), subscriptionId: null, line }]
        : [],
    ),
  ];
  const add = (option: PurchaseOption, base: PossibleBase | null) => {
    const billingCycle = option.prices.find(({ unitPrice }) => unitPrice !== undefined)?.billingCycle ?? 'monthly';
    const wish = {
      offerId: option.offerId,
      quantity: Math.max(option.minimumQuantity, 1),
      billingCycle,
      baseId: base?.subscriptionId ?? null,
      addOns: [],
    };
    cart.change(withWish(wishes, wish, base?.line ?? null));
  };
  const ways = { customerId, subscriptions, offerName };
  return (
    <div className={styles.columns}>
      <OfferShelf {...ways} filter={filter} onFilter={onFilter} all={options} basesOf={basesOf} onAdd={add} />
      <div>
        {error !== null && options.length === 0 && <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />}
        <CartPanel {...ways} cart={cart} checkout={checkout} options={options} />
      </div>
    </div>
  );
}
