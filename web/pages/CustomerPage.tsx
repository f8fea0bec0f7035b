import { getRouteApi, Link, Outlet } from '@tanstack/react-router';
import { ClockControl } from '../customers/ClockControl.tsx';
import { CustomerHeader } from '../customers/CustomerHeader.tsx';
import { useCustomer } from '../customers/getCustomer.ts';
import { Breadcrumbs } from '../kit/Breadcrumbs.tsx';
import { TextLink } from '../kit/links.tsx';
import { isNotFound } from '../kit/request.ts';
import { useCurrentInView } from '../kit/useCurrentInView.ts';
import { useWords } from '../kit/words.ts';
import { useSession } from '../session/getSession.ts';
import styles from './CustomerPage.module.css';
import { NotFoundPage } from './NotFoundPage.tsx';

const route = getRouteApi('/customers/$customerId/tabs');

/** A customer: who it is, and its subscriptions, people and upgrades side by side. */
export function CustomerPage() {
  const t = useWords();
  const { customerId } = route.useParams();
  const { mode } = useSession();
  const row = useCurrentInView();
  const { error } = useCustomer(customerId);
  if (isNotFound(error?.problem)) return <NotFoundPage />;
  const params = { customerId };
  const tab = {
    className: styles.tab,
    activeProps: { className: `${styles.tab} ${styles.active}` },
    activeOptions: { exact: true, includeSearch: false },
  };
  return (
    <>
      <Breadcrumbs>
        <TextLink to="/customers">{t('customers.title')}</TextLink>
      </Breadcrumbs>
      <CustomerHeader customerId={customerId} />
      {mode === 'demo' && <ClockControl key={customerId} customerId={customerId} />}
      <nav ref={row} className={styles.tabs} aria-label={t('pages.customerParts')}>
        <Link to="/customers/$customerId" params={params} {...tab}>
          {t('subscriptions.title')}
        </Link>
        <Link to="/customers/$customerId/users" params={params} {...tab}>
          {t('licenses.title')}
        </Link>
        <Link to="/customers/$customerId/groups" params={params} {...tab}>
          {t('groups.title')}
        </Link>
        <Link to="/customers/$customerId/upgrades" params={params} {...tab}>
          {t('upgrades.history')}
        </Link>
        <Link to="/customers/$customerId/spend" params={params} {...tab}>
          {t('money.spend')}
        </Link>
        <Link to="/customers/$customerId/relationship" params={params} {...tab}>
          {t('relationships.tab')}
        </Link>
        <Link to="/customers/$customerId/channels" params={params} {...tab}>
          {t('channels.title')}
        </Link>
        <Link to="/customers/$customerId/audit" params={params} {...tab}>
          {t('audit.title')}
        </Link>
      </nav>
      <Outlet />
    </>
  );
}
