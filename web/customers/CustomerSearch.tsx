import { SearchField } from '../kit/SearchField.tsx';
import { useWords } from '../kit/words.ts';
import styles from './CustomerList.module.css';

/** The search for customers by the beginning of a name or domain. */
export function CustomerSearch({ value, onSearch }: { value: string; onSearch: (text: string) => void }) {
  const t = useWords();
  return (
    <search>
      <SearchField className={styles.search} size="large" value={value} label={t('customers.search')} onSearch={onSearch} />
    </search>
  );
}
