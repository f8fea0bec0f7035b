import { Skeleton, SkeletonItem } from '@fluentui/react-components';
import styles from './SkeletonRows.module.css';
import { useWords } from './words.ts';

/** Grey rows in the place of a list that is on its way. */
export function SkeletonRows({ rows = 6, height = 24 }: { rows?: number; height?: 16 | 24 | 32 | 64 | 96 }) {
  const t = useWords();
  return (
    <Skeleton aria-label={t('kit.loading')} className={styles.rows}>
      {Array.from({ length: rows }, (_, row) => (
        <SkeletonItem key={row} size={height} />
      ))}
    </Skeleton>
  );
}
