import { Select } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useFormats } from '../kit/formats.ts';
import { PermittedButton } from '../kit/PermittedButton.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { newRequestId } from '../kit/requestId.ts';
import type { RequestError } from '../kit/request.ts';
import { useWords } from '../kit/words.ts';
import { useWriter } from '../kit/writer.ts';
import styles from './Fix.module.css';
import { setUsageLocation } from './setUsageLocation.ts';

type UsageLocationFixProps = {
  readonly customerId: string;
  readonly userId: string;
  readonly name: string;
  /** The country that is proposed: the customer's own. */
  readonly proposed: string;
  readonly onFixed: () => void;
};

/** Chooses a country and sets it as the user's usage location. */
export function UsageLocationFix({ customerId, userId, name, proposed, onFixed }: UsageLocationFixProps) {
  const t = useWords();
  const { csrfToken } = useWriter();
  const countries = useCountries();
  const [country, setCountry] = useState(proposed);
  const { mutate, isPending, error } = useMutation<unknown, RequestError, string>({
    mutationFn: (requestId) => setUsageLocation({ customerId, userId, usageLocation: country, csrfToken, requestId }),
    networkMode: 'always',
    onSuccess: onFixed,
  });
  return (
    <div className={styles.fix}>
      <Select
        size="small"
        aria-label={t('licenses.usageLocationOf', { name })}
        value={country}
        onChange={(_, { value }) => setCountry(value)}
        className={styles.country}
      >
        {countries.map(({ code, text }) => (
          <option key={code} value={code}>
            {text}
          </option>
        ))}
      </Select>
      <PermittedButton right="users.write" size="small" isBusy={isPending} onClick={() => mutate(newRequestId())}>
        {t('licenses.setAndMove')}
      </PermittedButton>
      {error !== null && <ProblemNotice problem={error.problem} />}
    </div>
  );
}

/** Names that the browser has for codes of regions that are no countries. */
const NO_COUNTRIES = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ', 'AC', 'CP', 'CQ', 'DG', 'EA', 'IC', 'TA', 'XK']);

/** Every country by its name in the language of the page. Old codes, which have the name of a newer one, are left out. */
function useCountries(): readonly { readonly code: string; readonly text: string }[] {
  const formats = useFormats();
  return useMemo(() => {
    const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
    const codes = letters.flatMap((first) => letters.map((second) => first + second));
    const isCurrent = (code: string) => !NO_COUNTRIES.has(code) && new Intl.Locale(`und-${code}`).region === code;
    const named = codes.filter(isCurrent).map((code) => ({ code, text: formats.country(code) }));
    const first = new Map<string, { readonly code: string; readonly text: string }>();
    for (const country of named) if (country.text !== country.code) first.set(country.text, first.get(country.text) ?? country);
    return [...first.values()].toSorted((a, b) => a.text.localeCompare(b.text, document.documentElement.lang));
  }, [formats]);
}
