import { Select } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { ProhibitedRegular } from '@fluentui/react-icons/svg/prohibited';
import { useQuery } from '@tanstack/react-query';
import type { RightsTable } from '../../src/access/staff/contract.ts';
import { useFormats } from '../kit/formats.ts';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { read } from '../kit/request.ts';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords, useWordsByCode } from '../kit/words.ts';
import { ROLES, type Role } from './people.ts';
import styles from './Staff.module.css';

type Row = RightsTable['rights'][number];
type RightsByRoleProps = { readonly role: Role; readonly onChoose: (role: Role) => void };

/** What one role may do and what it may not, with the roles that may: the server's own table, in words. */
export function RightsByRole({ role, onChoose }: RightsByRoleProps) {
  const t = useWords();
  const byCode = useWordsByCode();
  const { data, error, refetch } = useQuery({
    queryKey: ['rightstable'],
    queryFn: async ({ signal }) => (await read<RightsTable>('/v1/rights', { signal })).rights,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const asked = data?.filter(({ asks }) => asks === 'role') ?? [];
  return (
    <>
      <Select
        aria-label={t('staff.role')}
        className={styles.choice}
        value={role}
        onChange={(_, { value }) => onChoose(ROLES.find((each) => each === value) ?? role)}
      >
        {ROLES.map((each) => (
          <option key={each} value={each}>
            {byCode(`session.role.${each}`) ?? each}
          </option>
        ))}
      </Select>
      <p className={styles.about}>{byCode(`staff.about.${role}`)}</p>
      {error !== null && <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <SkeletonRows rows={4} />}
      {data !== undefined && (
        <>
          <RightsList title={t('staff.may')} isAllowed rights={asked.filter(({ roles }) => roles.includes(role))} />
          <RightsList title={t('staff.mayNot')} isAllowed={false} rights={asked.filter(({ roles }) => !roles.includes(role))} />
        </>
      )}
    </>
  );
}

function RightsList({ title, isAllowed, rights }: { title: string; isAllowed: boolean; rights: readonly Row[] }) {
  const t = useWords();
  const byCode = useWordsByCode();
  const formats = useFormats();
  const rolesOf = ({ roles }: Row) => formats.list(roles.map((each) => byCode(`session.role.${each}`) ?? each));
  return (
    <div>
      <h3 className={styles.subheading}>{title}</h3>
      <ul className={styles.rights}>
        {rights.map((row) => (
          <li key={row.right}>
            <span aria-hidden className={isAllowed ? styles.yes : styles.no}>
              {isAllowed ? <CheckmarkCircleRegular /> : <ProhibitedRegular />}
            </span>
            <span>
              {byCode(`staff.right.${row.right}`) ?? row.right}
              {!isAllowed && <span className={styles.hint}>{t('staff.theseMay', { roles: rolesOf(row) })}</span>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
