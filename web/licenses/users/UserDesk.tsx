import { Button } from '@fluentui/react-components';
import { ArrowUploadRegular } from '@fluentui/react-icons/svg/arrow-upload';
import { PeopleEditRegular } from '@fluentui/react-icons/svg/people-edit';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { CustomerUser } from '../../../src/licenses/contract.ts';
import { PermittedButton } from '../../kit/PermittedButton.tsx';
import { ProblemNotice } from '../../kit/ProblemNotice.tsx';
import { Buttons, Section } from '../../kit/Section.tsx';
import { useWords } from '../../kit/words.ts';
import { BulkChange } from '../assignment/BulkChange.tsx';
import { UploadChanges } from '../assignment/UploadChanges.tsx';
import { useSubscribedSkus } from '../listSubscribedSkus.ts';
import { CreateUser } from './CreateUser.tsx';
import { CHOSEN_MOST, readEveryone, type UserFilter } from './listUsers.ts';
import { UserFilters } from './UserFilters.tsx';
import { UserList } from './UserList.tsx';
import styles from './Users.module.css';

type UserDeskProps = {
  readonly customerId: string;
  readonly country: string;
  readonly filter: UserFilter;
  readonly onFilter: (filter: UserFilter) => void;
  readonly onCreated: (userId: string) => void;
};

/** The people of a customer and what can be done with many of them: a selection, a file, a new person. */
export function UserDesk({ customerId, country, filter, onFilter, onCreated }: UserDeskProps) {
  const t = useWords();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [work, setWork] = useState<'list' | 'bulk' | 'upload'>('list');
  const { data: skus = [] } = useSubscribedSkus(customerId);
  const everyone = useMutation<readonly CustomerUser[]>({
    mutationFn: () => readEveryone(customerId, filter),
    onSuccess: (users) => setChosen(new Set(users.map(({ id }) => id))),
  });
  const back = () => {
    setWork('list');
    setChosen(new Set());
  };
  const choose = ({ id }: CustomerUser, isChosen: boolean) =>
    setChosen(new Set(isChosen ? [...chosen, id] : [...chosen].filter((other) => other !== id)));
  if (work === 'bulk') return <BulkChange customerId={customerId} userIds={[...chosen]} skus={skus} onClose={back} />;
  if (work === 'upload') return <UploadChanges customerId={customerId} skus={skus} onClose={back} />;
  return (
    <Section id="users" title={t('licenses.users')}>
      <UserFilters filter={filter} onFilter={onFilter} skus={skus} />
      <Buttons>
        <CreateUser customerId={customerId} country={country} onCreated={({ id }) => onCreated(id)} />
        <PermittedButton right="licenses.assign" icon={<ArrowUploadRegular />} onClick={() => setWork('upload')}>
          {t('users.upload')}
        </PermittedButton>
        {filter.state === undefined && (
          <Button disabledFocusable={everyone.isPending} onClick={() => everyone.mutate()}>
            {everyone.isPending ? t('kit.loading') : t('users.chooseAll')}
          </Button>
        )}
      </Buttons>
      {everyone.error !== null && <ProblemNotice problem={everyone.error.problem} onRetry={() => everyone.mutate()} />}
      <div role="status" className={chosen.size === 0 ? undefined : styles.selection}>
        {chosen.size > 0 && (
          <>
            <strong>{t('users.chosenCount', { count: chosen.size })}</strong>
            {chosen.size >= CHOSEN_MOST && <span className={styles.account}>{t('users.chosenMost')}</span>}
            <PermittedButton right="licenses.assign" appearance="primary" icon={<PeopleEditRegular />} onClick={() => setWork('bulk')}>
              {t('users.changeLicenses')}
            </PermittedButton>
            <Button onClick={() => setChosen(new Set())}>{t('users.chooseNobody')}</Button>
          </>
        )}
      </div>
      <UserList customerId={customerId} filter={filter} chosen={chosen} onChoose={choose} />
    </Section>
  );
}
