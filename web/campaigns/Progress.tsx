import { ProgressBar } from '@fluentui/react-components';
import type { CampaignView } from '../../src/campaigns/contract.ts';
import { useFormats } from '../kit/formats.ts';
import { useWords } from '../kit/words.ts';
import styles from './Campaigns.module.css';

const STEPS = ['choose', 'rehearse', 'approve', 'run', 'results'] as const;

/** At which step a campaign is. */
const STEP_OF: Readonly<Record<CampaignView['state'], (typeof STEPS)[number]>> = {
  choosing: 'choose',
  rehearsing: 'rehearse',
  ready: 'approve',
  approved: 'run',
  running: 'run',
  paused: 'run',
  stopped: 'results',
  done: 'results',
};

/** The steps of a campaign with the one at which it is, what happens there, and how far it is. */
export function Progress({ campaign }: { campaign: CampaignView }) {
  const t = useWords();
  const here = STEPS.indexOf(STEP_OF[campaign.state]);
  return (
    <>
      <ol className={styles.steps} aria-label={t('campaigns.steps')}>
        {STEPS.map((step, i) => (
          <li
            key={step}
            className={styles.step}
            data-place={i < here ? 'past' : i === here ? 'here' : 'later'}
            {...(i === here ? { 'aria-current': 'step' as const } : {})}
          >
            <span aria-hidden className={styles.mark}>
              {i < here ? '✓' : i + 1}
            </span>
            {t(`campaigns.step.${step}`)}
          </li>
        ))}
      </ol>
      <p role="status" className={styles.told}>
        <Told campaign={campaign} />
      </p>
      <Bar campaign={campaign} />
    </>
  );
}

function Told({ campaign }: { campaign: CampaignView }) {
  const t = useWords();
  const formats = useFormats();
  const { state, isUndoing, waitsUntil, needsSecondPerson, isPreparedByCaller, approvedBy = '', approvedAt } = campaign;
  if (isUndoing) return t('campaigns.told.undoing');
  if (state === 'running' && waitsUntil !== undefined) return t('campaigns.told.waits', { when: formats.instant(waitsUntil) });
  if (state === 'ready' && needsSecondPerson && isPreparedByCaller) return t('campaigns.told.readySecond');
  if (state === 'approved' && approvedAt !== undefined)
    return t('campaigns.told.approved', { name: approvedBy, when: formats.instant(approvedAt) });
  if (state === 'done' && campaign.when !== 'now') return t('campaigns.told.doneLater');
  return t(state === 'approved' ? 'campaigns.told.ready' : `campaigns.told.${state}`);
}

/** How much of the present work is done; nothing where there is none. */
function Bar({ campaign: { state, rows, isUndoing } }: { campaign: CampaignView }) {
  const t = useWords();
  const open = isUndoing ? rows.undoing : state === 'rehearsing' ? rows.chosen : rows.possible;
  const meant = rows.total - rows.omitted;
  const all = isUndoing ? rows.undoing + rows.undone : meant - (state === 'rehearsing' ? 0 : rows.refused);
  const isShown = isUndoing || ['choosing', 'rehearsing', 'running', 'paused'].includes(state);
  if (!isShown) return null;
  if (state === 'choosing') return <ProgressBar className={styles.bar} aria-label={t('campaigns.progress')} />;
  const said = t('campaigns.progressSaid', { done: all - open, all });
  return (
    <>
      <ProgressBar
        className={styles.bar}
        value={all === 0 ? 0 : (all - open) / all}
        aria-label={t('campaigns.progress')}
        aria-valuetext={said}
        thickness="large"
      />
      <span className={styles.barSaid}>{said}</span>
    </>
  );
}
