import { getRouteApi } from '@tanstack/react-router';
import { useCustomer } from '../customers/getCustomer.ts';
import { TextLink } from '../kit/links.tsx';
import { PageHeading } from '../kit/PageHeading.tsx';
import { Permitted } from '../kit/Permitted.tsx';
import { isNotFound } from '../kit/request.ts';
import { useWords } from '../kit/words.ts';
import { BuyForm } from '../subscriptions/buy/BuyForm.tsx';
import { OrderResult } from '../subscriptions/buy/OrderResult.tsx';
import { useSubscriptions } from '../subscriptions/listSubscriptions.ts';
import { CustomerCrumbs } from './CustomerCrumbs.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';

const route = getRouteApi('/customers/$customerId/buy');

/** Buying for a customer: offers, cart, and what came of it. What is searched for and what was bought stand in the address. */
export function BuyPage() {
  const t = useWords();
  const { customerId } = route.useParams();
  const { orders, ...filter } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: customer, error } = useCustomer(customerId);
  const { data: subscriptions = [] } = useSubscriptions(customerId);
  if (isNotFound(error?.problem)) return <NotFoundPage />;
  const title = t('buy.titleFor', { customer: customer?.companyProfile.companyName ?? '…' });
  return (
    <>
      <CustomerCrumbs customerId={customerId} />
      <PageHeading title={title} documentTitle={t('buy.title')}>
        {filter.base !== undefined && orders === undefined && (
          <TextLink to="/customers/$customerId/buy" params={{ customerId }} search={{}}>
            {t('buy.allOffers')}
          </TextLink>
        )}
      </PageHeading>
      <Permitted right="orders.read">
        {orders === undefined ? (
          <BuyForm
            key={filter.base ?? ''}
            customerId={customerId}
            subscriptions={subscriptions}
            filter={filter}
            onFilter={(search) => void navigate({ search, replace: true, resetScroll: false })}
            onDone={(orderIds) => navigate({ search: { orders: orderIds.join('.') }, replace: true })}
          />
        ) : (
          <OrderResult customerId={customerId} orderIds={orders.split('.')} />
        )}
      </Permitted>
    </>
  );
}
