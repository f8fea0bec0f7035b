import { Field, Input, Select } from '@fluentui/react-components';
import { useWords } from '../../kit/words.ts';
import { useCountries } from '../countries.ts';
import type { UserDraft } from './changeUsers.ts';

const SIGN_IN_NAME = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Whether the server would take the form. */
export function isComplete({ displayName, userPrincipalName }: UserDraft): boolean {
  return displayName.trim() !== '' && SIGN_IN_NAME.test(userPrincipalName.trim());
}

type UserFieldsProps = { readonly draft: UserDraft; readonly onChange: (draft: UserDraft) => void };

/** The fields of a person: names, how they sign in, and where they work. */
export function UserFields({ draft, onChange }: UserFieldsProps) {
  const t = useWords();
  const countries = useCountries();
  const write =
    (member: keyof UserDraft) =>
    (_: unknown, { value }: { value: string }) =>
      onChange({ ...draft, [member]: value });
  const isNameWrong = draft.userPrincipalName !== '' && !SIGN_IN_NAME.test(draft.userPrincipalName.trim());
  return (
    <>
      <Field label={t('users.displayName')} required>
        <Input value={draft.displayName} maxLength={256} onChange={write('displayName')} autoComplete="off" />
      </Field>
      <Field label={t('users.firstName')}>
        <Input value={draft.firstName} maxLength={256} onChange={write('firstName')} autoComplete="off" />
      </Field>
      <Field label={t('users.lastName')}>
        <Input value={draft.lastName} maxLength={256} onChange={write('lastName')} autoComplete="off" />
      </Field>
      <Field
        label={t('users.signInName')}
        required
        validationState={isNameWrong ? 'error' : 'none'}
        validationMessage={isNameWrong ? t('users.signInNameWrong') : null}
      >
        <Input
          value={draft.userPrincipalName}
          maxLength={113}
          onChange={write('userPrincipalName')}
          autoComplete="off"
          spellCheck={false}
        />
      </Field>
      <Field label={t('licenses.usageLocation')} hint={t('users.usageLocationHint')}>
        <Select value={draft.usageLocation} onChange={write('usageLocation')}>
          <option value="">{t('licenses.usageLocation.missing')}</option>
          {countries.map(({ code, text }) => (
            <option key={code} value={code}>
              {text}
            </option>
          ))}
        </Select>
      </Field>
    </>
  );
}
