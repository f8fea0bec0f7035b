import type { CampaignView } from '../../src/campaigns/contract.ts';
import { Fact, Facts } from '../kit/Facts.tsx';
import { useFormats } from '../kit/formats.ts';
import { useWords } from '../kit/words.ts';
import styles from './Campaigns.module.css';
import { hourText } from './hours.ts';

/** What a campaign comes to: before it runs by the dry run, afterwards by what was carried out. */
export function Summary({ campaign }: { campaign: CampaignView }) {
  const t = useWords();
  const formats = useFormats();
  const isOver = campaign.upgraded.rows > 0;
  const isScheduled = !isOver && campaign.scheduled.rows > 0;
  const counted = isOver ? campaign.upgraded : isScheduled ? campaign.scheduled : campaign.possible;
  const { when, date = '', rowsPerMinute, hours, acceptsLaterDay } = campaign;
  return (
    <Facts>
      <Fact name={t(isOver ? 'campaigns.done' : isScheduled ? 'campaigns.scheduled' : 'campaigns.possible')}>
        {t('campaigns.rowsOf', { count: counted.rows })}
        <span className={styles.under}>{t('campaigns.ofCustomers', { count: counted.customers })}</span>
      </Fact>
      <Fact name={t(isOver ? 'campaigns.cameTo' : when === 'now' ? 'campaigns.comesTo' : 'campaigns.comesToThen')}>
        {formats.money(counted.total)}
      </Fact>
      <Fact name={t('campaigns.monthMore')}>{formats.money(counted.monthMore)}</Fact>
      <Fact name={t(isOver ? 'campaigns.usersMoved' : 'campaigns.usersMove')}>{formats.number(counted.usersMoved)}</Fact>
      <Fact name={t('campaigns.leftBehind')}>
        {formats.number(counted.usersLeftBehind)}
        {counted.rowsLeavingBehind > 0 && (
          <span className={styles.under}>{t('campaigns.inRows', { count: counted.rowsLeavingBehind })}</span>
        )}
      </Fact>
      {when !== 'now' && (
        <Fact name={t('campaigns.when')}>
          {when === 'date' ? t('campaigns.when.onDay', { day: formats.day(date) }) : t('campaigns.when.renewal')}
        </Fact>
      )}
      <Fact name={t('campaigns.pace')}>
        {rowsPerMinute === undefined ? t('campaigns.noPace') : t('campaigns.paceOf', { rows: rowsPerMinute })}
      </Fact>
      <Fact name={t('campaigns.hours')}>
        {hours === undefined
          ? t('campaigns.everyHour')
          : t('campaigns.hoursOf', { from: hourText(hours.from), until: hourText(hours.until), zone: hours.timeZone ?? 'UTC' })}
      </Fact>
      {when === 'now' && (
        <Fact name={t('campaigns.laterDay')}>{t(acceptsLaterDay ? 'campaigns.laterDay.yes' : 'campaigns.laterDay.no')}</Fact>
      )}
      <Fact name={t('campaigns.preparedBy')}>
        {campaign.preparedBy}
        <span className={styles.under}>{formats.instant(campaign.preparedAt)}</span>
      </Fact>
    </Facts>
  );
}
