import { Button, Field } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { NumberInput } from '../kit/NumberInput.tsx';
import { useWords } from '../kit/words.ts';
import styles from './Preview.module.css';

const PAUSE_MS = 350;
/** A catalogue names a number like this where there is no limit to speak of. */
const COUNTLESS = 1_000_000;

type QuantityFieldProps = {
  readonly value: number;
  readonly minimum: number;
  readonly maximum: number;
  /** The seats of the subscription today. */
  readonly current: number;
  /** Told once the person pauses; null for what is no number of seats that can be bought. */
  readonly onChange: (quantity: number | null) => void;
};

/** The number of seats, explained in place when it is below or above what can be bought. */
export function QuantityField({ value, minimum, maximum, current, onChange }: QuantityFieldProps) {
  const t = useWords();
  const [text, setText] = useState(String(value));
  // The last number told to the page, and the last it gave: one that was not told comes from elsewhere, such as a remedy's button.
  const [told, setTold] = useState(value);
  const [seen, setSeen] = useState(value);
  const change = useRef(onChange);
  const problem = problemOf(text, minimum, maximum);
  const nearest = Number(text) > maximum ? maximum : Math.max(minimum, Math.min(current, maximum));

  if (value !== seen) {
    setSeen(value);
    if (value !== told) setText(String(value));
  }
  useEffect(() => {
    change.current = onChange;
  });
  useEffect(() => {
    const timer = setTimeout(() => {
      if (problem === null) setTold(Number(text));
      change.current(problem === null ? Number(text) : null);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, problem]);

  return (
    <div className={styles.quantity}>
      <Field
        label={t('upgrades.quantity')}
        hint={t(maximum >= COUNTLESS ? 'upgrades.quantityHintOpen' : 'upgrades.quantityHint', { current, minimum, maximum })}
        validationState={problem === null ? 'none' : 'error'}
        validationMessage={problem === null ? null : t(problem, { minimum, maximum, quantity: text })}
      >
        <NumberInput inputMode="numeric" min={minimum} max={maximum} value={text} onChange={(_, data) => setText(data.value)} />
      </Field>
      {problem !== null && (
        <Button size="small" onClick={() => setText(String(nearest))}>
          {t('remedies.action.quantity', { maximum: nearest })}
        </Button>
      )}
    </div>
  );
}

function problemOf(
  text: string,
  minimum: number,
  maximum: number,
): 'upgrades.quantityMissing' | 'upgrades.quantityTooSmall' | 'upgrades.quantityTooLarge' | null {
  if (!/^-?\d+$/.test(text.trim())) return 'upgrades.quantityMissing';
  if (Number(text) < minimum) return 'upgrades.quantityTooSmall';
  return Number(text) > maximum ? 'upgrades.quantityTooLarge' : null;
}
