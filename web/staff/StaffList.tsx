import { Badge } from '@fluentui/react-components';
import { PeopleTeamRegular } from '@fluentui/react-icons/svg/people-team';
import type { StaffMember } from '../../src/access/staff/contract.ts';
import type { Column } from '../kit/DataTable.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { useFormats } from '../kit/formats.ts';
import { InitialsIcon } from '../kit/InitialsIcon.tsx';
import { PagedTable } from '../kit/PagedTable.tsx';
import { usePermission } from '../kit/permission.ts';
import { WhoMay } from '../kit/PermittedButton.tsx';
import { useWords, useWordsByCode } from '../kit/words.ts';
import { AddPerson } from './AddPerson.tsx';
import { useStaff } from './people.ts';
import { PersonActions } from './PersonActions.tsx';
import styles from './Staff.module.css';

type StaffListProps = { readonly isGlobalAdmin: boolean; readonly ownId: string };

/** The people of the partner with their roles; whoever may look after them does it here. */
export function StaffList(props: StaffListProps) {
  const { isGranted } = usePermission('partner.users');
  return (
    <>
      <AddPerson mayChooseGlobalAdmin={props.isGlobalAdmin} />
      {isGranted ? <People {...props} /> : <WhoMay right="partner.users" />}
    </>
  );
}

function People({ isGlobalAdmin, ownId }: StaffListProps) {
  const t = useWords();
  const byCode = useWordsByCode();
  const formats = useFormats();
  const pages = useStaff();
  const columns: readonly Column<StaffMember>[] = [
    {
      key: 'name',
      heading: t('staff.name'),
      width: '3fr',
      isTitle: true,
      cell: (person) => <Name person={person} isOwn={person.id === ownId} />,
    },
    {
      key: 'roles',
      heading: t('staff.roles'),
      width: '3fr',
      cell: ({ roles }) =>
        roles.length === 0 ? t('session.noRole') : formats.list(roles.map((role) => byCode(`session.role.${role}`) ?? role)),
    },
    {
      key: 'state',
      heading: t('staff.state'),
      width: '1.4fr',
      cell: ({ state }) => (
        <Badge appearance="tint" color={state === 'active' ? 'success' : 'informative'}>
          {t(`staff.state.${state}`)}
        </Badge>
      ),
    },
    {
      key: 'actions',
      heading: t('staff.actions'),
      isActions: true,
      width: '2.6fr',
      cell: (person) => <PersonActions person={person} mayChooseGlobalAdmin={isGlobalAdmin} />,
    },
  ];
  return (
    <PagedTable
      label={t('staff.people')}
      pages={pages}
      columns={columns}
      rowKey={({ id }) => id}
      empty={<EmptyState icon={<PeopleTeamRegular />} title={t('staff.nobody')} />}
    />
  );
}

function Name({ person, isOwn }: { person: StaffMember; isOwn: boolean }) {
  const t = useWords();
  return (
    <div className={styles.person}>
      <InitialsIcon name={person.displayName} />
      <div className={styles.names}>
        <span className={styles.name}>
          {person.displayName} {isOwn && <span className={styles.hint}>{t('staff.you')}</span>}
        </span>
        <span className={styles.hint}>{person.userPrincipalName}</span>
      </div>
    </div>
  );
}
