import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components';
import { useState } from 'react';
import type { CampaignRow, CampaignView } from '../../src/campaigns/contract.ts';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { useFormats } from '../kit/formats.ts';
import { PermittedButton } from '../kit/PermittedButton.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { newRequestId } from '../kit/requestId.ts';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords } from '../kit/words.ts';
import { useAct, useRow } from './campaigns.ts';
import styles from './Campaigns.module.css';
import { RowDetails } from './RowDetails.tsx';

type RowProps = { readonly row: CampaignRow; readonly campaign: Pick<CampaignView, 'id' | 'actions'> };

/** Looks at the bill and the people of one upgrade, leaves it out or takes it in again, and takes it back while that is possible. */
export function RowActions({ row, campaign }: RowProps) {
  const t = useWords();
  const formats = useFormats();
  const undo = useAct(campaign.id);
  const { customerName, state, undoableUntil, id, scheduleState, scheduledFor = '' } = row;
  return (
    <div className={styles.cellActions}>
      {state !== 'chosen' && <Look row={row} campaign={campaign} />}
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

function Look({ row: { id, customerName }, campaign }: RowProps) {
  const t = useWords();
  const [isOpen, setOpen] = useState(false);
  const { data, error, refetch } = useRow(campaign.id, id, isOpen);
  return (
    <>
      <Button size="small" aria-label={t('campaigns.lookAt', { customer: customerName })} onClick={() => setOpen(true)}>
        {t('campaigns.look')}
      </Button>
      {isOpen && (
        <Dialog open onOpenChange={(_, change) => setOpen(change.open)}>
          <DialogSurface>
            <DialogBody>
              <DialogTitle>{t('campaigns.lookAt', { customer: customerName })}</DialogTitle>
              <DialogContent tabIndex={0}>
                {error !== null && <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />}
                {error === null && data === undefined && <SkeletonRows rows={3} height={32} />}
                {data !== undefined && <RowDetails row={data} />}
              </DialogContent>
              <DialogActions>
                <Button onClick={() => setOpen(false)}>{t('campaigns.close')}</Button>
              </DialogActions>
            </DialogBody>
          </DialogSurface>
        </Dialog>
      )}
    </>
  );
}
