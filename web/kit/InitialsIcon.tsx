import styles from './InitialsIcon.module.css';

/** A round badge with the first letters of a name: of two words, or of one where the script has no words. */
export function InitialsIcon({ name, size = 32 }: { name: string; size?: number }) {
  return (
    <span aria-hidden className={styles.icon} style={{ width: size, height: size, fontSize: size * 0.4 }}>
      {initialsOf(name)}
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = [...(words[0] ?? '')][0] ?? '';
  const second = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return (first + second).toLocaleUpperCase();
}
