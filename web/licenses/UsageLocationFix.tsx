import { Select } from '@fluentui/react-components';
import { useState } from 'react';
import { PermittedButton } from '../kit/PermittedButton.tsx';
import { newRequestId } from '../kit/requestId.ts';
import { useWords } from '../kit/words.ts';
import { WriteProblem } from '../kit/WriteProblem.tsx';
import { useCountries } from './countries.ts';
import styles from './Fix.module.css';
import { useSetUsageLocation } from './setUsageLocation.ts';

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
  const countries = useCountries();
  const [country, setCountry] = useState(proposed);
  const change = useSetUsageLocation(customerId, userId, onFixed);
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
      <PermittedButton
        right="users.write"
        size="small"
        isBusy={change.isPending}
        onClick={() => change.mutate({ wish: { usageLocation: country }, requestId: newRequestId() })}
      >
        {t('licenses.setAndMove')}
      </PermittedButton>
      <WriteProblem of={change} />
    </div>
  );
}
