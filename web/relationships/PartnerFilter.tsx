import { Select } from '@fluentui/react-components';
import { useWords } from '../kit/words.ts';
import styles from './Relationships.module.css';
import { usePartnerTies } from './resellers.ts';

/** Narrows a list to the customers that are shared with one reseller, or one provider. */
export function PartnerFilter({ value, onChoose }: { value: string; onChoose: (partnerId: string) => void }) {
  const t = useWords();
  const { data = [] } = usePartnerTies();
  if (data.length === 0) return null;
  return (
    <Select
      aria-label={t('relationships.sharedWith')}
      className={styles.filter}
      value={value}
      onChange={(_, chosen) => onChoose(chosen.value)}
    >
      <option value="">{t('relationships.anyPartner')}</option>
      {data.map(({ id, name, mpnId }) => (
        <option key={id} value={id}>
          {t('relationships.nameWithMpn', { name, mpn: mpnId })}
        </option>
      ))}
    </Select>
  );
}
