import { useMemo } from 'react';
import { useFormats } from '../kit/formats.ts';

/** Names that the browser has for codes of regions that are no countries. */
const NO_COUNTRIES = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ', 'AC', 'CP', 'CQ', 'DG', 'EA', 'IC', 'TA', 'XK']);

export type Country = { readonly code: string; readonly text: string };

/** Every country by its name in the language of the page. Old codes, which have the name of a newer one, are left out. */
export function useCountries(): readonly Country[] {
  const formats = useFormats();
  return useMemo(() => {
    const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
    const codes = letters.flatMap((first) => letters.map((second) => first + second));
    const isCurrent = (code: string) => !NO_COUNTRIES.has(code) && new Intl.Locale(`und-${code}`).region === code;
    const named = codes.filter(isCurrent).map((code) => ({ code, text: formats.country(code) }));
    const first = new Map<string, Country>();
    for (const country of named) if (country.text !== country.code) first.set(country.text, first.get(country.text) ?? country);
    return [...first.values()].toSorted((a, b) => a.text.localeCompare(b.text, document.documentElement.lang));
  }, [formats]);
}
