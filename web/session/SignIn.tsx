import { Button } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { Mark } from '../kit/Mark.tsx';
import { AppearanceMenu, LanguageMenu } from '../kit/Menus.tsx';
import { useWords } from '../kit/words.ts';
import styles from './SignIn.module.css';
import { signInAddress } from './signOut.ts';

/** What somebody sees who is not signed in, or whose session has ended: they come back to the same page afterwards. */
export function SignIn({ hasEnded }: { hasEnded: boolean }) {
  const t = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${t('session.signIn')} – Upseat`;
  }, [t]);
  // The page on which the person was is gone, and the focus with it.
  useEffect(() => {
    if (hasEnded) heading.current?.focus();
  }, [hasEnded]);
  return (
    <div className={styles.page}>
      <div className={styles.menus}>
        <LanguageMenu />
        <AppearanceMenu />
      </div>
      <main className={styles.card}>
        <Mark size={56} />
        <h1 ref={heading} tabIndex={-1} className={styles.title}>
          Upseat
        </h1>
        <p className={styles.text}>{t(hasEnded ? 'session.ended' : 'session.welcome')}</p>
        <Button as="a" appearance="primary" size="large" href={signInAddress(location.pathname + location.search)}>
          {t('session.signIn')}
        </Button>
      </main>
    </div>
  );
}
