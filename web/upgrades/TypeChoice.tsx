import { useWords } from '../kit/words.ts';
import type { UpgradeType } from './previewUpgrade.ts';
import { ReasonList } from './ReasonList.tsx';
import styles from './TargetChoice.module.css';
import type { Refusal, Target } from './targets.ts';

type TypeChoiceProps = {
  readonly customerId: string;
  readonly subscriptionId: string;
  readonly target: Target;
  readonly chosen: UpgradeType;
  readonly onChoose: (upgradeType: UpgradeType) => void;
};

/** Whether the users move along. Where they cannot, because of the agent's role for instance, it says so and why. */
export function TypeChoice({ customerId, subscriptionId, target, chosen, onChoose }: TypeChoiceProps) {
  const t = useWords();
  const options = [
    { type: 'upgrade_with_license_transfer', title: t('upgrades.type.move'), detail: t('upgrades.type.moveDetail') },
    { type: 'upgrade_only', title: t('upgrades.type.only'), detail: t('upgrades.type.onlyDetail') },
  ] as const;
  return (
    <fieldset className={styles.choice}>
      <legend className={styles.legend}>{t('upgrades.type')}</legend>
      {options.map(({ type, title, detail }) => {
        const isOpen = target.openTypes.includes(type);
        return (
          <div key={type} className={styles.way}>
            <label className={styles.card} data-chosen={chosen === type || undefined} data-closed={!isOpen || undefined}>
              <input
                type="radio"
                name="upgradeType"
                value={type}
                checked={chosen === type}
                disabled={!isOpen}
                onChange={() => onChoose(type)}
                className={styles.radio}
              />
              <span className={styles.title}>{title}</span>
              <span className={styles.services}>{detail}</span>
            </label>
            {!isOpen && (
              <div className={styles.why}>
                <ReasonList
                  refusals={target.againstMoving.map(withoutThisChoice)}
                  customerId={customerId}
                  subscriptionId={subscriptionId}
                  targetOfferId={target.offer.id}
                />
              </div>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}

/** The remedy of upgrading without moving users is the choice right below. */
function withoutThisChoice({ reason, description }: Refusal): Refusal {
  return { description, reason: { ...reason, remedies: reason.remedies.filter(({ kind }) => kind !== 'upgrade_without_moving_users') } };
}
