import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState } from '../kit/EmptyState.tsx';
import { useWords } from '../kit/words.ts';
import { SubscribedSkuList } from '../licenses/SubscribedSkuList.tsx';
import { UserList } from '../licenses/UserList.tsx';
import { useSession } from '../session/getSession.ts';
import styles from './CustomerPage.module.css';

const route = getRouteApi('/customers/$customerId/tabs/users');

/** A customer's products with their licences, and its people. */
export function CustomerUsers() {
  const t = useWords();
  const { customerId } = route.useParams();
  if (!useSession().rights.includes('users.read')) return <EmptyState icon={<LockClosedRegular />} title={t('licenses.mayNot')} />;
  return (
    <>
      <h2 className={styles.heading}>{t('licenses.products')}</h2>
      <SubscribedSkuList customerId={customerId} />
      <h2 className={styles.heading}>{t('licenses.users')}</h2>
      <UserList customerId={customerId} />
    </>
  );
}
