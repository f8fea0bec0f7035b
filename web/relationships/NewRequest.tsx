import { Checkbox, Field, Input, Select } from '@fluentui/react-components';
import { MailAddRegular } from '@fluentui/react-icons/svg/mail-add';
import { useState } from 'react';
import { FormDialog } from '../kit/FormDialog.tsx';
import { useFormats } from '../kit/formats.ts';
import { usePermission } from '../kit/permission.ts';
import { WhoMay } from '../kit/PermittedButton.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { useWords } from '../kit/words.ts';
import { MessageDraft } from './MessageDraft.tsx';
import styles from './Relationships.module.css';
import { useAsk } from './requests.ts';
import { usePartnerTies } from './resellers.ts';

type NewRequestProps = { readonly partner: { readonly country: string; readonly kind: string } };

/** Asks somebody who is no customer yet: with delegated admin or without, for oneself or together with a reseller. */
export function NewRequest({ partner }: NewRequestProps) {
  const t = useWords();
  const formats = useFormats();
  const ask = useAsk();
  const mayDelegate = usePermission('delegated_admin.manage');
  const ties = usePartnerTies(partner.kind === 'indirect_provider');
  const [note, setNote] = useState('');
  const [withDelegatedAdmin, setDelegatedAdmin] = useState(mayDelegate.isGranted);
  const [reseller, setReseller] = useState('');
  const begin = () => {
    setNote('');
    setReseller('');
    setDelegatedAdmin(mayDelegate.isGranted);
    ask.reset();
  };
  const wish = { note: note.trim(), withDelegatedAdmin, ...(reseller === '' ? {} : { indirectResellerId: reseller }) };
  const { url, message } = ask.data ?? {};
  return (
    <>
      <FormDialog
        right="relationships.request"
        button={t('relationships.request')}
        title={t('relationships.request')}
        confirm={t('relationships.makeDraft')}
        icon={<MailAddRegular />}
        appearance="primary"
        isBusy={ask.isPending}
        canConfirm={note.trim() !== ''}
        onOpen={begin}
        onConfirm={(requestId, close) => ask.mutate({ wish, requestId }, { onSuccess: close })}
      >
        <Field label={t('relationships.forWhom')} hint={t('relationships.forWhomHint')} required>
          <Input value={note} maxLength={256} onChange={(_, { value }) => setNote(value)} />
        </Field>
        <div>
          <Checkbox
            label={t('relationships.withDelegatedAdmin')}
            checked={withDelegatedAdmin}
            disabled={!mayDelegate.isGranted}
            onChange={(_, { checked }) => setDelegatedAdmin(checked === true)}
          />
          <p className={styles.hint}>{mayDelegate.isGranted ? t('relationships.withDelegatedAdminHint') : mayDelegate.whoMay}</p>
        </div>
        {(ties.data?.length ?? 0) > 0 && (
          <Field label={t('relationships.reseller')}>
            <Select value={reseller} onChange={(_, { value }) => setReseller(value)}>
              <option value="">{t('relationships.noReseller')}</option>
              {ties.data?.map(({ id, name, mpnId }) => (
                <option key={id} value={id}>
                  {t('relationships.nameWithMpn', { name, mpn: mpnId })}
                </option>
              ))}
            </Select>
          </Field>
        )}
        <p className={styles.hint}>{t('relationships.market', { country: formats.country(partner.country) })}</p>
        {ask.error !== null && <ProblemNotice problem={ask.error.problem} />}
      </FormDialog>
      <WhoMay right="relationships.request" />
      {url !== undefined && message !== undefined && <MessageDraft key={url} url={url} message={message} onClose={() => ask.reset()} />}
    </>
  );
}
