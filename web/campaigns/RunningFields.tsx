import { Checkbox, Field, Input, Select } from '@fluentui/react-components';
import { useWords } from '../kit/words.ts';
import styles from './Campaigns.module.css';
import { hourText, isGoodPace, type Running } from './hours.ts';

type FieldsProps = { readonly running: Running; readonly onChange: (running: Running) => void };

/** How fast a campaign may go, and in which hours of the day. */
export function RunningFields({ running, onChange }: FieldsProps) {
  const t = useWords();
  const { perMinute, isLimited, from, until, timeZone } = running;
  const hours = (first: number) => Array.from({ length: 24 }, (_, i) => i + first);
  return (
    <>
      <Field label={t('campaigns.perMinute')} hint={t('campaigns.perMinuteHint')} validationState={isGoodPace(running) ? 'none' : 'error'}>
        <Input inputMode="numeric" value={perMinute} onChange={(_, { value }) => onChange({ ...running, perMinute: value.trim() })} />
      </Field>
      <Checkbox
        label={t('campaigns.onlyBetween')}
        checked={isLimited}
        onChange={(_, { checked }) => onChange({ ...running, isLimited: checked === true })}
      />
      {isLimited && (
        <div className={styles.hours}>
          <Field label={t('campaigns.hourFrom')} hint={t('campaigns.zone', { zone: timeZone })}>
            <Select value={String(from)} onChange={(_, { value }) => onChange({ ...running, from: Number(value) })}>
              {hours(0).map((hour) => (
                <option key={hour} value={hour}>
                  {hourText(hour)}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={t('campaigns.hourUntil')}>
            <Select value={String(until)} onChange={(_, { value }) => onChange({ ...running, until: Number(value) })}>
              {hours(1).map((hour) => (
                <option key={hour} value={hour}>
                  {hourText(hour)}
                </option>
              ))}
            </Select>
          </Field>
        </div>
      )}
    </>
  );
}
