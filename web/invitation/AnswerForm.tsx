import { Button, Checkbox, Field, Link, Radio, RadioGroup, Spinner } from '@fluentui/react-components';
import { useState } from 'react';
import type { Invitation, InvitationAnswer } from '../../src/customers/invitations/contract.ts';
import { useLanguage } from '../kit/LanguageProvider.tsx';
import { useWords } from '../kit/words.ts';
import { AnswerProblem } from './AnswerProblem.tsx';
import { CompanyFields, ContactFields, type CompanyDraft, type ContactDraft } from './fields.tsx';
import styles from './Invitation.module.css';
import { useAnswer, type Outcome } from './invitation.ts';

type AnswerFormProps = {
  readonly secret: string;
  readonly invitation: Invitation;
  readonly person: NonNullable<Invitation['person']>;
  readonly onDone: (outcome: Outcome) => void;
};

/** The answer of the customer's administrator: all of it, the relationship alone, or no. */
export function AnswerForm({ secret, invitation, person, onDone }: AnswerFormProps) {
  const t = useWords();
  const { language } = useLanguage();
  const { kind, withDelegatedAdmin, agreement, partner, market } = invitation;
  const answer = useAnswer(onDone);
  const [grants, setGrants] = useState<'both' | 'alone'>('both');
  const [isAgreed, setAgreed] = useState(false);
  const [contact, setContact] = useState<ContactDraft>({ firstName: '', lastName: '', email: person.userPrincipalName, phoneNumber: '' });
  const [company, setCompany] = useState<CompanyDraft>(() => ({ companyName: '', country: partner.country }));
  const isReseller = kind === 'reseller';
  const asksAgreement = isReseller && agreement.isRecorded !== true;
  const asksCompany = isReseller && invitation.company === undefined;
  const isAnswered = (!asksAgreement || (isAgreed && isContactRight(contact))) && (!asksCompany || company.companyName.trim() !== '');
  const said: InvitationAnswer = {
    token: secret,
    grantDelegatedAdmin: isReseller && withDelegatedAdmin && grants === 'both',
    ...(asksAgreement ? { acceptAgreement: isAgreed, contact: trimmed(contact) } : {}),
    ...(asksCompany ? { company: { companyName: company.companyName.trim(), country: company.country, language } } : {}),
  };
  const accept = () => {
    if (isAnswered && !answer.isPending) answer.mutate({ verb: 'accept', answer: said });
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        accept();
      }}
    >
      <p className={styles.text}>
        {t('invitation.answerFor', { name: person.displayName, company: invitation.company?.companyName ?? domainOf(person) })}
      </p>
      {isReseller && withDelegatedAdmin && (
        <Field label={t('invitation.whatToGrant')}>
          <RadioGroup value={grants} onChange={(_, { value }) => setGrants(value === 'alone' ? 'alone' : 'both')}>
            <Radio value="both" label={t('invitation.grantBoth')} />
            <Radio value="alone" label={t('invitation.grantAlone')} />
          </RadioGroup>
        </Field>
      )}
      {asksCompany && <CompanyFields company={company} market={market} onChange={setCompany} />}
      {asksAgreement && (
        <AgreementFields link={agreement.agreementLink} isAgreed={isAgreed} onAgree={setAgreed} contact={contact} onContact={setContact} />
      )}
      <AnswerProblem error={answer.error} />
      <AnswerButtons
        yes={t(isReseller ? 'invitation.accept' : 'invitation.approve')}
        isAnswered={isAnswered}
        isBusy={answer.isPending}
        onDecline={() => answer.mutate({ verb: 'decline', answer: said })}
      />
    </form>
  );
}

type AnswerButtonsProps = {
  readonly yes: string;
  readonly isAnswered: boolean;
  readonly isBusy: boolean;
  readonly onDecline: () => void;
};

function AnswerButtons({ yes, isAnswered, isBusy, onDecline }: AnswerButtonsProps) {
  const t = useWords();
  return (
    <div className={styles.buttons}>
      <Button type="submit" appearance="primary" disabledFocusable={!isAnswered || isBusy} icon={isBusy ? <Spinner size="tiny" /> : null}>
        {yes}
      </Button>
      <Button disabledFocusable={isBusy} onClick={isBusy ? undefined : onDecline}>
        {t('invitation.decline')}
      </Button>
    </div>
  );
}

type AgreementFieldsProps = {
  readonly link: string;
  readonly isAgreed: boolean;
  readonly onAgree: (isAgreed: boolean) => void;
  readonly contact: ContactDraft;
  readonly onContact: (contact: ContactDraft) => void;
};

/** The customer agreement, which belongs to the relationship, and who accepts it. */
function AgreementFields({ link, isAgreed, onAgree, contact, onContact }: AgreementFieldsProps) {
  const t = useWords();
  return (
    <fieldset className={styles.fields}>
      <legend className={styles.strong}>{t('invitation.agreement')}</legend>
      <p className={styles.text}>
        <Link href={link} target="_blank" rel="noreferrer" inline>
          {t('invitation.readAgreement')}
        </Link>
      </p>
      <Checkbox label={t('invitation.acceptAgreement')} checked={isAgreed} onChange={(_, { checked }) => onAgree(checked === true)} />
      <ContactFields contact={contact} onChange={onContact} />
    </fieldset>
  );
}

function isContactRight({ firstName, lastName, email }: ContactDraft): boolean {
  return firstName.trim() !== '' && lastName.trim() !== '' && /^[^\s@]+@[^\s@]+$/.test(email.trim());
}

function trimmed({ firstName, lastName, email, phoneNumber }: ContactDraft): NonNullable<InvitationAnswer['contact']> {
  const phone = phoneNumber.trim();
  return { firstName: firstName.trim(), lastName: lastName.trim(), email: email.trim(), ...(phone === '' ? {} : { phoneNumber: phone }) };
}

function domainOf({ userPrincipalName }: AnswerFormProps['person']): string {
  return userPrincipalName.split('@')[1] ?? userPrincipalName;
}
