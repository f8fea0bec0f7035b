import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { FormDialog } from '../kit/FormDialog.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import type { RequestError } from '../kit/request.ts';
import { useWords } from '../kit/words.ts';
import { basisPointsIn, percentText } from './percent.ts';

type MarginDialogProps = {
  readonly title: string;
  readonly basisPoints: number;
  readonly isBusy: boolean;
  readonly error: RequestError | null;
  readonly onSave: (basisPoints: number, requestId: string, close: () => void) => void;
};

/** Changes a margin, as percent on top of the bill. */
export function MarginDialog({ title, basisPoints, isBusy, error, onSave }: MarginDialogProps) {
  const t = useWords();
  const [text, setText] = useState('');
  const wanted = basisPointsIn(text);
  const isWrong = text !== '' && wanted === null;
  return (
    <FormDialog
      right="prices.write"
      size="small"
      button={t('prices.setMargin')}
      label={`${t('prices.setMargin')}: ${title}`}
      title={title}
      confirm={t('prices.save')}
      isBusy={isBusy}
      canConfirm={wanted !== null && wanted !== basisPoints}
      onOpen={() => setText(percentText(basisPoints))}
      onConfirm={(requestId, close) => wanted !== null && onSave(wanted, requestId, close)}
    >
      <p>{t('prices.marginEffect')}</p>
      <Field
        label={t('prices.percent')}
        hint={t('prices.percentHint')}
        validationState={isWrong ? 'error' : 'none'}
        {...(isWrong ? { validationMessage: t('prices.percentHint') } : {})}
      >
        <Input value={text} inputMode="decimal" contentAfter="%" onChange={(_, { value }) => setText(value)} />
      </Field>
      {error !== null && <ProblemNotice problem={error.problem} />}
    </FormDialog>
  );
}
