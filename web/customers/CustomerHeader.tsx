import { useFormats } from '../kit/formats.ts';
import { InitialsIcon } from '../kit/InitialsIcon.tsx';
import { PageHeading } from '../kit/PageHeading.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords } from '../kit/words.ts';
import styles from './CustomerHeader.module.css';
import { DelegatedAdminBadge } from './CustomerRow.tsx';
import { useCustomer } from './getCustomer.ts';

/** The customer's name, domain and country, and whether delegated admin privileges are granted. */
export function CustomerHeader({ customerId }: { customerId: string }) {
  const t = useWords();
  const formats = useFormats();
  const { data: customer, error, refetch } = useCustomer(customerId);
  if (customer === undefined) {
    return error === null ? (
      <SkeletonRows rows={1} height={64} />
    ) : (
      <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />
    );
  }
  const { companyName, domain } = customer.companyProfile;
  return (
    <PageHeading title={companyName} documentTitle={companyName} icon={<InitialsIcon name={companyName} size={48} />}>
      <div className={styles.line}>
        <span>{domain}</span>
        <span>{formats.country(customer.country)}</span>
        <span>
          {t('customers.delegatedAdmin')} <DelegatedAdminBadge customer={customer} />
        </span>
      </div>
    </PageHeading>
  );
}
