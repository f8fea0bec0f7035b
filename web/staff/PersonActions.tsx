import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import type { StaffMember } from '../../src/access/staff/contract.ts';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { FormDialog } from '../kit/FormDialog.tsx';
import { Buttons } from '../kit/Section.tsx';
import { useWords } from '../kit/words.ts';
import { useChangePerson, type Role } from './people.ts';
import { RoleFields } from './RoleFields.tsx';
import { StaffProblem } from './StaffProblem.tsx';

type PersonActionsProps = { readonly person: StaffMember; readonly mayChooseGlobalAdmin: boolean };

/** Changes a person's name and roles, takes their access away or gives it back. */
export function PersonActions({ person, mayChooseGlobalAdmin }: PersonActionsProps) {
  const t = useWords();
  const toggle = useChangePerson(person.id);
  const isActive = person.state === 'active';
  const step = isActive ? 'disable' : 'enable';
  return (
    <>
      <Buttons>
        <ChangePerson person={person} mayChooseGlobalAdmin={mayChooseGlobalAdmin} />
        <ConfirmDialog
          right="partner.users"
          button={t(`staff.${step}`)}
          label={t(`staff.${step}Of`, { name: person.displayName })}
          title={t(`staff.${step}Title`, { name: person.displayName })}
          confirm={t(`staff.${step}`)}
          isBusy={toggle.isPending}
          onConfirm={(requestId) => toggle.mutate({ wish: { state: isActive ? 'disabled' : 'active' }, requestId })}
        >
          {t(`staff.${step}Detail`)}
        </ConfirmDialog>
      </Buttons>
      <StaffProblem error={toggle.error} />
    </>
  );
}

function ChangePerson({ person, mayChooseGlobalAdmin }: PersonActionsProps) {
  const t = useWords();
  const change = useChangePerson(person.id);
  const [displayName, setDisplayName] = useState(person.displayName);
  const [roles, setRoles] = useState<readonly Role[]>(person.roles);
  const begin = () => {
    setDisplayName(person.displayName);
    setRoles(person.roles);
    change.reset();
  };
  return (
    <FormDialog
      right="partner.users"
      button={t('staff.change')}
      label={t('staff.changeTitle', { name: person.displayName })}
      title={t('staff.changeTitle', { name: person.displayName })}
      confirm={t('staff.save')}
      isBusy={change.isPending}
      canConfirm={displayName.trim() !== ''}
      onOpen={begin}
      onConfirm={(requestId, close) => change.mutate({ wish: { displayName: displayName.trim(), roles }, requestId }, { onSuccess: close })}
    >
      <Field label={t('staff.name')} required>
        <Input value={displayName} maxLength={256} onChange={(_, { value }) => setDisplayName(value)} />
      </Field>
      <RoleFields chosen={roles} mayChooseGlobalAdmin={mayChooseGlobalAdmin} onChange={setRoles} />
      <StaffProblem error={change.error} />
    </FormDialog>
  );
}
