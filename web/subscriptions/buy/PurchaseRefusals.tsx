import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Subscription } from '../../../src/subscriptions/contract.ts';
import type { ChangeRefusal } from '../../../src/subscriptions/change/contract.ts';
import { numberOf, textOf, textsOf } from '../../kit/facts.ts';
import { useFormats } from '../../kit/formats.ts';
import { LinkButton } from '../../kit/links.tsx';
import { useWords, useWordsByCode } from '../../kit/words.ts';
import { RefusalList, type Remedy } from '../RefusalList.tsx';
import { placeOf } from '../remedyPlaces.tsx';
import { ReactivateButton } from '../StepButton.tsx';

type PurchaseRefusalsProps = {
  readonly customerId: string;
  readonly refusals: readonly ChangeRefusal[];
  readonly subscriptions: readonly Subscription[];
  /** What an offer is called. */
  readonly offerName: (offerId: string) => string;
  readonly onQuantity?: (quantity: number) => void;
  readonly onBillingCycle?: (billingCycle: string) => void;
};

/** Why something cannot be bought, each reason with what would help and the button that does it. */
export function PurchaseRefusals({ refusals, ...ways }: PurchaseRefusalsProps) {
  const byCode = useWordsByCode();
  const formats = useFormats();
  const wordsOf = (remedy: Remedy) => {
    const advice = byCode(`buy.remedy.${remedy.kind}`, {
      minimum: numberOf(remedy, 'minimum'),
      maximum: numberOf(remedy, 'maximum'),
      cycles: formats.anyOf(textsOf(remedy, 'to').map((cycle) => byCode(`subscriptions.billingCycle.${cycle}`) ?? cycle)),
      offers: formats.shortList(textsOf(remedy, 'offerIds').map(ways.offerName)),
    });
    return advice === null ? null : { advice, way: <Way remedy={remedy} {...ways} /> };
  };
  return <RefusalList refusals={refusals} wordsOf={wordsOf} />;
}

type WayProps = Omit<PurchaseRefusalsProps, 'refusals'> & { readonly remedy: Remedy };

function Way({ remedy, customerId, subscriptions, onQuantity, onBillingCycle }: WayProps): ReactNode {
  const t = useWords();
  const byCode = useWordsByCode();
  switch (remedy.kind) {
    case 'reactivate':
    case 'add_seats': {
      const found = subscriptions.find(({ id }) => id === textOf(remedy, 'subscriptionId'));
      if (found === undefined) return null;
      if (remedy.kind === 'reactivate') return <ReactivateButton customerId={customerId} subscription={found} />;
      return (
        <LinkButton
          size="small"
          to="/customers/$customerId/subscriptions/$subscriptionId"
          params={{ customerId, subscriptionId: found.id }}
        >
          {t('buy.toSubscription', { name: found.friendlyName })}
        </LinkButton>
      );
    }
    case 'change_quantity': {
      const maximum = numberOf(remedy, 'maximum');
      return onQuantity === undefined ? null : (
        <Button size="small" onClick={() => onQuantity(maximum)}>
          {t('seats.use', { count: maximum })}
        </Button>
      );
    }
    case 'change_billing_cycle':
      return onBillingCycle === undefined
        ? null
        : textsOf(remedy, 'to').map((cycle) => (
            <Button key={cycle} size="small" onClick={() => onBillingCycle(cycle)}>
              {byCode(`subscriptions.billingCycle.${cycle}`) ?? cycle}
            </Button>
          ));
    default:
      return placeOf(remedy, customerId, t);
  }
}
