import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { ChangeRefusal } from '../../src/subscriptions/change/contract.ts';
import { numberOf, textOf } from '../kit/facts.ts';
import { LinkButton } from '../kit/links.tsx';
import { useWords, useWordsByCode } from '../kit/words.ts';
import type { SubscriptionPlace } from './changeSubscription.ts';
import { RefusalList, type Remedy } from './RefusalList.tsx';
import { placeOf } from './remedyPlaces.tsx';

type ChangeRefusalsProps = SubscriptionPlace & {
  readonly refusals: readonly ChangeRefusal[];
  /** Takes a number of seats that is possible; without it none is offered. */
  readonly onQuantity?: (quantity: number) => void;
  /** Goes on although more people hold a licence than there will be seats. */
  readonly onAccept?: () => void;
};

/** Why a change is not possible, each reason with what would help and a way there. */
export function ChangeRefusals({ refusals, ...place }: ChangeRefusalsProps) {
  const byCode = useWordsByCode();
  const wordsOf = (remedy: Remedy) => {
    const values = { minimum: numberOf(remedy, 'minimum'), maximum: numberOf(remedy, 'maximum'), count: numberOf(remedy, 'usersTooMany') };
    const advice = byCode(`seats.remedy.${remedy.kind}`, values);
    return advice === null ? null : { advice, way: <Way remedy={remedy} {...place} /> };
  };
  return <RefusalList refusals={refusals} wordsOf={wordsOf} />;
}

type WayProps = Omit<ChangeRefusalsProps, 'refusals'> & { readonly remedy: Remedy };

function Way({ remedy, customerId, subscriptionId, onQuantity, onAccept }: WayProps): ReactNode {
  const t = useWords();
  switch (remedy.kind) {
    case 'change_quantity': {
      const maximum = numberOf(remedy, 'maximum');
      return onQuantity === undefined ? null : (
        <Button size="small" onClick={() => onQuantity(maximum)}>
          {t('seats.use', { count: maximum })}
        </Button>
      );
    }
    case 'accept_license_conflict':
      return onAccept === undefined ? null : (
        <Button size="small" onClick={onAccept}>
          {t('seats.accept')}
        </Button>
      );
    case 'reactivate': {
      const id = textOf(remedy, 'subscriptionId');
      // Its own page is where the reason stands: the button that reactivates it stands there too.
      if (id === null || id === subscriptionId) return null;
      return (
        <LinkButton size="small" to="/customers/$customerId/subscriptions/$subscriptionId" params={{ customerId, subscriptionId: id }}>
          {t('seats.toSubscription')}
        </LinkButton>
      );
    }
    default:
      return placeOf(remedy, customerId, t);
  }
}
