import { Badge, type BadgeProps } from '@fluentui/react-components';
import { MailRegular } from '@fluentui/react-icons/svg/mail';
import type { SentRequest } from '../../src/customers/relationships/contract.ts';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import type { Column } from '../kit/DataTable.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { useFormats } from '../kit/formats.ts';
import { TextLink } from '../kit/links.tsx';
import { PagedTable } from '../kit/PagedTable.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { useWords } from '../kit/words.ts';
import { useRequests, useTakeBack } from './requests.ts';
import styles from './Relationships.module.css';

const COLORS: Readonly<Record<SentRequest['state'], NonNullable<BadgeProps['color']>>> = {
  open: 'brand',
  accepted: 'success',
  declined: 'danger',
  revoked: 'informative',
  expired: 'warning',
};

/** What customers were asked for, with what came of it; an open one can be taken back. */
export function RequestList() {
  const t = useWords();
  const formats = useFormats();
  const pages = useRequests();
  const columns: readonly Column<SentRequest>[] = [
    { key: 'whom', heading: t('relationships.forWhom'), width: '2.6fr', isTitle: true, cell: (request) => <Whom request={request} /> },
    { key: 'asked', heading: t('relationships.asked'), width: '2.2fr', cell: (request) => t(`relationships.asked.${askedOf(request)}`) },
    { key: 'state', heading: t('relationships.state'), width: '2.2fr', cell: (request) => <State request={request} /> },
    {
      key: 'sent',
      heading: t('relationships.sent'),
      width: '2fr',
      cell: ({ requestedAt, requestedBy }) => (
        <>
          {formats.day(requestedAt)}
          <span className={styles.hint}>{requestedBy}</span>
        </>
      ),
    },
    {
      key: 'actions',
      heading: t('relationships.actions'),
      width: '1.6fr',
      isActions: true,
      cell: (request) => <TakeBack request={request} />,
    },
  ];
  return (
    <PagedTable
      label={t('relationships.requests')}
      pages={pages}
      columns={columns}
      rowKey={({ id }) => id}
      empty={<EmptyState icon={<MailRegular />} title={t('relationships.noRequests')} />}
    />
  );
}

function askedOf({ kind, withDelegatedAdmin }: SentRequest): 'roles' | 'both' | 'relationship' {
  if (kind === 'delegated_admin') return 'roles';
  return withDelegatedAdmin ? 'both' : 'relationship';
}

function Whom({ request }: { request: SentRequest }) {
  const t = useWords();
  const { note, customerId } = request;
  const text = note === '' ? t('relationships.nobodyNamed') : note;
  const isCustomer = customerId !== undefined && (request.state === 'accepted' || request.kind === 'delegated_admin');
  if (!isCustomer) return <span className={styles.strong}>{text}</span>;
  return (
    <TextLink to="/customers/$customerId/relationship" params={{ customerId }}>
      {note === '' ? t('relationships.toCustomer') : note}
    </TextLink>
  );
}

function State({ request }: { request: SentRequest }) {
  const t = useWords();
  const formats = useFormats();
  const { state, expiresAt, answeredAt, answeredBy = '' } = request;
  return (
    <>
      <Badge appearance="tint" color={COLORS[state]}>
        {t(`relationships.state.${state}`)}
      </Badge>
      {state === 'open' && <span className={styles.hint}>{t('relationships.until', { day: formats.day(expiresAt) })}</span>}
      {answeredAt !== undefined && (
        <span className={styles.hint}>{t('relationships.answered', { day: formats.day(answeredAt), by: answeredBy })}</span>
      )}
    </>
  );
}

function TakeBack({ request }: { request: SentRequest }) {
  const t = useWords();
  const takeBack = useTakeBack(request.id);
  if (request.state !== 'open') return null;
  return (
    <>
      <ConfirmDialog
        right="relationships.request"
        button={t('relationships.takeBack')}
        title={t('relationships.takeBackTitle')}
        confirm={t('relationships.takeBack')}
        isBusy={takeBack.isPending}
        onConfirm={(requestId) => takeBack.mutate({ wish: null, requestId })}
      >
        {t('relationships.takeBackDetail')}
      </ConfirmDialog>
      {takeBack.error !== null && <ProblemNotice problem={takeBack.error.problem} />}
    </>
  );
}
