import { Button, useRestoreFocusTarget } from '@fluentui/react-components';
import type { CampaignRow, CampaignView } from '../../src/campaigns/contract.ts';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { useFormats } from '../kit/formats.ts';
import { PermittedButton } from '../kit/PermittedButton.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { newRequestId } from '../kit/requestId.ts';
import { useWords } from '../kit/words.ts';
import { useAct } from './campaigns.ts';
import styles from './Campaigns.module.css';

type RowProps = { readonly row: CampaignRow; readonly campaign: Pick<CampaignView, 'id' | 'actions'> };
type RowActionsProps = RowProps & { readonly onLook: () => void };

/** Looks at the bill and the people of one upgrade, leaves it out or takes it in again, and takes it back while that is possible. */
export function RowActions({ row, campaign, onLook }: RowActionsProps) {
  const t = useWords();
  const formats = useFormats();
  const undo = useAct(campaign.id);
  // The dialog of the details gives the focus back to it.
  const restoring = useRestoreFocusTarget();
  const { customerName, state, undoableUntil, id, scheduleState, scheduledFor = '' } = row;
  return (
    <div className={styles.cellActions}>
      {state !== 'chosen' && (
        <Button {...restoring} size="small" aria-label={t('campaigns.lookAt', { customer: customerName })} onClick={onLook}>
          {t('campaigns.look')}
        </Button>
      )}
      <InOrOut row={row} campaign={campaign} />
      {(state === 'upgraded' || scheduleState === 'done') && undoableUntil !== undefined && (
        <ConfirmDialog
          right="subscriptions.upgrade"
          button={t('campaigns.undoOne')}
          label={`${t('campaigns.undoOne')}: ${customerName}`}
          title={t('campaigns.undoOneTitle')}
          confirm={t('campaigns.undoOne')}
          size="small"
          isBusy={undo.isPending}
          onConfirm={(requestId) => undo.mutate({ wish: { path: 'undo', rowIds: [id] }, requestId })}
        >
          {t('campaigns.undoOneDetail', { customer: customerName })}
        </ConfirmDialog>
      )}
      {state === 'scheduled' && scheduleState === 'pending' && (
        <ConfirmDialog
          right="subscriptions.upgrade"
          button={t('campaigns.unschedule')}
          label={`${t('campaigns.unschedule')}: ${customerName}`}
          title={t('campaigns.unscheduleTitle')}
          confirm={t('campaigns.unschedule')}
          size="small"
          isBusy={undo.isPending}
          onConfirm={(requestId) => undo.mutate({ wish: { path: 'undo', rowIds: [id] }, requestId })}
        >
          {t('campaigns.unscheduleDetail', { customer: customerName, day: formats.day(scheduledFor) })}
        </ConfirmDialog>
      )}
      {undo.error !== null && <ProblemNotice problem={undo.error.problem} />}
    </div>
  );
}

/** Leaves an upgrade out of the campaign, or takes it in again; neither asks, since each takes the other back. */
function InOrOut({ row: { id, state, customerName }, campaign }: RowProps) {
  const t = useWords();
  const act = useAct(campaign.id);
  const wish = state === 'omitted' ? 'readmit' : LEFT_OUT.includes(state) ? 'omit' : null;
  if (wish === null || !campaign.actions.includes(wish)) return null;
  return (
    <>
      <PermittedButton
        right="subscriptions.upgrade"
        size="small"
        aria-label={t(`campaigns.${wish}Of`, { customer: customerName })}
        isBusy={act.isPending}
        onClick={() =>
          act.mutate({ wish: { path: wish === 'omit' ? 'omission' : 'readmission', rowIds: [id] }, requestId: newRequestId() })
        }
      >
        {t(`campaigns.${wish}`)}
      </PermittedButton>
      {act.error !== null && <ProblemNotice problem={act.error.problem} />}
    </>
  );
}

/** What was not carried out can be left out. */
const LEFT_OUT: readonly CampaignRow['state'][] = ['chosen', 'possible', 'refused', 'changed', 'failed'];
