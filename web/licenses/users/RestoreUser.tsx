import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { PersonArrowBackRegular } from '@fluentui/react-icons/svg/person-arrow-back';
import type { CustomerUser } from '../../../src/licenses/contract.ts';
import { PermittedButton } from '../../kit/PermittedButton.tsx';
import { ProblemNotice } from '../../kit/ProblemNotice.tsx';
import { newRequestId } from '../../kit/requestId.ts';
import { useWords } from '../../kit/words.ts';
import { useEditUser } from './changeUsers.ts';
import { RefusalList } from '../assignment/RefusalList.tsx';

/** Brings a deleted person back, and says which licences could not be had again, and why. */
export function RestoreUser({ customerId, user }: { customerId: string; user: CustomerUser }) {
  const t = useWords();
  const { mutate, isPending, error, data } = useEditUser(customerId, user.id);
  const missing = data?.licensesNotRestored ?? [];
  return (
    <>
      {user.state === 'inactive' && (
        <PermittedButton
          right="users.write"
          appearance="primary"
          icon={<PersonArrowBackRegular />}
          isBusy={isPending}
          onClick={() => mutate({ wish: { state: 'active' }, requestId: newRequestId() })}
        >
          {t('users.restore')}
        </PermittedButton>
      )}
      {error !== null && <ProblemNotice problem={error.problem} />}
      <div role="status" style={data === undefined ? undefined : { flexBasis: '100%' }}>
        {data !== undefined && (
          <MessageBar intent={missing.length === 0 ? 'success' : 'warning'} layout="multiline">
            <MessageBarBody>
              <MessageBarTitle>{t('users.restored')}</MessageBarTitle>
              {missing.length > 0 && t('users.notRestored')}
              {missing.map(({ skuId, product, reasons }) => (
                <div key={skuId}>
                  <strong>{product}</strong>
                  <RefusalList customerId={customerId} reasons={reasons} />
                </div>
              ))}
            </MessageBarBody>
          </MessageBar>
        )}
      </div>
    </>
  );
}
