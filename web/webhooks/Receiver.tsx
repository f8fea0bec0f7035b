import { Badge } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { PlugConnectedRegular } from '@fluentui/react-icons/svg/plug-connected';
import type { WebhookRegistration } from '../../src/webhooks/contract.ts';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { Fact, Facts } from '../kit/Facts.tsx';
import { useFormats } from '../kit/formats.ts';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { Buttons } from '../kit/Section.tsx';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords } from '../kit/words.ts';
import { ReceiverForm } from './ReceiverForm.tsx';
import { useRegistration, useUnregister } from './registration.ts';
import { TestEvent } from './TestEvent.tsx';
import styles from './Webhooks.module.css';

/** Where the partner's own programs are told what happens: to be registered, changed, tried and ended. */
export function Receiver() {
  const t = useWords();
  const { data: registration, error, refetch } = useRegistration(true);
  if (error !== null) return <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />;
  if (registration === undefined) return <SkeletonRows rows={2} height={32} />;
  if (registration === null) {
    return (
      <EmptyState icon={<PlugConnectedRegular />} title={t('webhooks.none')}>
        <p className={styles.about}>{t('webhooks.noneDetail')}</p>
        <ReceiverForm registration={null} />
      </EmptyState>
    );
  }
  return <Registered registration={registration} />;
}

function Registered({ registration }: { registration: WebhookRegistration }) {
  const t = useWords();
  const formats = useFormats();
  const end = useUnregister();
  const { webhookUrl, webhookEvents, signatureTokenToMsSignatureHeader, lastModifiedTimestamp } = registration;
  return (
    <>
      <Facts>
        <Fact name={t('webhooks.address')}>
          <code className={styles.address}>{webhookUrl}</code>
        </Fact>
        <Fact name={t('webhooks.signature')}>
          <code>{signatureTokenToMsSignatureHeader ? 'x-ms-signature' : 'Authorization'}</code>
        </Fact>
        <Fact name={t('webhooks.changedOn')}>{formats.instant(lastModifiedTimestamp)}</Fact>
      </Facts>
      <h3 className={styles.subheading}>{t('webhooks.events')}</h3>
      <ul className={styles.events}>
        {webhookEvents.map((name) => (
          <li key={name}>
            <Badge appearance="outline" color="informative" className={styles.event}>
              {name}
            </Badge>
          </li>
        ))}
      </ul>
      <Buttons>
        <ReceiverForm registration={registration} />
        <ConfirmDialog
          right="webhooks.manage"
          button={t('webhooks.end')}
          title={t('webhooks.endTitle')}
          confirm={t('webhooks.end')}
          icon={<DeleteRegular />}
          isBusy={end.isPending}
          onConfirm={(requestId) => end.mutate({ wish: null, requestId })}
        >
          {t('webhooks.endDetail')}
        </ConfirmDialog>
      </Buttons>
      {end.error !== null && <ProblemNotice problem={end.error.problem} />}
      <TestEvent isWanted={webhookEvents.includes('test-created')} />
    </>
  );
}
