import { Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import { useWords } from '../kit/words.ts';
import { tomorrow, type Timing } from './timing.ts';

type FieldsProps = { readonly timing: Timing; readonly onChange: (timing: Timing) => void };
const CHOICES = ['now', 'date', 'renewal'] as const;

/** Whether upgrades happen as the campaign runs, on a day, or each with its renewal. */
export function TimingFields({ timing, onChange }: FieldsProps) {
  const t = useWords();
  return (
    <>
      <Field label={t('campaigns.when')} {...(timing.when === 'now' ? {} : { hint: t('campaigns.when.later') })}>
        <RadioGroup
          value={timing.when}
          onChange={(_, { value }) => onChange({ ...timing, when: CHOICES.find((each) => each === value) ?? 'now' })}
        >
          {CHOICES.map((choice) => (
            <Radio key={choice} value={choice} label={t(`campaigns.when.${choice}`)} />
          ))}
        </RadioGroup>
      </Field>
      {timing.when === 'date' && (
        <Field label={t('campaigns.when.laterDay')} required>
          <Input type="date" min={tomorrow()} value={timing.date} onChange={(_, { value }) => onChange({ ...timing, date: value })} />
        </Field>
      )}
    </>
  );
}
