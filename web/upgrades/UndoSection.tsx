import { ArrowUndoRegular } from '@fluentui/react-icons/svg/arrow-undo';
import type { UpgradeRecord } from '../../src/upgrades/contract.ts';
import type { UpgradeUndoPreview } from '../../src/upgrades/undo/contract.ts';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { useFormats } from '../kit/formats.ts';
import { TextLink } from '../kit/links.tsx';
import { PermittedButton } from '../kit/PermittedButton.tsx';
import { useWords, useWordsByCode } from '../kit/words.ts';
import { WriteProblem } from '../kit/WriteProblem.tsx';
import { ChargeLines } from './ChargeLines.tsx';
import { textOf, textsOf } from '../kit/facts.ts';
import { useUndo, useUndoPreview } from './undoUpgrade.ts';
import styles from './UpgradeOutcome.module.css';

type UndoReason = UpgradeUndoPreview['reasons'][number];

/** Undoing an upgrade while that is possible: until when, what it does, and the button. Later it says why not. */
export function UndoSection({ customerId, upgrade }: { customerId: string; upgrade: UpgradeRecord }) {
  const t = useWords();
  const formats = useFormats();
  const isAsked = upgrade.state !== 'undone' && upgrade.undoableUntil !== undefined;
  const { data: preview } = useUndoPreview(customerId, upgrade.id, isAsked);
  const undo = useUndo(customerId, upgrade.id);
  if (upgrade.state === 'undone') {
    return (
      <p className={styles.lead}>
        {upgrade.undoneAt === undefined ? t('upgrades.state.undone') : t('undo.done', { at: formats.instant(upgrade.undoneAt) })}
      </p>
    );
  }
  if (!isAsked || preview === undefined) return null;
  return (
    <section aria-labelledby="undo">
      <h2 id="undo" className={styles.heading}>
        {t('undo.title')}
      </h2>
      <WriteProblem of={undo} />
      {preview.isPossible ? (
        <>
          <p className={styles.lead}>{t('undo.until', { until: formats.instant(preview.undoableUntil ?? '') })}</p>
          <ConfirmDialog
            right="subscriptions.upgrade"
            icon={<ArrowUndoRegular />}
            button={t('undo.button')}
            title={t('undo.confirmTitle', { from: upgrade.targetOffer.name, to: upgrade.sourceOffer.name })}
            confirm={t('undo.button')}
            isBusy={undo.isPending}
            onConfirm={(requestId) => undo.mutate({ wish: null, requestId })}
          >
            <p>{t('undo.effect', { count: preview.usersBack, offer: upgrade.sourceOffer.name })}</p>
            {preview.addOns.map(({ subscriptionId, offerName: name, quantity, change }) => (
              <p key={subscriptionId}>{t(`undo.addOn.${change}`, { name, quantity })}</p>
            ))}
            <ChargeLines lines={preview.lines} total={preview.total} />
          </ConfirmDialog>
        </>
      ) : (
        <>
          <div className={styles.buttons}>
            <PermittedButton right="subscriptions.upgrade" icon={<ArrowUndoRegular />} isDisabled onClick={() => undefined}>
              {t('undo.button')}
            </PermittedButton>
          </div>
          {preview.reasons.map((reason) => (
            <UndoRefusal key={reason.code} reason={reason} customerId={customerId} />
          ))}
        </>
      )}
    </section>
  );
}

/** Why the upgrade is not undone, and who could, or where to look. */
function UndoRefusal({ reason: { description, remedies }, customerId }: { reason: UndoReason; customerId: string }) {
  const t = useWords();
  const byCode = useWordsByCode();
  const formats = useFormats();
  const roles = remedies.flatMap((remedy) => textsOf(remedy, 'roles')).map((role) => byCode(`session.role.${role}`) ?? role);
  const subscription = remedies.map((remedy) => textOf(remedy, 'subscriptionId')).find((id) => id !== null);
  return (
    <p className={styles.lead}>
      {description} {roles.length > 0 && t('remedies.ask_role', { roles: formats.anyOf(roles) })}
      {subscription !== undefined && subscription !== null && (
        <TextLink to="/customers/$customerId/subscriptions/$subscriptionId" params={{ customerId, subscriptionId: subscription }}>
          {t('remedies.action.showSubscription')}
        </TextLink>
      )}
    </p>
  );
}
