import { Select } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { PermittedButton } from '../kit/PermittedButton.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { newRequestId } from '../kit/requestId.ts';
import type { RequestError } from '../kit/request.ts';
import { useWords } from '../kit/words.ts';
import { useWriter } from '../kit/writer.ts';
import { useCountries } from './countries.ts';
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
