import { Select } from '@fluentui/react-components';
import type { SubscribedSku } from '../../../src/licenses/contract.ts';
import { SearchField } from '../../kit/SearchField.tsx';
import { useWords } from '../../kit/words.ts';
import type { UserFilter } from './listUsers.ts';
import styles from './Users.module.css';

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

/** The search for people by the beginning of a name. */
export function UserSearch({ value, onSearch }: { value: string; onSearch: (text: string) => void }) {
  const t = useWords();
  return <SearchField className={styles.search} value={value} label={t('users.search')} onSearch={onSearch} />;
}
