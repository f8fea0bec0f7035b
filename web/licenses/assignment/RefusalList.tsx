import type { LicenseReason } from '../../../src/licenses/assignment/contract.ts';
import { TextLink } from '../../kit/links.tsx';
import { useWords, useWordsByCode } from '../../kit/words.ts';
import styles from './Assignment.module.css';

type RefusalListProps = { readonly customerId: string; readonly reasons: readonly LicenseReason[] };

/** Why licences cannot be changed so: each reason in plain words, with the directory's own name for it, and what to do. */
export function RefusalList({ customerId, reasons }: RefusalListProps) {
  const byCode = useWordsByCode();
  return (
    <ul className={styles.reasons}>
      {reasons.map((reason) => (
        <li key={JSON.stringify(reason)} data-reason={reason.code}>
          <span>{reason.description}</span> <DirectoryWord code={reason.code} />
          <div className={styles.todo}>
            {byCode(`users.todo.${reason.code}`)} <Way customerId={customerId} reason={reason} />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** What the directory itself calls an error: the word that administrators search for. */
export const DIRECTORY_WORDS: Readonly<Record<string, string>> = {
  mutually_exclusive_violation: 'MutuallyExclusiveViolation',
  dependency_violation: 'DependencyViolation',
  count_violation: 'CountViolation',
  prohibited_in_usage_location_violation: 'ProhibitedInUsageLocationViolation',
};

function DirectoryWord({ code }: { code: string }) {
  const word = DIRECTORY_WORDS[code];
  return word === undefined ? null : <code className={styles.word}>{word}</code>;
}

/** The page on which the cause is fixed, where that is another one. */
function Way({ customerId, reason: { code, facts } }: { customerId: string; reason: LicenseReason }) {
  const t = useWords();
  if (code === 'count_violation' || code === 'product_not_held')
    return (
      <TextLink to="/customers/$customerId" params={{ customerId }}>
        {t('users.toSubscriptions')}
      </TextLink>
    );
  const groupIds: unknown = facts['groupIds'];
  const groupId: unknown = Array.isArray(groupIds) ? groupIds[0] : undefined;
  if (code !== 'license_inherited_from_group' || typeof groupId !== 'string') return null;
  return (
    <TextLink to="/customers/$customerId/groups/$groupId" params={{ customerId, groupId }}>
      {t('users.toGroup')}
    </TextLink>
  );
}
