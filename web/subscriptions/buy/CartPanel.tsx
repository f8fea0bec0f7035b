import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { CartRegular } from '@fluentui/react-icons/svg/cart';
import { useRef } from 'react';
import type { Subscription } from '../../../src/subscriptions/contract.ts';
import type { PurchaseOption } from '../../../src/subscriptions/offers/contract.ts';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { useFormats } from '../../kit/formats.ts';
import { PermittedButton, WhoMay } from '../../kit/PermittedButton.tsx';
import { ProblemNotice } from '../../kit/ProblemNotice.tsx';
import { SkeletonRows } from '../../kit/SkeletonRows.tsx';
import { useWords } from '../../kit/words.ts';
import styles from './Buy.module.css';
import { withChange, withoutLine, type CartPlace, type CartWish } from './cart.ts';
import { CartLine } from './CartLine.tsx';
import type { CartInHand } from './useCart.ts';
import type { useCheckout } from './useCheckout.ts';

type CartPanelProps = {
  readonly customerId: string;
  readonly cart: CartInHand;
  readonly checkout: ReturnType<typeof useCheckout>;
  readonly options: readonly PurchaseOption[];
  readonly subscriptions: readonly Subscription[];
  readonly offerName: (offerId: string) => string;
};

/** What is about to be bought, what exactly it costs today, and the button that buys all of it. */
export function CartPanel({ cart, checkout, options, ...ways }: CartPanelProps) {
  const t = useWords();
  const formats = useFormats();
  const { wishes, judged, isStale, problem } = cart;
  const total = isStale ? undefined : judged?.total;
  const canBuy = total !== undefined && wishes !== null && wishes.length > 0 && !checkout.isUnknown;
  const place = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const goToCart = () => {
    heading.current?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ block: 'start' });
  };
  return (
    <section ref={place} className={styles.cart} aria-labelledby="cart" aria-busy={isStale}>
      {wishes !== null && wishes.length > 0 && (
        <div className={styles.toCart}>
          <Button appearance="primary" icon={<CartRegular />} onClick={goToCart}>
            {t('buy.toCart', { count: wishes.length })}
          </Button>
        </div>
      )}
      <h2 id="cart" ref={heading} tabIndex={-1} className={styles.heading}>
        {t('buy.cart')}
      </h2>
      {wishes === null && problem === null && <SkeletonRows rows={3} />}
      {problem !== null && <ProblemNotice problem={problem} onRetry={cart.retry} />}
      {wishes?.length === 0 && <EmptyState icon={<CartRegular />} title={t('buy.empty')} />}
      <CartLines cart={cart} options={options} {...ways} />
      {wishes !== null && wishes.length > 0 && (
        <>
          <p className={styles.total} role="status">
            <span>{t('buy.total')}</span>
            <span className={styles.amount}>{total === undefined ? '…' : formats.money(total)}</span>
          </p>
          {!isStale && judged !== undefined && total === undefined && <p className={styles.description}>{t('buy.fixFirst')}</p>}
          <NotBought checkout={checkout} />
          <PermittedButton
            right="orders.write"
            appearance="primary"
            size="large"
            isBusy={checkout.isPending}
            isDisabled={!canBuy}
            onClick={() =>
              total !== undefined && judged !== undefined && checkout.submit({ cartId: judged.id, expectedTotal: total.amount })
            }
          >
            {t('buy.checkout')}
          </PermittedButton>
        </>
      )}
      <WhoMay right="orders.write" />
    </section>
  );
}

type CartLinesProps = Omit<CartPanelProps, 'checkout'>;

/** Every line with its add-ons below it. What a line is, is where it stands. */
function CartLines({ cart: { wishes, judged, isStale, change }, options, ...ways }: CartLinesProps) {
  const all = wishes ?? [];
  const lineAt = (place: CartPlace, wish: CartWish) => (
    <CartLine
      place={place}
      wish={wish}
      judged={judged}
      isStale={isStale}
      option={options.find(({ offerId }) => offerId === wish.offerId)}
      onChange={(changed) => change(withChange(all, place, changed))}
      onRemove={() => change(withoutLine(all, place))}
      {...ways}
    />
  );
  return (
    <ul className={styles.lines}>
      {all.map((wish, line) => (
        <li key={keyOf({ line, addOn: null }, wish)}>
          {lineAt({ line, addOn: null }, wish)}
          {wish.addOns.length > 0 && (
            <ul className={styles.addOns}>
              {wish.addOns.map((each, addOn) => (
                <li key={keyOf({ line, addOn }, each)}>{lineAt({ line, addOn }, each)}</li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

function keyOf({ line, addOn }: CartPlace, { offerId }: CartWish): string {
  return [line, addOn, offerId].join(' ');
}

function NotBought({ checkout: { problem, isUnknown, retry } }: { checkout: CartPanelProps['checkout'] }) {
  const t = useWords();
  if (problem === null) return null;
  if (isUnknown) {
    return (
      <ProblemNotice problem={problem} onRetry={retry}>
        <div>{t('buy.outcomeUnknown')}</div>
      </ProblemNotice>
    );
  }
  if (problem.kind === 'fault' && problem.status === 409) {
    return (
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>{t('buy.totalDiffers')}</MessageBarBody>
      </MessageBar>
    );
  }
  return <ProblemNotice problem={problem} />;
}
