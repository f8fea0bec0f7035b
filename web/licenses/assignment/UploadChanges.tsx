import { Button } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { useState } from 'react';
import type { SubscribedSku } from '../../../src/licenses/contract.ts';
import { Card } from '../../kit/Card.tsx';
import { downloadCsv, toCsv } from '../../kit/csv.ts';
import { FileField, useChosenFile } from '../../kit/FileField.tsx';
import { MistakeNotice } from '../../kit/MistakeNotice.tsx';
import { PermittedButton, WhoMay } from '../../kit/PermittedButton.tsx';
import { isOutcomeUnknown } from '../../kit/request.ts';
import { newRequestId } from '../../kit/requestId.ts';
import { Buttons } from '../../kit/Section.tsx';
import { useWords } from '../../kit/words.ts';
import styles from './Assignment.module.css';
import { OutcomeTable } from './OutcomeTable.tsx';
import { useLicenseFile } from './updateLicenses.ts';

/** The largest file that the server takes. */
const FILE_BYTES_MAX = 8_388_608;

type UploadChangesProps = { readonly customerId: string; readonly skus: readonly SubscribedSku[]; readonly onClose: () => void };

/** Changes of licences from a CSV file: checked line by line first, carried out after a second press. */
export function UploadChanges({ customerId, skus, onClose }: UploadChangesProps) {
  const t = useWords();
  const chosen = useChosenFile(FILE_BYTES_MAX);
  const [text, setText] = useState<string | null>(null);
  const check = useLicenseFile(customerId);
  const carry = useLicenseFile(customerId);
  const choose = async (file: File | null) => {
    check.reset();
    carry.reset();
    setText(null);
    chosen.choose(file);
    if (file === null || file.size > FILE_BYTES_MAX) return;
    const content = await file.text();
    setText(content);
    check.mutate({ wish: { text: content, preview: true }, requestId: newRequestId() });
  };
  const run = () => text !== null && carry.mutate({ wish: { text, preview: false }, requestId: newRequestId() });
  const current = carry.status === 'idle' ? check : carry;
  const isCarryUnknown = carry.error !== null && isOutcomeUnknown(carry.error.problem);
  return (
    <Card id="upload" title={t('users.uploadTitle')} takesFocus>
      <p className={styles.lead}>{t('users.uploadLead')}</p>
      <FileField label={t('users.file')} chosen={chosen} onChoose={(file) => void choose(file)} />
      <Buttons>
        <Button onClick={onClose}>{t('users.back')}</Button>
        <Button icon={<ArrowDownloadRegular />} onClick={() => downloadCsv('licenses-template.csv', template(skus))}>
          {t('kit.template')}
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
        <MistakeNotice error={current.error} {...(isCarryUnknown ? { onRetry: run } : {})} />
        {current.data !== undefined && (
          <>
            <h3 className={styles.subheading}>{t(current.data.preview ? 'users.preview' : 'users.result')}</h3>
            <OutcomeTable customerId={customerId} outcome={current.data} />
          </>
        )}
      </div>
    </Card>
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
