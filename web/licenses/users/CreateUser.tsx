import { PersonAddRegular } from '@fluentui/react-icons/svg/person-add';
import { useState } from 'react';
import type { ChangedUser } from '../../../src/licenses/directory/contract.ts';
import { FormDialog } from '../../kit/FormDialog.tsx';
import { ProblemNotice } from '../../kit/ProblemNotice.tsx';
import { useWords } from '../../kit/words.ts';
import { useCreateUser, type UserDraft } from './changeUsers.ts';
import { isComplete, UserFields } from './UserFields.tsx';

type CreateUserProps = {
  readonly customerId: string;
  /** The country that is proposed: the customer's own. */
  readonly country: string;
  readonly onCreated: (user: ChangedUser) => void;
};

/** Puts a new person into the customer's directory. */
export function CreateUser({ customerId, country, onCreated }: CreateUserProps) {
  const t = useWords();
  const [draft, setDraft] = useState<UserDraft>(emptyIn(country));
  const { mutate, isPending, error, reset } = useCreateUser(customerId);
  return (
    <FormDialog
      right="users.write"
      button={t('users.new')}
      icon={<PersonAddRegular />}
      title={t('users.newTitle')}
      confirm={t('users.create')}
      isBusy={isPending}
      canConfirm={isComplete(draft)}
      onOpen={() => {
        setDraft(emptyIn(country));
        reset();
      }}
      onConfirm={(requestId, close) =>
        mutate(
          { wish: draft, requestId },
          {
            onSuccess: (user) => {
              close();
              onCreated(user);
            },
          },
        )
      }
    >
      {error !== null && <ProblemNotice problem={error.problem} />}
      <UserFields draft={draft} onChange={setDraft} />
    </FormDialog>
  );
}

function emptyIn(usageLocation: string): UserDraft {
  return { displayName: '', firstName: '', lastName: '', userPrincipalName: '', usageLocation };
}
