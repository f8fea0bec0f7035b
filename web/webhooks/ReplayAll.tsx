import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { Buttons } from '../kit/Section.tsx';
import { useWords } from '../kit/words.ts';
import { useReplayAll, type DeliveryFilter } from './deliveries.ts';
import styles from './Webhooks.module.css';

/** Sends everything again that was given up and that the log shows. */
export function ReplayAll({ filter: { event, resource } }: { filter: DeliveryFilter }) {
  const t = useWords();
  const replay = useReplayAll();
  const wish = { ...(event === undefined ? {} : { event }), ...(resource === undefined ? {} : { resource }) };
  return (
    <>
      <Buttons>
        <ConfirmDialog
          right="webhooks.manage"
          button={t('webhooks.replayAll')}
          title={t('webhooks.replayAllTitle')}
          confirm={t('webhooks.replayAll')}
          icon={<ArrowClockwiseRegular />}
          isBusy={replay.isPending}
          onConfirm={(requestId) => replay.mutate({ wish, requestId })}
        >
          {t('webhooks.replayAllDetail')}
        </ConfirmDialog>
      </Buttons>
      {replay.error !== null && <ProblemNotice problem={replay.error.problem} />}
      <div role="status">
        {replay.data !== undefined && (
          <MessageBar intent="success" layout="multiline" className={styles.notice}>
            <MessageBarBody>{t('webhooks.replayedAll', { count: replay.data.queued })}</MessageBarBody>
          </MessageBar>
        )}
      </div>
    </>
  );
}
