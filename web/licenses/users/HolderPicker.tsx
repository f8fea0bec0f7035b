import { Checkbox } from '@fluentui/react-components';
import { useState } from 'react';
import type { CustomerUser } from '../../../src/licenses/contract.ts';
import { ProblemNotice } from '../../kit/ProblemNotice.tsx';
import { SkeletonRows } from '../../kit/SkeletonRows.tsx';
import { useWords } from '../../kit/words.ts';
import styles from './Users.module.css';
import { useUsers } from './listUsers.ts';
import { UserSearch } from './UserFilters.tsx';

type HolderPickerProps = {
  readonly customerId: string;
  readonly skuId: string;
  /** How many must lose the licence. */
  readonly count: number;
  readonly chosen: readonly string[];
  readonly onChosen: (userIds: readonly string[]) => void;
};

/** Chooses who loses the licence of a product. What a group hands on is taken away in the group, so such people cannot be chosen here. */
export function HolderPicker({ customerId, skuId, count, chosen, onChosen }: HolderPickerProps) {
  const t = useWords();
  const [search, setSearch] = useState('');
  const { data, error, hasNextPage } = useUsers(customerId, { search, skuId });
  const users = data?.pages[0]?.items;
  return (
    <div role="group" aria-labelledby="losers" className={styles.losers}>
      <strong id="losers">{t('users.losersTitle', { count })}</strong>
      <UserSearch value={search} onSearch={setSearch} />
      {error !== null && <ProblemNotice problem={error.problem} />}
      {users === undefined && error === null && <SkeletonRows rows={4} height={24} />}
      <div className={styles.candidates}>
        {users?.map((user) => (
          <Candidate
            key={user.id}
            user={user}
            skuId={skuId}
            isChosen={chosen.includes(user.id)}
            onChosen={(isChosen) => onChosen(isChosen ? [...chosen, user.id] : chosen.filter((id) => id !== user.id))}
          />
        ))}
      </div>
      <span className={styles.account}>
        {t('users.losersChosen', { chosen: chosen.length, count })} {hasNextPage && t('users.losersMore')}
      </span>
    </div>
  );
}

type CandidateProps = {
  readonly user: CustomerUser;
  readonly skuId: string;
  readonly isChosen: boolean;
  readonly onChosen: (isChosen: boolean) => void;
};

function Candidate({ user: { displayName, userPrincipalName, products }, skuId, isChosen, onChosen }: CandidateProps) {
  const t = useWords();
  const isInherited = products?.find((product) => product.skuId === skuId)?.assignedByGroup === true;
  const name = `${displayName} (${userPrincipalName})`;
  return (
    <Checkbox
      label={isInherited ? `${name} – ${t('users.losersByGroup')}` : name}
      checked={isChosen}
      disabled={isInherited}
      onChange={(_, { checked }) => onChosen(checked === true)}
    />
  );
}
