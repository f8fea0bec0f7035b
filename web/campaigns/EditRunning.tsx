import { EditRegular } from '@fluentui/react-icons/svg/edit';
import { useState } from 'react';
import type { CampaignView } from '../../src/campaigns/contract.ts';
import { FormDialog } from '../kit/FormDialog.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { useWords } from '../kit/words.ts';
import { useEdit } from './campaigns.ts';
import { isGoodPace, limitsOf, unlimited, type Running } from './hours.ts';
import { RunningFields } from './RunningFields.tsx';

/** Changes the pace and the hours of a campaign, also while it runs. */
export function EditRunning({ campaign }: { campaign: CampaignView }) {
  const t = useWords();
  const edit = useEdit(campaign.id);
  const [running, setRunning] = useState<Running>(unlimited);
  const open = () => {
    edit.reset();
    setRunning(runningOf(campaign));
  };
  return (
    <FormDialog
      right="subscriptions.upgrade"
      button={t('campaigns.edit')}
      title={t('campaigns.edit')}
      confirm={t('campaigns.editNow')}
      icon={<EditRegular />}
      isBusy={edit.isPending}
      canConfirm={isGoodPace(running)}
      onOpen={open}
      onConfirm={(requestId, close) => {
        const limits = limitsOf(running);
        const wish = { rowsPerMinute: 0, everyHour: !running.isLimited, ...limits };
        edit.mutate({ wish, requestId }, { onSuccess: close });
      }}
    >
      <RunningFields running={running} onChange={setRunning} />
      {edit.error !== null && <ProblemNotice problem={edit.error.problem} />}
    </FormDialog>
  );
}

function runningOf({ rowsPerMinute, hours }: CampaignView): Running {
  const base = unlimited();
  return {
    ...base,
    perMinute: rowsPerMinute === undefined ? '' : String(rowsPerMinute),
    ...(hours === undefined ? {} : { isLimited: true, from: hours.from, until: hours.until, timeZone: hours.timeZone ?? 'UTC' }),
  };
}
