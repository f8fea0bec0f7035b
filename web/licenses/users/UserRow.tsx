import { Checkbox } from '@fluentui/react-components';
import { Link } from '@tanstack/react-router';
import type { CustomerUser } from '../../../src/licenses/contract.ts';
import { useFormats } from '../../kit/formats.ts';
import { InitialsIcon } from '../../kit/InitialsIcon.tsx';
import { useWords } from '../../kit/words.ts';
import styles from './Users.module.css';

type UserCellsProps = {
  readonly customerId: string;
  readonly user: CustomerUser;
  readonly isChosen: boolean;
  readonly onChoose: (isChosen: boolean) => void;
};

/** The cells of one person of the list: to be chosen, and a way to their page. */
export function UserCells({ customerId, user, isChosen, onChoose }: UserCellsProps) {
  const t = useWords();
  const formats = useFormats();
  const { id: userId, displayName, userPrincipalName, usageLocation, state, softDeletionTime, products = [] } = user;
  return (
    <>
      <div role="cell" className={styles.check}>
        {state === 'active' && (
          <Checkbox
            checked={isChosen}
            onChange={(_, { checked }) => onChoose(checked === true)}
            aria-label={t('users.choose', { name: displayName })}
          />
        )}
      </div>
      <div role="cell" className={styles.person}>
        <InitialsIcon name={displayName} />
        <span className={styles.names}>
          <Link to="/customers/$customerId/users/$userId" params={{ customerId, userId }} className={styles.link}>
            {displayName}
          </Link>
          <span className={styles.account}>{userPrincipalName}</span>
        </span>
      </div>
      <div role="cell" className={styles.location}>
        {usageLocation === undefined ? <em>{t('licenses.usageLocation.missing')}</em> : formats.country(usageLocation)}
      </div>
      <div role="cell" className={styles.holds}>
        {softDeletionTime !== undefined && t('users.deletedAt', { at: formats.instant(softDeletionTime) })}
        {state === 'active' && products.length === 0 && <span className={styles.account}>{t('licenses.none')}</span>}
        {formats.list(products.map(({ name }) => name))}
      </div>
    </>
  );
}

/** What the columns of the list of people are called. */
export function UserHeadings() {
  const t = useWords();
  return (
    <div role="row" aria-rowindex={1} className={styles.headings}>
      <div role="columnheader">
        <span className="visually-hidden">{t('users.chosen')}</span>
      </div>
      <div role="columnheader">{t('licenses.user')}</div>
      <div role="columnheader">{t('licenses.usageLocation')}</div>
      <div role="columnheader">{t('licenses.licenses')}</div>
    </div>
  );
}
