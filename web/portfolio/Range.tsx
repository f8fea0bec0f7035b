import { Input } from '@fluentui/react-components';
import { useId, useState, type KeyboardEvent } from 'react';
import { useWords } from '../kit/words.ts';
import styles from './Portfolio.module.css';

type RangeProps = {
  readonly label: string;
  readonly type: 'number' | 'month';
  readonly from: string | number | undefined;
  readonly to: string | number | undefined;
  readonly onChange: (from: string, to: string) => void;
};

/** Two bounds, each of which may be left open. */
export function Range({ label, type, from = '', to = '', onChange }: RangeProps) {
  const t = useWords();
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className={styles.range}>
      <span id={id}>{label}</span>
      <div className={styles.bounds}>
        <Typed value={String(from)} type={type} label={t('portfolio.atLeast')} onDone={(text) => onChange(text, String(to))} />
        <span aria-hidden>–</span>
        <Typed value={String(to)} type={type} label={t('portfolio.atMost')} onDone={(text) => onChange(String(from), text)} />
      </div>
    </div>
  );
}

type TypedProps = {
  readonly value: string;
  readonly type: 'text' | 'number' | 'month';
  readonly label?: string;
  readonly onDone: (text: string) => void;
};

/** A field whose text counts when one leaves it or presses Enter, so that nothing is asked for at every letter. */
export function Typed({ value, type, label, onDone }: TypedProps) {
  const [typed, setTyped] = useState<{ readonly of: string; readonly text: string }>({ of: value, text: value });
  // What the address says from elsewhere, e.g. a link, goes before what was typed.
  const text = typed.of === value ? typed.text : value;
  const done = () => {
    if (text !== value) onDone(text);
  };
  return (
    <Input
      {...(label === undefined ? {} : { 'aria-label': label })}
      type={type}
      value={text}
      onChange={(_, data) => setTyped({ of: value, text: data.value })}
      onBlur={done}
      onKeyDown={(event: KeyboardEvent) => event.key === 'Enter' && done()}
    />
  );
}
