import { Link } from '@tanstack/react-router';
import { useCurrentInView } from '../kit/useCurrentInView.ts';
import { useWords } from '../kit/words.ts';
import styles from './Navigation.module.css';

/** The main places of the console, in the order in which they are needed in a day. */
const PLACES = [
  { to: '/customers', words: 'customers.title' },
  { to: '/portfolio', words: 'portfolio.title' },
  { to: '/campaigns', words: 'campaigns.title' },
  { to: '/comingdates', words: 'calendar.title' },
  { to: '/leftbehind', words: 'leftBehind.title' },
  { to: '/invoices', words: 'money.title' },
  { to: '/prices', words: 'prices.title' },
  { to: '/imports', words: 'imports.title' },
  { to: '/relationships', words: 'relationships.title' },
  { to: '/staff', words: 'staff.title' },
  { to: '/audit', words: 'audit.title' },
  { to: '/webhooks', words: 'webhooks.title' },
] as const;

/** The way to the main places; on a narrow screen it can be moved sideways. */
export function Navigation() {
  const t = useWords();
  const row = useCurrentInView();
  return (
    <nav ref={row} className={styles.nav} aria-label={t('pages.navigation')}>
      {PLACES.map(({ to, words }) => (
        <Link
          key={to}
          to={to}
          className={styles.place}
          activeProps={{ className: `${styles.place} ${styles.here}` }}
          activeOptions={{ includeSearch: false }}
        >
          {t(words)}
        </Link>
      ))}
    </nav>
  );
}
