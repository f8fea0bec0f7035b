import { SearchBox } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../kit/words.ts';

const PAUSE_MS = 250;

/** The search field. It asks once the person pauses, not at every key. */
export function CustomerSearch({ value, onSearch }: { value: string; onSearch: (text: string) => void }) {
  const t = useWords();
  const [text, setText] = useState(value);
  const search = useRef(onSearch);

  useEffect(() => {
    search.current = onSearch;
  });
  useEffect(() => {
    if (text === value) return undefined;
    const timer = setTimeout(() => search.current(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, value]);

  return (
    <search>
      <SearchBox
        value={text}
        onChange={(_, data) => setText(data.value)}
        placeholder={t('customers.search')}
        aria-label={t('customers.search')}
        size="large"
        style={{ width: '100%', maxWidth: 480 }}
      />
    </search>
  );
}
