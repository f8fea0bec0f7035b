import { PeopleRegular } from '@fluentui/react-icons/svg/people';
import type { CustomerUser } from '../../../src/licenses/contract.ts';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { VirtualTable } from '../../kit/VirtualTable.tsx';
import { useWords } from '../../kit/words.ts';
import { useUsers, type UserFilter } from './listUsers.ts';
import { UserCells, UserHeadings } from './UserRow.tsx';
import styles from './Users.module.css';

type UserListProps = {
  readonly customerId: string;
  readonly filter: UserFilter;
  /** The ids of those who are chosen. */
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (user: CustomerUser, isChosen: boolean) => void;
};

/** The people of a customer, whoever sold their licences, however many there are. */
export function UserList({ customerId, filter, chosen, onChoose }: UserListProps) {
  const t = useWords();
  const users = useUsers(customerId, filter);
  return (
    <VirtualTable
      label={t('licenses.users')}
      said={(count, hasMore) => t(hasMore ? 'users.shownSoFar' : 'users.shownAll', { count })}
      more={t('licenses.moreUsers')}
      query={users}
      headings={<UserHeadings />}
      rowClass={styles.row}
      isChosen={({ id }) => chosen.has(id)}
      empty={<NoUsers filter={filter} />}
    >
      {(user) => (
        <UserCells customerId={customerId} user={user} isChosen={chosen.has(user.id)} onChoose={(isChosen) => onChoose(user, isChosen)} />
      )}
    </VirtualTable>
  );
}

function NoUsers({ filter: { search, state, skuId } }: { filter: UserFilter }) {
  const t = useWords();
  const isNarrowed = search !== undefined || skuId !== undefined;
  const title = isNarrowed ? 'users.noneFound' : state === 'deleted' ? 'users.noneDeleted' : 'licenses.noUsers';
  return <EmptyState icon={<PeopleRegular />} title={t(title)} />;
}
