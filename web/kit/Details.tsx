import type { ReactNode } from 'react';
import styles from './Details.module.css';

/** More that is a press away. */
export function Details({ summary, isOpen = false, children }: { summary: string; isOpen?: boolean; children: ReactNode }) {
  return (
    <details className={styles.details} open={isOpen}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
