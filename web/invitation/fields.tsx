import { Field, Input, Select } from '@fluentui/react-components';
import { useFormats } from '../kit/formats.ts';
import { useWords } from '../kit/words.ts';
import styles from './Invitation.module.css';

/** What is not known yet of an organization. */
export type CompanyDraft = { readonly companyName: string; readonly country: string };

type CompanyFieldsProps = {
  readonly company: CompanyDraft;
  /** The countries in which the partner may sell. */
  readonly market: readonly string[];
  readonly onChange: (company: CompanyDraft) => void;
};

/** The name and country of an organization that is not known here yet. */
export function CompanyFields({ company, market, onChange }: CompanyFieldsProps) {
  const t = useWords();
  const formats = useFormats();
  const countries = market.map((code) => ({ code, name: formats.country(code) })).toSorted((a, b) => a.name.localeCompare(b.name));
  return (
    <div className={styles.pair}>
      <Field label={t('invitation.companyName')} required>
        <Input
          autoComplete="organization"
          maxLength={256}
          value={company.companyName}
          onChange={(_, { value }) => onChange({ ...company, companyName: value })}
        />
      </Field>
      <Field label={t('invitation.country')} hint={t('invitation.countryHint')} required>
        <Select value={company.country} onChange={(_, { value }) => onChange({ ...company, country: value })}>
          {countries.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}

/** Who accepts the agreement for the organization. */
export type ContactDraft = {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phoneNumber: string;
};

const AUTOCOMPLETE = { firstName: 'given-name', lastName: 'family-name', email: 'email', phoneNumber: 'tel' } as const;

/** The person who accepts: name, mail address, and a telephone number on wish. */
export function ContactFields({ contact, onChange }: { contact: ContactDraft; onChange: (contact: ContactDraft) => void }) {
  const t = useWords();
  const field = (name: keyof ContactDraft) => (
    <Field label={t(`invitation.${name}`)} required={name !== 'phoneNumber'}>
      <Input
        type={name === 'email' ? 'email' : name === 'phoneNumber' ? 'tel' : 'text'}
        autoComplete={AUTOCOMPLETE[name]}
        maxLength={name === 'phoneNumber' ? 50 : 100}
        value={contact[name]}
        onChange={(_, { value }) => onChange({ ...contact, [name]: value })}
      />
    </Field>
  );
  return (
    <div className={styles.pair}>
      {field('firstName')}
      {field('lastName')}
      {field('email')}
      {field('phoneNumber')}
    </div>
  );
}
