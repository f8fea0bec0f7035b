import { Badge, Field, Input, Link } from '@fluentui/react-components';
import { useState } from 'react';
import type { Agreement } from '../../src/customers/agreements/contract.ts';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { FormDialog } from '../kit/FormDialog.tsx';
import { useFormats } from '../kit/formats.ts';
import { usePermission } from '../kit/permission.ts';
import { WhoMay } from '../kit/PermittedButton.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { Buttons } from '../kit/Section.tsx';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords } from '../kit/words.ts';
import { useAgreements, useConfirmAgreement } from './agreements.ts';
import styles from './Relationships.module.css';

/** Which agreements the customer accepted, who accepted and who says so; without the customer agreement nothing is sold. */
export function Agreements({ customerId }: { customerId: string }) {
  const t = useWords();
  const mayRead = usePermission('agreements.read');
  const { data, error, refetch } = useAgreements(customerId, mayRead.isGranted);
  const columns = useColumns();
  if (!mayRead.isGranted) return <WhoMay right="agreements.read" />;
  const isRecorded = data?.some(({ type }) => type === 'MicrosoftCustomerAgreement') === true;
  return (
    <>
      {error !== null && <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <SkeletonRows rows={1} height={32} />}
      {data !== undefined && !isRecorded && (
        <p className={styles.line}>
          <Badge appearance="tint" color="warning">
            {t('relationships.agreement.missing')}
          </Badge>
          <span>{t('relationships.agreement.missingDetail')}</span>
        </p>
      )}
      {data !== undefined && data.length > 0 && (
        <DataTable
          label={t('relationships.agreement')}
          columns={columns}
          rows={data}
          rowKey={({ templateId, dateAgreed, userId }) => `${templateId}-${dateAgreed}-${userId ?? ''}`}
        />
      )}
      {data !== undefined && !isRecorded && <Confirm customerId={customerId} />}
    </>
  );
}

function useColumns(): readonly Column<Agreement>[] {
  const t = useWords();
  const formats = useFormats();
  return [
    {
      key: 'type',
      heading: t('relationships.agreement'),
      width: '3fr',
      isTitle: true,
      cell: ({ type, agreementLink }) => (
        <Link href={agreementLink} target="_blank" rel="noreferrer">
          {t(`relationships.agreement.${type}`)}
        </Link>
      ),
    },
    { key: 'on', heading: t('relationships.agreedOn'), width: '1.6fr', cell: ({ dateAgreed }) => formats.day(dateAgreed) },
    {
      key: 'contact',
      heading: t('relationships.agreedBy'),
      width: '2.4fr',
      cell: ({ primaryContact }) => <Contact contact={primaryContact} />,
    },
    {
      key: 'confirmed',
      heading: t('relationships.confirmedBy'),
      width: '2.2fr',
      cell: ({ userId, confirmedBy }) =>
        userId === undefined ? t('relationships.signedItself') : (confirmedBy ?? t('relationships.formerColleague')),
    },
  ];
}

function Contact({ contact }: { contact: Agreement['primaryContact'] }) {
  const name = `${contact.firstName} ${contact.lastName}`.trim();
  return (
    <>
      {name === '' ? '–' : name}
      <span className={styles.hint}>{contact.email}</span>
    </>
  );
}

const EMPTY = { firstName: '', lastName: '', email: '', phoneNumber: '', dateAgreed: '' };
const today = () => new Date().toISOString().slice(0, 10);

function Confirm({ customerId }: { customerId: string }) {
  const t = useWords();
  const confirm = useConfirmAgreement(customerId);
  const [wish, setWish] = useState(EMPTY);
  const isRight =
    wish.firstName.trim() !== '' && wish.lastName.trim() !== '' && /^[^\s@]+@[^\s@]+$/.test(wish.email.trim()) && wish.dateAgreed !== '';
  const field = (name: 'firstName' | 'lastName' | 'email' | 'phoneNumber', type: 'text' | 'email' | 'tel') => (
    <Field label={t(`relationships.${name}`)} required={name !== 'phoneNumber'}>
      <Input
        type={type}
        value={wish[name]}
        maxLength={name === 'phoneNumber' ? 50 : 100}
        onChange={(_, { value }) => setWish({ ...wish, [name]: value })}
      />
    </Field>
  );
  return (
    <>
      <Buttons>
        <FormDialog
          right="agreements.confirm"
          button={t('relationships.confirmAgreement')}
          title={t('relationships.confirmAgreement')}
          confirm={t('relationships.confirm')}
          appearance="primary"
          isBusy={confirm.isPending}
          canConfirm={isRight}
          onOpen={() => {
            setWish({ ...EMPTY, dateAgreed: today() });
            confirm.reset();
          }}
          onConfirm={(requestId, close) => confirm.mutate({ wish, requestId }, { onSuccess: close })}
        >
          <p className={styles.about}>{t('relationships.confirmAgreementDetail')}</p>
          <div className={styles.pair}>
            {field('firstName', 'text')}
            {field('lastName', 'text')}
          </div>
          <div className={styles.pair}>
            {field('email', 'email')}
            {field('phoneNumber', 'tel')}
          </div>
          <Field label={t('relationships.agreedOn')} required>
            <Input type="date" max={today()} value={wish.dateAgreed} onChange={(_, { value }) => setWish({ ...wish, dateAgreed: value })} />
          </Field>
          {confirm.error !== null && <ProblemNotice problem={confirm.error.problem} />}
        </FormDialog>
      </Buttons>
      <WhoMay right="agreements.confirm" />
    </>
  );
}
