import { Checkbox } from '@fluentui/react-components';
import { PeopleAddRegular } from '@fluentui/react-icons/svg/people-add';
import { useState } from 'react';
import { FormDialog } from '../../kit/FormDialog.tsx';
import { ProblemNotice } from '../../kit/ProblemNotice.tsx';
import { SkeletonRows } from '../../kit/SkeletonRows.tsx';
import { useWords } from '../../kit/words.ts';
import styles from '../assignment/Assignment.module.css';
import { OutcomeTable } from '../assignment/OutcomeTable.tsx';
import { useUsers } from '../users/listUsers.ts';
import { UserSearch } from '../users/UserFilters.tsx';
import { useAddMembers } from './groups.ts';

const SHOWN = 50;

/** Takes people into a group; what of its licences could not be given to them stands there afterwards. */
export function AddMembers({ customerId, groupId }: { customerId: string; groupId: string }) {
  const t = useWords();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map());
  const { mutate, isPending, error, data, reset } = useAddMembers(customerId, groupId);
  const choose = (id: string, name: string, isChosen: boolean) =>
    setChosen(new Map(isChosen ? [...chosen, [id, name]] : [...chosen].filter(([other]) => other !== id)));
  return (
    <>
      <FormDialog
        right="users.write"
        button={t('groups.addMembers')}
        icon={<PeopleAddRegular />}
        title={t('groups.addMembers')}
        confirm={t('groups.add', { count: chosen.size })}
        isBusy={isPending}
        canConfirm={chosen.size > 0}
        onOpen={() => {
          setSearch('');
          setChosen(new Map());
          reset();
        }}
        onConfirm={(requestId, close) => mutate({ wish: { userIds: [...chosen.keys()] }, requestId }, { onSuccess: close })}
      >
        {error !== null && <ProblemNotice problem={error.problem} />}
        <UserSearch value={search} onSearch={setSearch} />
        <Candidates customerId={customerId} search={search} chosen={chosen} onChoose={choose} />
      </FormDialog>
      <div role="status" className={data === undefined ? undefined : styles.outcome}>
        {data !== undefined && <OutcomeTable customerId={customerId} outcome={data} />}
      </div>
    </>
  );
}

type CandidatesProps = {
  readonly customerId: string;
  readonly search: string;
  readonly chosen: ReadonlyMap<string, string>;
  readonly onChoose: (id: string, name: string, isChosen: boolean) => void;
};

/** Those who were chosen, then those whose names begin with what was typed. */
function Candidates({ customerId, search, chosen, onChoose }: CandidatesProps) {
  const t = useWords();
  const { data, error } = useUsers(customerId, { search });
  const found = (data?.pages[0]?.items ?? []).filter(({ id }) => !chosen.has(id)).slice(0, SHOWN);
  if (error !== null) return <ProblemNotice problem={error.problem} />;
  if (data === undefined) return <SkeletonRows rows={4} height={24} />;
  return (
    <div role="group" aria-label={t('licenses.users')} className={styles.candidates}>
      {[...chosen].map(([id, name]) => (
        <Checkbox key={id} label={name} checked onChange={() => onChoose(id, name, false)} />
      ))}
      {found.map(({ id, displayName, userPrincipalName }) => (
        <Checkbox
          key={id}
          label={`${displayName} (${userPrincipalName})`}
          checked={false}
          onChange={() => onChoose(id, `${displayName} (${userPrincipalName})`, true)}
        />
      ))}
      {found.length === 0 && chosen.size === 0 && t('users.noneFound')}
    </div>
  );
}
