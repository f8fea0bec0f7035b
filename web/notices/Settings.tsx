import { Checkbox } from '@fluentui/react-components';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { newRequestId } from '../kit/requestId.ts';
import { Section } from '../kit/Section.tsx';
import { useWords } from '../kit/words.ts';
import styles from './Notices.module.css';
import { NOTICE_KINDS, useSaveSettings, useSettings, type Wanted } from './notices.ts';

/** Which notices the person wants: a change counts at once. */
export function Settings() {
  const t = useWords();
  const settings = useSettings();
  const save = useSaveSettings();
  const kept = settings.data ?? { muted: [], mail: 'none' };
  const { muted, mail } = save.isPending ? save.variables.wish : kept;
  const keep = (wish: Wanted) => save.mutate({ wish, requestId: newRequestId() });
  const error = settings.error ?? save.error;
  return (
    <Section id="settings" title={t('notices.settings')} about={t('notices.settingsAbout')}>
      <div className={styles.settings}>
        {NOTICE_KINDS.map((kind) => (
          <Checkbox
            key={kind}
            label={t(`notices.kind.${kind}`)}
            checked={!muted.includes(kind)}
            disabled={settings.data === undefined}
            onChange={(_, { checked }) =>
              keep({ mail, muted: NOTICE_KINDS.filter((each) => (each === kind ? checked !== true : muted.includes(each))) })
            }
          />
        ))}
        <Checkbox
          label={t('notices.mail')}
          checked={mail === 'daily'}
          disabled={settings.data === undefined}
          onChange={(_, { checked }) => keep({ muted, mail: checked === true ? 'daily' : 'none' })}
        />
      </div>
      {error !== null && <ProblemNotice problem={error.problem} />}
    </Section>
  );
}
