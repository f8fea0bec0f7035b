import { Badge, Button } from '@fluentui/react-components';
import { PersonAlertRegular } from '@fluentui/react-icons/svg/person-alert';
import { useState, type ReactNode } from 'react';
import type { LeftBehindUser } from '../../src/upgrades/contract.ts';
import { useFormats } from '../kit/formats.ts';
import { useWords, useWordsByCode } from '../kit/words.ts';
import { groupsOf, wordLeftBehind, type LeftBehindGroup } from './leftBehind.ts';
import styles from './LeftBehindList.module.css';

/** So many people are shown of a group before one asks for all. */
const SHOWN_AT_FIRST = 8;

type LeftBehindListProps = {
  readonly users: readonly LeftBehindUser[];
  /** What can be done for one of them, below the name. */
  readonly workOn?: ((user: LeftBehindUser) => ReactNode) | undefined;
  /** What stands before a name. */
  readonly before?: ((user: LeftBehindUser) => ReactNode) | undefined;
};

/** The accounts and services that need a person: why, and what to do, for everybody with the same reasons at once. */
export function LeftBehindList({ users, workOn, before }: LeftBehindListProps) {
  return (
    <ul className={styles.groups}>
      {groupsOf(users).map((group) => (
        <Group key={group.key} group={group} workOn={workOn} before={before} />
      ))}
    </ul>
  );
}

type GroupProps = Omit<LeftBehindListProps, 'users'> & { readonly group: LeftBehindGroup };

function Group({ group: { reasons, users }, workOn, before }: GroupProps) {
  const t = useWords();
  const wording = { t, byCode: useWordsByCode(), formats: useFormats() };
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? users : users.slice(0, SHOWN_AT_FIRST);
  return (
    <li className={styles.group}>
      {reasons.map((reason) => {
        const { code, title, why, todo } = wordLeftBehind(reason, wording);
        return (
          <div key={JSON.stringify(reason)} data-left-behind={code} className={styles.reason}>
            <h3 className={styles.title}>
              <PersonAlertRegular aria-hidden />
              {title}
            </h3>
            <p className={styles.why}>{why}</p>
            {reason.services.length > 0 && (
              <p className={styles.services}>
                <span>{t('leftBehind.services')}</span>
                {reason.services.map((service) => (
                  <Badge key={service} appearance="outline" color="informative">
                    {service}
                  </Badge>
                ))}
              </p>
            )}
            <p className={styles.todo}>
              <strong>{t('leftBehind.todo')}</strong> {todo}
            </p>
          </div>
        );
      })}
      <p className={styles.count}>{t('leftBehind.accounts', { count: users.length })}</p>
      <ul className={workOn === undefined ? styles.users : styles.cases}>
        {shown.map((user) => (
          <li key={user.userId} data-user={user.userId}>
            {before?.(user)}
            <span data-person className={styles.person}>
              <span className={styles.name}>{user.displayName}</span> <span className={styles.account}>{user.userPrincipalName}</span>
            </span>
            {workOn?.(user)}
          </li>
        ))}
      </ul>
      {shown.length < users.length && (
        <Button size="small" onClick={() => setShowsAll(true)}>
          {t('leftBehind.showAll', { count: users.length })}
        </Button>
      )}
    </li>
  );
}
