import { SearchBox } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';

const PAUSE_MS = 250;

type SearchFieldProps = {
  /** What is searched for now. */
  readonly value: string;
  readonly label: string;
  readonly size?: 'medium' | 'large';
  readonly className?: string | undefined;
  readonly onSearch: (text: string) => void;
};

/** A search field that asks once the person pauses, not at every key. */
export function SearchField({ value, label, onSearch, ...look }: SearchFieldProps) {
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
  return <SearchBox {...look} value={text} onChange={(_, data) => setText(data.value)} placeholder={label} aria-label={label} />;
}
