import type { UpgradePreview } from '../../src/upgrades/contract.ts';
import { useFormats } from '../kit/formats.ts';
import { LinkButton, TextLink } from '../kit/links.tsx';
import { useWords, useWordsByCode } from '../kit/words.ts';
import type { AddOnChoice } from './addOnChoices.ts';
import { useNames } from './names.ts';
import { usePreview, type UpgradeWish } from './previewUpgrade.ts';
import styles from './TargetChoice.module.css';

type AddOnChoicesProps = {
  readonly customerId: string;
  /** Null while what is typed is no number of seats. */
  readonly wish: UpgradeWish | null;
  readonly onChoose: (choice: AddOnChoice) => void;
};

/** What becomes of each add-on of the source, every way with its money; nothing where there are none. */
export function AddOnChoices({ customerId, wish, onChoose }: AddOnChoicesProps) {
  const t = useWords();
  const { data: preview } = usePreview(wish);
  if (preview === undefined || preview.addOns.length === 0) return null;
  return (
    <section className={styles.choice} aria-labelledby="add-ons">
      <h2 id="add-ons" className={styles.legend}>
        {t('upgrades.addOns', { count: preview.addOns.length })}
      </h2>
      {preview.addOns.map((addOn) => (
        <AddOn key={addOn.subscriptionId} customerId={customerId} addOn={addOn} wish={wish} onChoose={onChoose} />
      ))}
      <p className={styles.stop}>
        {t('upgrades.addOnStop')}{' '}
        <TextLink inline to="/customers/$customerId" params={{ customerId }}>
          {t('upgrades.addOnStopNow')}
        </TextLink>
      </p>
    </section>
  );
}

type AddOnProps = AddOnChoicesProps & { readonly addOn: UpgradePreview['addOns'][number] };

function AddOn({ customerId, addOn: { subscriptionId, offerName, quantity, choices, impossible }, wish, onChoose }: AddOnProps) {
  const t = useWords();
  const byCode = useWordsByCode();
  const formats = useFormats();
  const name = useNames().subscription(subscriptionId) ?? offerName;
  const chosen = wish?.addOns.find((each) => each.subscriptionId === subscriptionId)?.choice;
  return (
    <fieldset className={styles.choice} data-add-on={subscriptionId}>
      <legend className={styles.addOnName}>{t('upgrades.addOnSeats', { name, quantity })}</legend>
      {choices.map(({ choice, total, nextPeriod }) => (
        <label key={choice} className={styles.card} data-chosen={chosen === choice || undefined}>
          <input
            type="radio"
            name={`add-on ${subscriptionId}`}
            value={choice}
            checked={chosen === choice}
            onChange={() => onChoose({ subscriptionId, choice })}
            className={styles.radio}
          />
          <span className={styles.title}>{byCode(`upgrades.addOnChoice.${choice}`) ?? choice}</span>
          <span className={styles.services}>
            {byCode(`upgrades.addOnDetail.${choice}`)}{' '}
            {t('upgrades.addOnMoney', { total: formats.money(total), nextPeriod: formats.money(nextPeriod) })}
          </span>
        </label>
      ))}
      {impossible.map(({ choice, description }) => (
        <p key={choice} className={styles.stop} data-impossible={choice}>
          {description}
        </p>
      ))}
      {choices.length === 0 && (
        <p className={styles.stop}>
          {t('upgrades.addOnStuck')}{' '}
          <LinkButton size="small" to="/customers/$customerId/subscriptions/$subscriptionId" params={{ customerId, subscriptionId }}>
            {t('remedies.action.showNamed', { subscription: name })}
          </LinkButton>
        </p>
      )}
    </fieldset>
  );
}
