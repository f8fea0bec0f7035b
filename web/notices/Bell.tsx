import { CounterBadge } from '@fluentui/react-components';
import { AlertRegular } from '@fluentui/react-icons/svg/alert';
import { Link } from '@tanstack/react-router';
import { useWords } from '../kit/words.ts';
import styles from './Notices.module.css';
import { useNotices } from './notices.ts';

/** The way to the notices, with how many are new. */
export function Bell() {
  const t = useWords();
  const notices = useNotices();
  const count = notices.data?.items.filter(({ isRead }) => !isRead).length ?? 0;
  return (
    <Link to="/notices" className={styles.bell} aria-label={t('notices.bell', { count })} title={t('notices.title')}>
      <AlertRegular fontSize={20} />
      {count > 0 && (
        <span className={styles.badge}>
          <CounterBadge aria-hidden count={count} size="small" appearance="filled" color="danger" />
        </span>
      )}
    </Link>
  );
}
