import { SearchBox, Select } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { SubscribedSku } from '../../../src/licenses/contract.ts';
import { useWords } from '../../kit/words.ts';
import type { UserFilter } from './listUsers.ts';
import styles from './Users.module.css';

const PAUSE_MS = 250;

type UserFiltersProps = {
  readonly filter: UserFilter;
  readonly onFilter: (filter: UserFilter) => void;
  readonly skus: readonly SubscribedSku[];
};

/** What the list of people is narrowed to: the beginning of a name, deleted ones, holders of a product. */
export function UserFilters({ filter, onFilter, skus }: UserFiltersProps) {
  const t = useWords();
  return (
    <search className={styles.filters}>
      <UserSearch value={filter.search ?? ''} onSearch={(search) => onFilter({ ...filter, search: search === '' ? undefined : search })} />
      <Select
        aria-label={t('users.state')}
        value={filter.state ?? ''}
        onChange={(_, { value }) => onFilter({ ...filter, state: value === 'deleted' ? 'deleted' : undefined, skuId: undefined })}
      >
        <option value="">{t('users.active')}</option>
        <option value="deleted">{t('users.deleted')}</option>
      </Select>
      {filter.state === undefined && (
        <Select
          aria-label={t('users.holders')}
          value={filter.skuId ?? ''}
          onChange={(_, { value }) => onFilter({ ...filter, skuId: value === '' ? undefined : value })}
        >
          <option value="">{t('users.anyProduct')}</option>
          {skus.map(({ productSku }) => (
            <option key={productSku.id} value={productSku.id}>
              {productSku.name}
            </option>
          ))}
        </Select>
      )}
    </search>
  );
}

/** The search field. It asks once the person pauses, not at every key. */
export function UserSearch({ value, onSearch }: { value: string; onSearch: (text: string) => void }) {
  const t = useWords();
  const [text, setText] = useState(value);
  const search = useRef(onSearch);
  useEffect(() => {
    search.current = onSearch;
  });
  useEffect(() => {
    if (text === value) return undefined;
    const timer = setTimeout(() => search.current(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, value]);
  return (
    <SearchBox
      className={styles.search}
      value={text}
      onChange={(_, data) => setText(data.value)}
      placeholder={t('users.search')}
      aria-label={t('users.search')}
    />
  );
}
