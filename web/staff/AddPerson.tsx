import { Field, Input, MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { PersonAddRegular } from '@fluentui/react-icons/svg/person-add';
import { useState } from 'react';
import { CopyButton } from '../kit/CopyButton.tsx';
import { FormDialog } from '../kit/FormDialog.tsx';
import { useWords } from '../kit/words.ts';
import { useAddPerson, type Role } from './people.ts';
import { RoleFields } from './RoleFields.tsx';
import styles from './Staff.module.css';
import { StaffProblem } from './StaffProblem.tsx';

const EMPTY = { displayName: '', userPrincipalName: '', id: '', roles: [] as readonly Role[] };
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Adds a person; where the built-in sign-in knows the passwords, it is told here once. */
export function AddPerson({ mayChooseGlobalAdmin }: { mayChooseGlobalAdmin: boolean }) {
  const t = useWords();
  const [form, setForm] = useState(EMPTY);
  const add = useAddPerson();
  const credentials = add.data?.userCredentials;
  const { displayName, userPrincipalName, id, roles } = form;
  const isRight = displayName.trim() !== '' && /^[^\s@]+@[^\s@]+$/.test(userPrincipalName.trim()) && (id === '' || GUID.test(id.trim()));
  const wish = {
    displayName: displayName.trim(),
    userPrincipalName: userPrincipalName.trim(),
    roles,
    ...(id === '' ? {} : { id: id.trim() }),
  };
  const begin = () => {
    setForm(EMPTY);
    add.reset();
  };
  return (
    <>
      <div className={styles.add}>
        <FormDialog
          right="partner.users"
          button={t('staff.add')}
          title={t('staff.add')}
          confirm={t('staff.addConfirm')}
          icon={<PersonAddRegular />}
          appearance="primary"
          isBusy={add.isPending}
          canConfirm={isRight}
          onOpen={begin}
          onConfirm={(requestId, close) => add.mutate({ wish, requestId }, { onSuccess: close })}
        >
          <Field label={t('staff.name')} required>
            <Input value={displayName} maxLength={256} onChange={(_, { value }) => setForm({ ...form, displayName: value })} />
          </Field>
          <Field label={t('staff.userName')} required hint={t('staff.userNameHint')}>
            <Input
              type="email"
              value={userPrincipalName}
              maxLength={256}
              onChange={(_, { value }) => setForm({ ...form, userPrincipalName: value })}
            />
          </Field>
          <Field label={t('staff.objectId')} hint={t('staff.objectIdHint')}>
            <Input value={id} maxLength={36} onChange={(_, { value }) => setForm({ ...form, id: value })} />
          </Field>
          <RoleFields
            chosen={roles}
            mayChooseGlobalAdmin={mayChooseGlobalAdmin}
            onChange={(chosen) => setForm({ ...form, roles: chosen })}
          />
          <StaffProblem error={add.error} />
        </FormDialog>
      </div>
      {add.data !== undefined && (
        <MessageBar intent="success" layout="multiline" className={styles.told}>
          <MessageBarBody>
            <MessageBarTitle>{t('staff.added', { name: add.data.displayName })}</MessageBarTitle>
            {credentials !== undefined && (
              <div className={styles.credentials}>
                <span>{t('staff.password')}</span> <code>{credentials.password}</code>
                <CopyButton text={credentials.password} label={t('staff.copyPassword')} />
              </div>
            )}
          </MessageBarBody>
        </MessageBar>
      )}
    </>
  );
}
