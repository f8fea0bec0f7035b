import { Skeleton, SkeletonItem } from '@fluentui/react-components';
import type { UpgradePreview } from '../../src/upgrades/contract.ts';
import { useFormats } from '../kit/formats.ts';
import { useWords, useWordsByCode } from '../kit/words.ts';
import { usePreviews, type UpgradeWish } from './previewUpgrade.ts';
import type { Target } from './targets.ts';
import styles from './TargetChoice.module.css';

type TargetChoiceProps = {
  readonly customerId: string;
  readonly subscription: { readonly id: string; readonly billingCycle: string };
  /** Those that can be chosen. */
  readonly targets: readonly Target[];
  readonly chosenId: string | undefined;
  readonly onChoose: (offerId: string) => void;
};

/** The new subscription to choose, each with its price and the services it adds. */
export function TargetChoice({ customerId, subscription, targets, chosenId, onChoose }: TargetChoiceProps) {
  const t = useWords();
  const previews = usePreviews(targets.map((target) => plainWish(target, customerId, subscription.id)));
  return (
    <fieldset className={styles.choice}>
      <legend className={styles.legend}>{t('upgrades.chooseTarget')}</legend>
      {targets.map((target, index) => (
        <label key={target.offer.id} className={styles.card} data-chosen={target.offer.id === chosenId || undefined}>
          <input
            type="radio"
            name="target"
            value={target.offer.id}
            checked={target.offer.id === chosenId}
            onChange={() => onChoose(target.offer.id)}
            className={styles.radio}
          />
          <TargetTexts
            target={target}
            billingCycle={subscription.billingCycle}
            preview={previews[index]?.data}
            isLoading={previews[index]?.isPending === true}
          />
        </label>
      ))}
    </fieldset>
  );
}

type TargetTextsProps = {
  readonly target: Target;
  readonly billingCycle: string;
  readonly preview: UpgradePreview | undefined;
  readonly isLoading: boolean;
};

function TargetTexts({ target: { offer, unitPrice }, billingCycle, preview, isLoading }: TargetTextsProps) {
  const t = useWords();
  const byCode = useWordsByCode();
  const formats = useFormats();
  const gained = preview?.servicesGained ?? [];
  return (
    <div className={styles.texts}>
      <div className={styles.line}>
        <span className={styles.title}>{offer.name}</span>
        {unitPrice !== undefined && (
          <span className={styles.price}>
            {t('upgrades.pricePerSeat', { price: formats.money(unitPrice), per: byCode(`upgrades.per.${billingCycle}`) ?? '' })}
          </span>
        )}
      </div>
      {isLoading && (
        <Skeleton aria-hidden>
          <SkeletonItem size={12} />
        </Skeleton>
      )}
      {gained.length > 0 && <div className={styles.services}>{t('upgrades.gained', { services: formats.shortList(gained) })}</div>}
    </div>
  );
}

/** The target as it stands, with the seats of today: what all targets are compared by. */
function plainWish(target: Target, customerId: string, subscriptionId: string): UpgradeWish {
  const upgradeType = target.openTypes[0] ?? 'upgrade_only';
  return { customerId, subscriptionId, targetOfferId: target.offer.id, quantity: target.quantity, upgradeType, addOns: [] };
}
