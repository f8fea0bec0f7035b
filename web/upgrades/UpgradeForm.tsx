import { Spinner } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { useWords } from '../kit/words.ts';
import styles from './Preview.module.css';
import { AddOnChoices } from './AddOnChoices.tsx';
import { addOnChoicesIn, withAddOnChoice } from './addOnChoices.ts';
import { ClosedTargets } from './ClosedTargets.tsx';
import type { UpgradeOptions } from './listCustomerUpgrades.ts';
import type { UpgradeType, UpgradeWish } from './previewUpgrade.ts';
import { PreviewAndSubmit } from './PreviewAndSubmit.tsx';
import { QuantityField } from './QuantityField.tsx';
import { TargetChoice } from './TargetChoice.tsx';
import { RefusalOverview } from './RefusalOverview.tsx';
import { targetsOf, type Target } from './targets.ts';
import { TypeChoice } from './TypeChoice.tsx';
import { useSubmit, type Submission } from './useSubmit.ts';

/** What is chosen so far; the page keeps it in its address, so that a reload finds it again. */
export type UpgradeChoice = {
  readonly target?: string | undefined;
  readonly quantity?: number | undefined;
  readonly type?: UpgradeType | undefined;
  /** What becomes of add-ons: see addOnChoices. */
  readonly addOns?: string | undefined;
};

type UpgradeFormProps = {
  readonly customerId: string;
  readonly subscription: { readonly id: string; readonly quantity: number; readonly billingCycle: string };
  readonly options: UpgradeOptions;
  readonly choice: UpgradeChoice;
  readonly onChoose: (change: UpgradeChoice) => void;
  readonly onDone: (upgradeId: string) => Promise<void>;
  /** Offers to do what was chosen on a later day; null while nothing that could be done is chosen. */
  readonly later?: (wish: UpgradeWish | null) => ReactNode;
};

/** Choose the new subscription, its seats and whether the users move; see what that does; submit. */
export function UpgradeForm({ customerId, subscription, options, choice, onChoose, onDone, later }: UpgradeFormProps) {
  const [isQuantityRight, setQuantityRight] = useState(true);
  const place = { customerId, subscriptionId: subscription.id };
  // Here and not beside the button: a page that finds an upgrade under way must see it through, even though the source is closed by now.
  const submission = useSubmit({ ...place, onDone });
  const targets = targetsOf(options.upgrades);
  const possible = targets.filter(({ state }) => state !== 'closed');
  const closed = targets.filter(({ state }) => state === 'closed');
  const chosen = possible.find(({ offer }) => offer.id === choice.target?.toUpperCase()) ?? possible[0];
  const quantity = choice.quantity ?? chosen?.quantity ?? subscription.quantity;
  const upgradeType = chosen === undefined ? 'upgrade_only' : typeFor(chosen, choice.type);
  const isInRange = chosen !== undefined && quantity >= chosen.offer.minimumQuantity && quantity <= chosen.offer.maximumQuantity;
  const wish: UpgradeWish | null =
    isInRange && isQuantityRight
      ? { ...place, targetOfferId: chosen.offer.id, quantity, upgradeType, addOns: addOnChoicesIn(choice.addOns) }
      : null;
  const changeQuantity = (asked: number | null) => {
    setQuantityRight(asked !== null);
    if (asked !== null && asked !== quantity) onChoose({ quantity: asked });
  };
  if (chosen === undefined) return <NothingToChoose {...place} options={options} submission={submission} />;
  return (
    <div className={styles.form}>
      <div className={styles.section}>
        <TargetChoice
          customerId={customerId}
          subscription={subscription}
          targets={possible}
          chosenId={chosen.offer.id}
          onChoose={(target) => onChoose({ target, addOns: undefined })}
        />
        <QuantityField
          value={quantity}
          minimum={chosen.offer.minimumQuantity}
          maximum={chosen.offer.maximumQuantity}
          current={subscription.quantity}
          onChange={changeQuantity}
        />
        <TypeChoice {...place} target={chosen} chosen={upgradeType} onChoose={(type) => onChoose({ type })} />
        <AddOnChoices
          customerId={customerId}
          wish={wish}
          onChoose={(decided) => onChoose({ addOns: withAddOnChoice(choice.addOns, decided) })}
        />
        <ClosedTargets {...place} targets={closed} />
      </div>
      <PreviewAndSubmit {...place} wish={wish} submission={submission} later={later?.(wish)} />
    </div>
  );
}

/** Nothing can be chosen: every reason, unless that is so because the upgrade begun here is under way or done. */
function NothingToChoose({
  options,
  submission,
  ...place
}: {
  customerId: string;
  subscriptionId: string;
  options: UpgradeOptions;
  submission: Submission;
}) {
  const t = useWords();
  if (submission.state.kind === 'sending') return <Spinner label={t('upgrades.submitting')} />;
  if (submission.state.kind === 'unknown') return <ProblemNotice problem={submission.state.problem} onRetry={submission.retry} />;
  return (
    <section className={styles.section} aria-labelledby="refused">
      <h2 id="refused" className={styles.heading}>
        {t('upgrades.hint.cannotTitle')}
      </h2>
      <RefusalOverview {...place} options={options} />
    </section>
  );
}

/** The way asked for; without a wish the best that is open: users move along where they can. */
function typeFor(target: Target, asked: UpgradeType | undefined): UpgradeType {
  return asked !== undefined && target.openTypes.includes(asked) ? asked : (target.openTypes[0] ?? 'upgrade_only');
}
