import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync';
import { ArrowUndoRegular } from '@fluentui/react-icons/svg/arrow-undo';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { PauseRegular } from '@fluentui/react-icons/svg/pause';
import { PlayRegular } from '@fluentui/react-icons/svg/play';
import { StopRegular } from '@fluentui/react-icons/svg/stop';
import { Button } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import type { CampaignView } from '../../src/campaigns/contract.ts';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { downloadFile } from '../kit/csv.ts';
import { useFormats } from '../kit/formats.ts';
import { PermittedButton } from '../kit/PermittedButton.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { readFile } from '../kit/request.ts';
import { newRequestId } from '../kit/requestId.ts';
import { useWords } from '../kit/words.ts';
import { useAct, type ActWish } from './campaigns.ts';
import styles from './Campaigns.module.css';
import { EditRunning } from './EditRunning.tsx';

type Asked = Exclude<CampaignView['actions'][number], 'pause' | 'decide' | 'omit' | 'readmit'>;

/** What is asked before it is done, in the order in which it stands on the page. */
const QUESTIONS = [
  { action: 'approve', path: 'approval', right: 'campaigns.approve', icon: <CheckmarkRegular />, isMain: true },
  { action: 'run', path: 'run', right: 'subscriptions.upgrade', icon: <PlayRegular />, isMain: true },
  { action: 'stop', path: 'stop', right: 'subscriptions.upgrade', icon: <StopRegular />, isMain: false },
  { action: 'rehearse', path: 'rehearsal', right: 'subscriptions.upgrade', icon: <ArrowSyncRegular />, isMain: false },
  { action: 'undo', path: 'undo', right: 'subscriptions.upgrade', icon: <ArrowUndoRegular />, isMain: false },
] as const satisfies readonly { readonly action: Asked; readonly path: ActWish['path']; readonly [other: string]: unknown }[];

/** What can be done to a campaign where it stands. Whatever carries out, ends or takes back asks first. */
export function Actions({ campaign }: { campaign: CampaignView }) {
  const t = useWords();
  const act = useAct(campaign.id);
  const { actions, state, needsSecondPerson, isPreparedByCaller } = campaign;
  const detailOf = useDetail(campaign);
  const send = (path: ActWish['path']) => (requestId: string) => act.mutate({ wish: { path }, requestId });
  const wordsOf = (action: Asked) => t(action === 'run' && state === 'paused' ? 'campaigns.resume' : `campaigns.${action}`);
  return (
    <>
      <div className={styles.actions}>
        {actions.includes('pause') && (
          <PermittedButton
            right="subscriptions.upgrade"
            icon={<PauseRegular />}
            isBusy={act.isPending}
            onClick={() => send('pause')(newRequestId())}
          >
            {t('campaigns.pause')}
          </PermittedButton>
        )}
        {QUESTIONS.filter(({ action }) => actions.includes(action)).map(({ action, path, right, icon, isMain }) => (
          <ConfirmDialog
            key={action}
            right={right}
            button={wordsOf(action)}
            title={t(`campaigns.${action}Title`)}
            confirm={wordsOf(action)}
            icon={icon}
            appearance={isMain ? 'primary' : 'secondary'}
            isBusy={act.isPending}
            isDisabled={action === 'approve' && needsSecondPerson && isPreparedByCaller}
            onConfirm={send(path)}
          >
            {detailOf(action)}
          </ConfirmDialog>
        ))}
        {state !== 'done' && state !== 'stopped' && <EditRunning campaign={campaign} />}
        <ResultFile campaign={campaign} />
      </div>
      {act.error !== null && <ProblemNotice problem={act.error.problem} />}
    </>
  );
}

/** What an action would do to this campaign, in a sentence. */
function useDetail({ possible, scheduled, upgraded, when }: CampaignView): (action: Asked) => string {
  const t = useWords();
  const formats = useFormats();
  const isLater = when !== 'now';
  return (action) => {
    switch (action) {
      case 'approve': {
        const [total, month] = [formats.money(possible.total), formats.money(possible.monthMore)];
        return t('campaigns.approveDetail', { count: possible.rows, total, month, left: possible.usersLeftBehind });
      }
      case 'run':
        return t(isLater ? 'campaigns.runDetailLater' : 'campaigns.runDetail', { count: possible.rows });
      case 'undo':
        return isLater ? t('campaigns.undoDetailLater', { count: scheduled.rows }) : t('campaigns.undoDetail', { count: upgraded.rows });
      case 'stop':
        return isLater ? t('campaigns.stopDetailLater', { count: scheduled.rows }) : t('campaigns.stopDetail');
      case 'rehearse':
        return t('campaigns.rehearseDetail');
    }
  };
}

/** Every row with what came of it, in the language of the page. */
function ResultFile({ campaign: { id, rows } }: { campaign: CampaignView }) {
  const t = useWords();
  const { mutate, isPending, error } = useMutation<Blob>({
    mutationFn: () => readFile(`/v1/campaigns/${encodeURIComponent(id)}/results`),
    networkMode: 'always',
    onSuccess: (file) => downloadFile('campaign-results.csv', file),
  });
  if (rows.total === 0) return null;
  return (
    <>
      <Button icon={<ArrowDownloadRegular />} onClick={() => mutate()} disabledFocusable={isPending}>
        {t('campaigns.results')}
      </Button>
      {error !== null && <ProblemNotice problem={error.problem} onRetry={() => mutate()} />}
    </>
  );
}
