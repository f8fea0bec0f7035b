import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  useRestoreFocusTarget,
} from '@fluentui/react-components';
import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise';
import { useState } from 'react';
import type { WebhookDeliveryDetail } from '../../src/webhooks/deliveries/contract.ts';
import { CopyButton } from '../kit/CopyButton.tsx';
import { Fact, Facts } from '../kit/Facts.tsx';
import { useFormats } from '../kit/formats.ts';
import { PermittedButton } from '../kit/PermittedButton.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { newRequestId } from '../kit/requestId.ts';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords, useWordsByCode } from '../kit/words.ts';
import { useDelivery, useReplay } from './deliveries.ts';
import { DeliveryState } from './DeliveryState.tsx';
import styles from './Webhooks.module.css';

/** A button that opens what was sent and each try, with the way to send it again. */
export function DeliveryDetails({ id, eventName }: { id: string; eventName: string }) {
  const t = useWords();
  const [isOpen, setOpen] = useState(false);
  const restoring = useRestoreFocusTarget();
  return (
    <>
      <Button {...restoring} size="small" aria-label={t('webhooks.detailsOf', { event: eventName })} onClick={() => setOpen(true)}>
        {t('webhooks.details')}
      </Button>
      {isOpen && (
        <Dialog open onOpenChange={(_, change) => setOpen(change.open)}>
          <DialogSurface className={styles.surface}>
            <DialogBody>
              <DialogTitle>{eventName}</DialogTitle>
              <Content id={id} onClose={() => setOpen(false)} />
            </DialogBody>
          </DialogSurface>
        </Dialog>
      )}
    </>
  );
}

function Content({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useWords();
  const { data: delivery, error, refetch } = useDelivery(id);
  const replay = useReplay(id);
  return (
    <>
      <DialogContent className={styles.details} tabIndex={0}>
        {error !== null && <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />}
        {delivery === undefined && error === null && <SkeletonRows rows={3} height={32} />}
        {delivery !== undefined && <Told delivery={delivery} />}
        {replay.error !== null && <ProblemNotice problem={replay.error.problem} />}
        <span role="status" className={styles.hint}>
          {replay.isSuccess ? t('webhooks.replayed') : ''}
        </span>
      </DialogContent>
      <DialogActions>
        <PermittedButton
          right="webhooks.manage"
          icon={<ArrowClockwiseRegular />}
          isBusy={replay.isPending}
          isDisabled={delivery === undefined || delivery.isBeingSent}
          onClick={() => replay.mutate({ wish: null, requestId: newRequestId() })}
        >
          {t('webhooks.replay')}
        </PermittedButton>
        <Button appearance="primary" onClick={onClose}>
          {t('webhooks.close')}
        </Button>
      </DialogActions>
    </>
  );
}

function Told({ delivery }: { delivery: WebhookDeliveryDetail }) {
  const t = useWords();
  const formats = useFormats();
  return (
    <>
      <Facts>
        <Fact name={t('webhooks.state')}>
          <DeliveryState delivery={delivery} />
        </Fact>
        <Fact name={t('webhooks.queued')}>{formats.instant(delivery.queuedDate)}</Fact>
        {delivery.nextAttemptDate !== undefined && <Fact name={t('webhooks.next')}>{formats.instant(delivery.nextAttemptDate)}</Fact>}
        <Fact name="MS-RequestId">
          <code className={styles.address}>{delivery.id}</code>
        </Fact>
        <Fact name="MS-CorrelationId">
          <code className={styles.address}>{delivery.correlationId}</code>
        </Fact>
      </Facts>
      <h3 className={styles.subheading}>{t('webhooks.payload')}</h3>
      <pre className={styles.payload}>{readable(delivery.payload)}</pre>
      <div>
        <CopyButton text={delivery.payload} label={t('webhooks.copyPayload')} />
      </div>
      <h3 className={styles.subheading}>{t('webhooks.attempts')}</h3>
      {delivery.attempts.length === 0 && <p className={styles.about}>{t('webhooks.noAttempt')}</p>}
      <ol className={styles.attempts}>
        {delivery.attempts.toReversed().map((attempt) => (
          <Attempt key={attempt.date} attempt={attempt} />
        ))}
      </ol>
    </>
  );
}

function Attempt({ attempt }: { attempt: WebhookDeliveryDetail['attempts'][number] }) {
  const t = useWords();
  const byCode = useWordsByCode();
  const formats = useFormats();
  const { date, url, milliseconds, status, cause, excerpt, detail } = attempt;
  const said = excerpt ?? detail ?? '';
  return (
    <li>
      <strong>{status === undefined ? byCode(`webhooks.cause.${cause ?? ''}`) : t('webhooks.status', { status: String(status) })}</strong>{' '}
      <span className={styles.hint}>{t('webhooks.attemptAt', { at: formats.instant(date), milliseconds, url })}</span>
      {said !== '' && <code className={styles.said}>{said.slice(0, SAID_MAX)}</code>}
    </li>
  );
}

const SAID_MAX = 500;

/** The JSON as people read it; the signature is over the text as it is sent. */
function readable(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2);
  } catch {
    return payload;
  }
}
