import { Field, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { FormDialog } from '../kit/FormDialog.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { useWords } from '../kit/words.ts';
import { useColleagues } from './listLeftBehind.ts';

type HandOverDialogProps = {
  /** How many people it is about. */
  readonly count: number;
  readonly isBusy: boolean;
  /** Told with a colleague's id; null: nobody. */
  readonly onHandOver: (ownerId: string | null) => void;
};

const NOBODY = 'nobody';

/** Gives the work on people to a colleague, or back to nobody. */
export function HandOverDialog({ count, isBusy, onHandOver }: HandOverDialogProps) {
  const t = useWords();
  const { data: colleagues = [], error, refetch } = useColleagues();
  const [owner, setOwner] = useState('');
  return (
    <FormDialog
      right="licenses.assign"
      button={t('leftBehind.handOver')}
      title={t('leftBehind.handOverTitle', { count })}
      confirm={t('leftBehind.handOverConfirm')}
      isBusy={isBusy}
      canConfirm={owner !== ''}
      onOpen={() => setOwner('')}
      onConfirm={(_, close) => {
        close();
        onHandOver(owner === NOBODY ? null : owner);
      }}
    >
      {error !== null && <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />}
      <Field label={t('leftBehind.colleague')} required>
        <Select value={owner} onChange={(_, { value }) => setOwner(value)}>
          <option value="">{t('leftBehind.chooseColleague')}</option>
          {colleagues.map(({ id, name, openTasks }) => (
            <option key={id} value={id}>
              {t('leftBehind.colleagueHas', { name, count: openTasks })}
            </option>
          ))}
          <option value={NOBODY}>{t('leftBehind.nobodys')}</option>
        </Select>
      </Field>
    </FormDialog>
  );
}
