import { Link, Outlet } from '@tanstack/react-router';
import { Mark } from '../kit/Mark.tsx';
import { AppearanceMenu, LanguageMenu } from '../kit/Menus.tsx';
import { useWords } from '../kit/words.ts';
import { Bell } from '../notices/Bell.tsx';
import { useSession } from '../session/getSession.ts';
import { PersonMenu } from '../session/PersonMenu.tsx';
import { Navigation } from './Navigation.tsx';
import styles from './Shell.module.css';

/** The frame of every page: the product, the partner, the person, the switches. */
export function Shell() {
  const t = useWords();
  const { partner } = useSession();
  return (
    <div className={styles.shell}>
      <a href="#main" className={styles.skip}>
        {t('pages.skip')}
      </a>
      <header className={styles.header}>
        <Link to="/customers" className={styles.product} aria-label={t('pages.home')}>
          <Mark size={28} />
          <span>Upseat</span>
        </Link>
        <span className={styles.partner} title={t('pages.partner')}>
          {partner.name}
        </span>
        <span className={styles.space} />
        <Bell />
        <LanguageMenu />
        <AppearanceMenu />
        <PersonMenu />
      </header>
      <Navigation />
      <main id="main" tabIndex={-1} className={styles.main}>
        <Outlet />
      </main>
    </div>
  );
}
