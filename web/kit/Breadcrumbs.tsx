import { Children, type ReactNode } from 'react';
import styles from './Breadcrumbs.module.css';
import { useWords } from './words.ts';

/** The way from the start to this page; the page itself is its heading below. */
export function Breadcrumbs({ children }: { children: ReactNode }) {
  const t = useWords();
  return (
    <nav aria-label={t('kit.breadcrumbs')}>
      <ol className={styles.crumbs}>
        {Children.map(children, (crumb) => (crumb === null || crumb === undefined ? null : <li>{crumb}</li>))}
      </ol>
    </nav>
  );
}
