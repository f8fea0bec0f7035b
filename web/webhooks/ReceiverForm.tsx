import { Button, Checkbox, Field, Input } from '@fluentui/react-components';
import { EditRegular } from '@fluentui/react-icons/svg/edit';
import { PlugConnectedRegular } from '@fluentui/react-icons/svg/plug-connected';
import { useState } from 'react';
import type { WebhookRegistration } from '../../src/webhooks/contract.ts';
import { FormDialog } from '../kit/FormDialog.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import type { RequestError } from '../kit/request.ts';
import { useWords, useWordsByCode } from '../kit/words.ts';
import { useEventNames, useRegister, type RegistrationWish } from './registration.ts';
import styles from './Webhooks.module.css';

/** What a new registration begins with. */
const FRESH: RegistrationWish = {
  webhookUrl: '',
  webhookEvents: ['test-created', 'subscription-updated'],
  signatureTokenToMsSignatureHeader: false,
};

/** Registers a receiver and chooses its events, or changes them. */
export function ReceiverForm({ registration }: { registration: WebhookRegistration | null }) {
  const t = useWords();
  const isThere = registration !== null;
  const save = useRegister(isThere);
  const [wish, setWish] = useState(FRESH);
  const { webhookUrl, webhookEvents, signatureTokenToMsSignatureHeader } = wish;
  const url = webhookUrl.trim();
  const isUrl = /^https?:\/\/[^\s]+$/i.test(url) && URL.canParse(url);
  const words = t(isThere ? 'webhooks.change' : 'webhooks.register');
  const begin = () => {
    setWish(registration ?? FRESH);
    save.reset();
  };
  const sent = { webhookUrl: url, webhookEvents, signatureTokenToMsSignatureHeader };
  return (
    <FormDialog
      right="webhooks.manage"
      button={words}
      title={words}
      confirm={t(isThere ? 'webhooks.save' : 'webhooks.registerConfirm')}
      icon={isThere ? <EditRegular /> : <PlugConnectedRegular />}
      appearance={isThere ? 'secondary' : 'primary'}
      isBusy={save.isPending}
      canConfirm={isUrl && webhookEvents.length > 0}
      onOpen={begin}
      onConfirm={(requestId, close) => save.mutate({ wish: sent, requestId }, { onSuccess: close })}
    >
      <Field
        label={t('webhooks.address')}
        hint={t('webhooks.addressHint')}
        required
        {...badAddress(t('webhooks.addressWrong'), url, isUrl)}
      >
        <Input
          type="url"
          value={webhookUrl}
          maxLength={2000}
          placeholder="https://hooks.example.com/upseat"
          onChange={(_, { value }) => setWish({ ...wish, webhookUrl: value })}
        />
      </Field>
      <EventChoice chosen={webhookEvents} onChange={(chosen) => setWish({ ...wish, webhookEvents: chosen })} />
      <div>
        <Checkbox
          label={t('webhooks.msHeader')}
          checked={signatureTokenToMsSignatureHeader}
          onChange={(_, { checked }) => setWish({ ...wish, signatureTokenToMsSignatureHeader: checked === true })}
        />
        <p className={`${styles.hint} ${styles.indented}`}>{t('webhooks.msHeaderHint')}</p>
      </div>
      <SaveProblem error={save.error} />
    </FormDialog>
  );
}

function badAddress(message: string, url: string, isUrl: boolean): { validationMessage?: string } {
  return url.length < 'https://'.length || isUrl ? {} : { validationMessage: message };
}

/** The server alone knows which addresses the operator allows. */
function SaveProblem({ error }: { error: RequestError | null }) {
  const t = useWords();
  if (error === null) return null;
  const { problem } = error;
  const isAddress = problem.kind === 'fault' && problem.status === 400 && problem.data.includes('webhookUrl');
  return <ProblemNotice problem={problem}>{isAddress && <div>{t('webhooks.addressRefused')}</div>}</ProblemNotice>;
}

function EventChoice({ chosen, onChange }: { chosen: readonly string[]; onChange: (names: string[]) => void }) {
  const t = useWords();
  const byCode = useWordsByCode();
  const { data: names = [], error } = useEventNames(true);
  // What another program registered for and never happens here stays as it is, unless it is taken out.
  const offered = [...names, ...chosen.filter((name) => !names.includes(name))];
  return (
    <fieldset className={styles.fields}>
      <legend>{t('webhooks.events')}</legend>
      <div className={styles.choose}>
        <Button size="small" appearance="subtle" onClick={() => onChange([...offered])}>
          {t('webhooks.all')}
        </Button>
        <Button size="small" appearance="subtle" onClick={() => onChange([])}>
          {t('webhooks.noEvent')}
        </Button>
      </div>
      <div className={styles.choices} role="group" aria-label={t('webhooks.events')}>
        {offered.map((name) => (
          <Checkbox
            key={name}
            checked={chosen.includes(name)}
            onChange={(_, { checked }) => onChange(checked === true ? [...chosen, name] : chosen.filter((each) => each !== name))}
            label={
              <>
                <code className={styles.eventName}>{name}</code>
                <span className={styles.hint}>{byCode(`webhooks.event.${name}`) ?? t('webhooks.event.elsewhere')}</span>
              </>
            }
          />
        ))}
      </div>
      {error !== null && <ProblemNotice problem={error.problem} />}
      {chosen.length === 0 && <p className={styles.hint}>{t('webhooks.chooseOne')}</p>}
    </fieldset>
  );
}
