import styles from './Portfolio.module.css';

/** A part of a whole as a bar; the number beside says it in words. */
export function Share({ part, whole }: { part: number; whole: number }) {
  return (
    <span aria-hidden className={styles.share}>
      <span className={styles.part} style={{ width: `${whole === 0 ? 0 : (part / whole) * 100}%` }} />
    </span>
  );
}
