import type { ReactNode } from 'react';
import styles from './BarList.module.css';

/** A line of the list: its name, what is said of it, and its share of the whole, which may be below zero. */
export type BarItem = {
  readonly key: string;
  readonly name: string;
  readonly number: ReactNode;
  readonly part: number;
  readonly whole: number;
};

/** Names with a number each, and under it a bar that shows the share; the number says it in words. */
export function BarList({ items }: { items: readonly BarItem[] }) {
  return (
    <ul className={styles.list}>
      {items.map(({ key, name, number, part, whole }) => (
        <li key={key} className={styles.item}>
          <span>{name}</span>
          <span className={styles.number}>{number}</span>
          <span aria-hidden className={styles.whole}>
            <span
              className={`${styles.part} ${part < 0 ? styles.belowZero : ''}`}
              style={{ width: `${whole === 0 ? 0 : (Math.abs(part) / whole) * 100}%` }}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}
