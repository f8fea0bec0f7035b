import { Checkbox, Field, Input, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { FormDialog } from '../kit/FormDialog.tsx';
import { WhoMay } from '../kit/PermittedButton.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { Buttons } from '../kit/Section.tsx';
import { useWords } from '../kit/words.ts';
import { DURATIONS, GLOBAL_ADMINISTRATOR, useAskForRoles, useDirectoryRoles, type NewGranularAdmin } from './granularAdmin.ts';
import { useDurationWords } from './GranularColumns.tsx';
import { MessageDraft } from './MessageDraft.tsx';
import styles from './Relationships.module.css';

/** License Administrator and User Administrator: what upgrades that move users take, and no more. */
const USUAL = ['4d6ac14f-3453-41d0-bef9-a3e0c569773a', 'fe930be7-5e62-47db-91af-98c3a49a38b1'];
const EMPTY: NewGranularAdmin = { displayName: '', duration: 'P180D', isExtended: false, roleIds: USUAL };
const NAME_MAX = 50;

/** Asks a customer for roles in its directory, for a time; what comes back is a mail with a link to send. */
export function AskForRoles({ customerId }: { customerId: string }) {
  const t = useWords();
  const durationWords = useDurationWords();
  const ask = useAskForRoles(customerId);
  const [wish, setWish] = useState(EMPTY);
  const { displayName, duration, isExtended, roleIds } = wish;
  const isForever = roleIds.includes(GLOBAL_ADMINISTRATOR);
  const begin = () => {
    setWish(EMPTY);
    ask.reset();
  };
  const sent = { ...wish, displayName: displayName.trim(), isExtended: isExtended && !isForever };
  const fresh = ask.data?.request;
  return (
    <>
      <Buttons>
        <FormDialog
          right="delegated_admin.manage"
          button={t('relationships.askForRoles')}
          title={t('relationships.askForRoles')}
          confirm={t('relationships.makeDraft')}
          isBusy={ask.isPending}
          canConfirm={sent.displayName !== '' && roleIds.length > 0}
          onOpen={begin}
          onConfirm={(requestId, close) => ask.mutate({ wish: sent, requestId }, { onSuccess: close })}
        >
          <div className={styles.pair}>
            <Field label={t('relationships.name')} hint={t('relationships.nameHint')} required>
              <Input value={displayName} maxLength={NAME_MAX} onChange={(_, { value }) => setWish({ ...wish, displayName: value })} />
            </Field>
            <Field label={t('relationships.duration')}>
              <Select
                value={duration}
                onChange={(_, { value }) => setWish({ ...wish, duration: DURATIONS.find((each) => each === value) ?? duration })}
              >
                {DURATIONS.map((each) => (
                  <option key={each} value={each}>
                    {durationWords(each)}
                  </option>
                ))}
              </Select>
            </Field>
          </div>
          <RoleChoice chosen={roleIds} onChange={(chosen) => setWish({ ...wish, roleIds: chosen })} />
          <div>
            <Checkbox
              label={t('relationships.autoExtend')}
              checked={isExtended && !isForever}
              disabled={isForever}
              onChange={(_, { checked }) => setWish({ ...wish, isExtended: checked === true })}
            />
            {isForever && <p className={styles.hint}>{t('relationships.noAutoExtend')}</p>}
          </div>
          {ask.error !== null && <ProblemNotice problem={ask.error.problem} />}
        </FormDialog>
      </Buttons>
      <WhoMay right="delegated_admin.manage" />
      {fresh?.url !== undefined && fresh.message !== undefined && (
        <MessageDraft key={fresh.url} url={fresh.url} message={fresh.message} onClose={() => ask.reset()} />
      )}
    </>
  );
}

function RoleChoice({ chosen, onChange }: { chosen: readonly string[]; onChange: (ids: readonly string[]) => void }) {
  const t = useWords();
  const { data: roles = [] } = useDirectoryRoles();
  const toggle = (id: string, isChosen: boolean) => onChange(isChosen ? [...chosen, id] : chosen.filter((each) => each !== id));
  return (
    <fieldset className={styles.fields}>
      <legend>{t('relationships.directoryRoles')}</legend>
      <div className={styles.choices}>
        {roles.map(({ id, displayName, directoryLevel }) => (
          <Checkbox
            key={id}
            label={directoryLevel === 'none' ? displayName : t(`relationships.level.${directoryLevel}`, { role: displayName })}
            checked={chosen.includes(id)}
            onChange={(_, { checked }) => toggle(id, checked === true)}
          />
        ))}
      </div>
    </fieldset>
  );
}
