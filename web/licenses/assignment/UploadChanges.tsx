import { Button, Field, MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { useEffect, useRef, useState } from 'react';
import type { SubscribedSku } from '../../../src/licenses/contract.ts';
import { downloadCsv, toCsv } from '../../kit/csv.ts';
import { PermittedButton, WhoMay } from '../../kit/PermittedButton.tsx';
import { ProblemNotice } from '../../kit/ProblemNotice.tsx';
import { isOutcomeUnknown, type Problem } from '../../kit/request.ts';
import { newRequestId } from '../../kit/requestId.ts';
import { Buttons } from '../../kit/Section.tsx';
import { useWords } from '../../kit/words.ts';
import styles from './Assignment.module.css';
import { OutcomeTable } from './OutcomeTable.tsx';
import { useLicenseFile } from './updateLicenses.ts';

type UploadChangesProps = { readonly customerId: string; readonly skus: readonly SubscribedSku[]; readonly onClose: () => void };

/** Changes of licences from a CSV file: checked line by line first, carried out after a second press. */
export function UploadChanges({ customerId, skus, onClose }: UploadChangesProps) {
  const t = useWords();
  const [text, setText] = useState<string | null>(null);
  const check = useLicenseFile(customerId);
  const carry = useLicenseFile(customerId);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const choose = async (file: File | undefined) => {
    check.reset();
    carry.reset();
    if (file === undefined) return setText(null);
    const content = await file.text();
    setText(content);
    check.mutate({ wish: { text: content, preview: true }, requestId: newRequestId() });
  };
  const run = () => text !== null && carry.mutate({ wish: { text, preview: false }, requestId: newRequestId() });
  const current = carry.status === 'idle' ? check : carry;
  return (
    <section className={styles.card} aria-labelledby="upload">
      <h2 id="upload" ref={heading} tabIndex={-1} className={styles.heading}>
        {t('users.uploadTitle')}
      </h2>
      <p className={styles.lead}>{t('users.uploadLead')}</p>
      <Field label={t('users.file')}>
        {(labelled) => <input {...labelled} type="file" accept=".csv,text/csv" onChange={({ target }) => void choose(target.files?.[0])} />}
      </Field>
      <Buttons>
        <Button onClick={onClose}>{t('users.back')}</Button>
        <Button icon={<ArrowDownloadRegular />} onClick={() => downloadCsv('licenses-template.csv', template(skus))}>
          {t('users.template')}
        </Button>
        <PermittedButton
          right="licenses.assign"
          appearance="primary"
          isBusy={carry.isPending || check.isPending}
          isDisabled={check.data === undefined || check.data.usersChanged === 0 || carry.data !== undefined}
          onClick={run}
        >
          {check.data === undefined ? t('users.carryOutFile') : t('users.carryOut', { count: check.data.usersChanged })}
        </PermittedButton>
      </Buttons>
      <WhoMay right="licenses.assign" />
      <div role="status">
        {current.error !== null && (
          <FileProblem
            problem={current.error.problem}
            {...(isOutcomeUnknown(current.error.problem) && current === carry ? { onRetry: run } : {})}
          />
        )}
        {current.data !== undefined && (
          <>
            <h3 className={styles.subheading}>{t(current.data.preview ? 'users.preview' : 'users.result')}</h3>
            <OutcomeTable customerId={customerId} outcome={current.data} />
          </>
        )}
      </div>
    </section>
  );
}

/** What is wrong with the file, line by line; nothing of it was carried out. */
function FileProblem({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  const lines = problem.kind === 'fault' && problem.status === 400 ? problem.data : [];
  const t = useWords();
  if (problem.kind !== 'fault' || lines.length === 0)
    return <ProblemNotice problem={problem} {...(onRetry === undefined ? {} : { onRetry })} />;
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{problem.description}</MessageBarTitle>
        <ul className={styles.reasons} aria-label={t('users.mistakes')}>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </MessageBarBody>
    </MessageBar>
  );
}

/** The headings and one line that shows how a swap is written. */
function template(skus: readonly SubscribedSku[]): string {
  const [first, second] = skus.map(({ productSku }) => productSku.skuPartNumber);
  return toCsv([
    ['UserPrincipalName', 'Assign', 'Remove', 'DisabledPlans'],
    ['user@example.com', second ?? first ?? '', second === undefined ? '' : (first ?? ''), ''],
  ]);
}
