import { PeopleTeamRegular } from '@fluentui/react-icons/svg/people-team';
import { useState } from 'react';
import { Field, Input } from '@fluentui/react-components';
import type { Group } from '../../../src/licenses/groups/contract.ts';
import type { Column } from '../../kit/DataTable.tsx';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { FormDialog } from '../../kit/FormDialog.tsx';
import { useFormats } from '../../kit/formats.ts';
import { TextLink } from '../../kit/links.tsx';
import { PagedTable } from '../../kit/PagedTable.tsx';
import { ProblemNotice } from '../../kit/ProblemNotice.tsx';
import { Buttons } from '../../kit/Section.tsx';
import { useWords } from '../../kit/words.ts';
import { useCreateGroup, useGroups } from './groups.ts';

/** The customer's groups with what they hand on, and how many members that did not reach. */
export function GroupList({ customerId, onCreated }: { customerId: string; onCreated: (groupId: string) => void }) {
  const t = useWords();
  const pages = useGroups(customerId);
  const columns = useColumns(customerId);
  return (
    <>
      <Buttons>
        <CreateGroup customerId={customerId} onCreated={onCreated} />
      </Buttons>
      <PagedTable
        label={t('groups.title')}
        pages={pages}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<EmptyState icon={<PeopleTeamRegular />} title={t('groups.none')} />}
      />
    </>
  );
}

function useColumns(customerId: string): readonly Column<Group>[] {
  const t = useWords();
  const formats = useFormats();
  return [
    {
      key: 'name',
      heading: t('groups.group'),
      width: '2fr',
      isTitle: true,
      cell: ({ id: groupId, displayName }) => (
        <TextLink to="/customers/$customerId/groups/$groupId" params={{ customerId, groupId }}>
          {displayName}
        </TextLink>
      ),
    },
    { key: 'members', heading: t('groups.members'), width: '1fr', align: 'end', cell: ({ memberCount }) => formats.number(memberCount) },
    {
      key: 'licenses',
      heading: t('groups.handsOn'),
      width: '4fr',
      cell: ({ licenses }) =>
        licenses.length === 0
          ? t('groups.handsOnNothing')
          : licenses.map(({ productSku, membersWithout }) => (
              <div key={productSku.id}>
                {productSku.name}
                {membersWithout > 0 && ` – ${t('groups.withoutIt', { count: membersWithout })}`}
              </div>
            )),
    },
  ];
}

function CreateGroup({ customerId, onCreated }: { customerId: string; onCreated: (groupId: string) => void }) {
  const t = useWords();
  const [displayName, setDisplayName] = useState('');
  const { mutate, isPending, error, reset } = useCreateGroup(customerId);
  return (
    <FormDialog
      right="users.write"
      button={t('groups.new')}
      title={t('groups.new')}
      confirm={t('users.create')}
      isBusy={isPending}
      canConfirm={displayName.trim() !== ''}
      onOpen={() => {
        setDisplayName('');
        reset();
      }}
      onConfirm={(requestId, close) =>
        mutate(
          { wish: { displayName: displayName.trim() }, requestId },
          {
            onSuccess: ({ id }) => {
              close();
              onCreated(id);
            },
          },
        )
      }
    >
      {error !== null && <ProblemNotice problem={error.problem} />}
      <Field label={t('groups.name')} required>
        <Input value={displayName} maxLength={256} onChange={(_, { value }) => setDisplayName(value)} autoComplete="off" />
      </Field>
    </FormDialog>
  );
}
