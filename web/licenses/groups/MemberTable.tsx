import { Badge } from '@fluentui/react-components';
import { PeopleRegular } from '@fluentui/react-icons/svg/people';
import { PersonSubtractRegular } from '@fluentui/react-icons/svg/person-subtract';
import type { GroupMember } from '../../../src/licenses/groups/contract.ts';
import { ConfirmDialog } from '../../kit/ConfirmDialog.tsx';
import type { Column } from '../../kit/DataTable.tsx';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { TextLink } from '../../kit/links.tsx';
import { PagedTable } from '../../kit/PagedTable.tsx';
import { ProblemNotice } from '../../kit/ProblemNotice.tsx';
import { useWords } from '../../kit/words.ts';
import styles from '../assignment/Assignment.module.css';
import { RefusalList } from '../assignment/RefusalList.tsx';
import { useMembers, useRemoveMember } from './groups.ts';

type MemberTableProps = { readonly customerId: string; readonly groupId: string; readonly group: string };

/** The members of a group: what of its licences reached them, and what is in the way where not. */
export function MemberTable({ customerId, groupId, group }: MemberTableProps) {
  const t = useWords();
  const pages = useMembers(customerId, groupId);
  const { mutate, isPending, error } = useRemoveMember(customerId, groupId);
  const columns: readonly Column<GroupMember>[] = [
    {
      key: 'name',
      heading: t('licenses.user'),
      width: '2fr',
      isTitle: true,
      cell: ({ id: userId, displayName, userPrincipalName }) => (
        <>
          <TextLink to="/customers/$customerId/users/$userId" params={{ customerId, userId }}>
            {displayName}
          </TextLink>
          <div className={styles.account}>{userPrincipalName}</div>
        </>
      ),
    },
    { key: 'licenses', heading: t('groups.reached'), width: '4fr', cell: (member) => <Reached customerId={customerId} member={member} /> },
    {
      key: 'remove',
      heading: t('groups.membership'),
      width: '1.4fr',
      cell: ({ id, displayName }) => (
        <ConfirmDialog
          right="users.write"
          button={t('groups.takeOut')}
          label={t('groups.takeOutOf', { name: displayName })}
          icon={<PersonSubtractRegular />}
          title={t('groups.takeOutTitle', { name: displayName, group })}
          confirm={t('groups.takeOut')}
          isBusy={isPending}
          onConfirm={(requestId) => mutate({ wish: id, requestId })}
        >
          <p>{t('groups.takeOutWhat')}</p>
        </ConfirmDialog>
      ),
    },
  ];
  return (
    <>
      {error !== null && <ProblemNotice problem={error.problem} />}
      <PagedTable
        label={t('groups.membersOf', { group })}
        pages={pages}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<EmptyState icon={<PeopleRegular />} title={t('groups.noMembers')} />}
      />
    </>
  );
}

function Reached({ customerId, member }: { customerId: string; member: GroupMember }) {
  const t = useWords();
  return member.licenses.map(({ skuId, product, state, reasons }) => (
    <div key={skuId} className={styles.reached}>
      {product}{' '}
      <Badge appearance="tint" color={state === 'assigned' ? 'success' : 'danger'}>
        {t(state === 'assigned' ? 'groups.assigned' : 'groups.missing')}
      </Badge>
      {state === 'missing' && reasons.length === 0 && <div className={styles.todo}>{t('groups.nothingInTheWay')}</div>}
      <RefusalList customerId={customerId} reasons={reasons} />
    </div>
  ));
}
