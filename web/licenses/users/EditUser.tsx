import { EditRegular } from '@fluentui/react-icons/svg/edit';
import { useState } from 'react';
import type { CustomerUser } from '../../../src/licenses/contract.ts';
import { FormDialog } from '../../kit/FormDialog.tsx';
import { ProblemNotice } from '../../kit/ProblemNotice.tsx';
import { useWords } from '../../kit/words.ts';
import { useEditUser, type UserDraft } from './changeUsers.ts';
import { isComplete, UserFields } from './UserFields.tsx';

/** Edits a person. Where somebody else was faster, the server says so and nothing is lost. */
export function EditUser({ customerId, user }: { customerId: string; user: CustomerUser }) {
  const t = useWords();
  const [draft, setDraft] = useState<UserDraft>(draftOf(user));
  const { mutate, isPending, error, reset } = useEditUser(customerId, user.id);
  const before = draftOf(user);
  const edit = changedMembers(before, draft);
  return (
    <FormDialog
      right="users.write"
      button={t('users.edit')}
      icon={<EditRegular />}
      title={t('users.editTitle', { name: user.displayName })}
      confirm={t('users.save')}
      isBusy={isPending}
      canConfirm={isComplete(draft) && Object.keys(edit).length > 0}
      onOpen={() => {
        setDraft(before);
        reset();
      }}
      onConfirm={(requestId, close) =>
        mutate({ wish: { ...edit, attributes: { etag: user.attributes.etag ?? '' } }, requestId }, { onSuccess: close })
      }
    >
      {error !== null && <ProblemNotice problem={error.problem} />}
      <UserFields draft={draft} onChange={setDraft} />
    </FormDialog>
  );
}

function draftOf({ displayName, firstName, lastName, userPrincipalName, usageLocation = '' }: CustomerUser): UserDraft {
  return { displayName, firstName, lastName, userPrincipalName, usageLocation };
}

function changedMembers(before: UserDraft, after: UserDraft): Partial<UserDraft> {
  const members = Object.entries(after).filter(([member, value]) => before[member as keyof UserDraft] !== value);
  // A usage location that was set once cannot be taken away again, only changed.
  return Object.fromEntries(members.filter(([member, value]) => member !== 'usageLocation' || value !== ''));
}
