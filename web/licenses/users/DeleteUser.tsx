import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import type { CustomerUser } from '../../../src/licenses/contract.ts';
import { ConfirmDialog } from '../../kit/ConfirmDialog.tsx';
import { ProblemNotice } from '../../kit/ProblemNotice.tsx';
import { useWords } from '../../kit/words.ts';
import { useDeleteUser } from './changeUsers.ts';

/** Deletes a person after it was said what that does. */
export function DeleteUser({ customerId, user }: { customerId: string; user: CustomerUser }) {
  const t = useWords();
  const { mutate, isPending, error } = useDeleteUser(customerId, user.id);
  return (
    <>
      <ConfirmDialog
        right="users.write"
        button={t('users.delete')}
        icon={<DeleteRegular />}
        title={t('users.deleteTitle', { name: user.displayName })}
        confirm={t('users.delete')}
        isBusy={isPending}
        onConfirm={(requestId) => mutate({ wish: null, requestId })}
      >
        <p>{t('users.deleteWhat')}</p>
      </ConfirmDialog>
      {error !== null && <ProblemNotice problem={error.problem} />}
    </>
  );
}
