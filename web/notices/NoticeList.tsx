import { Badge, Button } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import type { ReactNode } from 'react';
import type { Notice } from '../../src/portfolio/notices/contract.ts';
import { EmptyState } from '../kit/EmptyState.tsx';
import { useFormats } from '../kit/formats.ts';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { newRequestId } from '../kit/requestId.ts';
import { Buttons } from '../kit/Section.tsx';
import { useWords } from '../kit/words.ts';
import styles from './Notices.module.css';
import { useMark, useNotices } from './notices.ts';

type LookAt = (kind: Notice['kind'], words: { readonly text: string; readonly label: string }) => ReactNode;

/** What can be acted on now, each with the way to where one acts. */
export function NoticeList({ lookAt }: { lookAt: LookAt }) {
  const t = useWords();
  const notices = useNotices();
  const items = notices.data?.items ?? [];
  return (
    <>
      {notices.error !== null && <ProblemNotice problem={notices.error.problem} onRetry={() => void notices.refetch()} />}
      {notices.data !== undefined && items.length === 0 && <EmptyState icon={<CheckmarkCircleRegular />} title={t('notices.none')} />}
      <ul className={styles.list}>
        {items.map((notice) => (
          <NoticeItem key={notice.kind} notice={notice} lookAt={lookAt} />
        ))}
      </ul>
    </>
  );
}

function NoticeItem({ notice, lookAt }: { notice: Notice; lookAt: LookAt }) {
  const t = useWords();
  const formats = useFormats();
  const mark = useMark();
  const { kind, count, firstDate, isRead } = notice;
  const text = t(`notices.${kind}`, { count });
  const put = (word: 'read' | 'unread' | 'dismissed') => mark.mutate({ wish: { notice, mark: word }, requestId: newRequestId() });
  const button = (word: 'read' | 'unread' | 'dismissed', action: string) => (
    <Button
      size="small"
      appearance="subtle"
      disabledFocusable={mark.isPending}
      aria-label={t('notices.markOf', { action, notice: text })}
      onClick={() => put(word)}
    >
      {action}
    </Button>
  );
  return (
    <li className={`${styles.notice} ${isRead ? '' : styles.new}`}>
      <span className={styles.text}>
        {text} {!isRead && <Badge appearance="tint">{t('notices.new')}</Badge>}
        {firstDate !== undefined && <span className={styles.hint}>{t('notices.first', { day: formats.day(firstDate) })}</span>}
      </span>
      <Buttons>
        {lookAt(kind, { text: t('notices.look'), label: t('notices.lookAt', { notice: text }) })}
        {isRead ? button('unread', t('notices.unread')) : button('read', t('notices.read'))}
        {button('dismissed', t('notices.dismiss'))}
      </Buttons>
      {mark.error !== null && <ProblemNotice problem={mark.error.problem} />}
    </li>
  );
}
