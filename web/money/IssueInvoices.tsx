import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { WriteProblem } from '../kit/WriteProblem.tsx';
import { useWords } from '../kit/words.ts';
import { useIssueInvoices } from './issueInvoices.ts';
import styles from './Money.module.css';

/** Writes invoices now, and not when the month is over: this month's where nothing else is asked for. */
export function IssueInvoices() {
  const t = useWords();
  const [until, setUntil] = useState(firstOfNextMonth);
  const issue = useIssueInvoices();
  return (
    <>
      <div className={styles.buttons}>
        <ConfirmDialog
          right="invoices.issue"
          button={t('money.issue')}
          title={t('money.issue')}
          confirm={t('money.issueNow')}
          isBusy={issue.isPending}
          canConfirm={until !== ''}
          onConfirm={(requestId) => issue.mutate({ wish: { until }, requestId })}
        >
          <p>{t('money.issueDetail')}</p>
          <Field label={t('money.until')} hint={t('money.untilHint')}>
            <Input type="date" value={until} onChange={(_, { value }) => setUntil(value)} />
          </Field>
        </ConfirmDialog>
      </div>
      <p role="status" className={styles.told}>
        {issue.data !== undefined && t('money.issued', { count: issue.data.items.length })}
      </p>
      <WriteProblem of={issue} />
    </>
  );
}

function firstOfNextMonth(): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)).toISOString().slice(0, 10);
}
