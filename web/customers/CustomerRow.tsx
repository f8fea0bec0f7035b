import { Badge } from '@fluentui/react-components';
import { ShieldCheckmarkRegular } from '@fluentui/react-icons/svg/shield-checkmark';
import { ShieldErrorRegular } from '@fluentui/react-icons/svg/shield-error';
import { Link } from '@tanstack/react-router';
import type { Customer } from '../../src/customers/contract.ts';
import { useFormats } from '../kit/formats.ts';
import { InitialsIcon } from '../kit/InitialsIcon.tsx';
import { useWords } from '../kit/words.ts';
import { hasDelegatedAdmin } from './customer.ts';
import styles from './CustomerList.module.css';

/** The cells of one customer. The whole row leads to it; the name is what the keyboard reaches. */
export function CustomerCells({ customer }: { customer: Customer }) {
  const formats = useFormats();
  const { companyName, domain } = customer.companyProfile;
  return (
    <>
      <div role="cell" className={styles.name}>
        <InitialsIcon name={companyName} size={36} />
        <Link to="/customers/$customerId" params={{ customerId: customer.id }} className={styles.link}>
          {companyName}
        </Link>
      </div>
      <div role="cell" className={styles.domain}>
        {domain}
      </div>
      <div role="cell" className={styles.country}>
        {formats.country(customer.country)}
      </div>
      <div role="cell" className={styles.admin}>
        <DelegatedAdminBadge customer={customer} />
      </div>
    </>
  );
}

/** What the columns of the list of customers are called. */
export function CustomerHeadings() {
  const t = useWords();
  return (
    <div role="row" aria-rowindex={1} className={styles.headings}>
      <div role="columnheader">{t('customers.name')}</div>
      <div role="columnheader">{t('customers.domain')}</div>
      <div role="columnheader">{t('customers.country')}</div>
      <div role="columnheader">{t('customers.delegatedAdmin')}</div>
    </div>
  );
}

/** Whether the customer has granted delegated admin privileges, in words and in colour. */
export function DelegatedAdminBadge({ customer }: { customer: Customer }) {
  const t = useWords();
  return hasDelegatedAdmin(customer) ? (
    <Badge appearance="ghost" color="success" icon={<ShieldCheckmarkRegular />}>
      {t('customers.delegatedAdmin.granted')}
    </Badge>
  ) : (
    <Badge appearance="tint" color="warning" icon={<ShieldErrorRegular />}>
      {t('customers.delegatedAdmin.missing')}
    </Badge>
  );
}
