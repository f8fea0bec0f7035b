import { getRouteApi } from '@tanstack/react-router';
import { useCustomer } from '../customers/getCustomer.ts';
import { Permitted } from '../kit/Permitted.tsx';
import { Section } from '../kit/Section.tsx';
import { useWords } from '../kit/words.ts';
import { SubscribedSkuList } from '../licenses/SubscribedSkuList.tsx';
import { UserDesk } from '../licenses/users/UserDesk.tsx';

const route = getRouteApi('/customers/$customerId/tabs/users');

/** A customer's products with their licences, and its people. */
export function CustomerUsers() {
  const t = useWords();
  const { customerId } = route.useParams();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const { data: customer } = useCustomer(customerId);
  return (
    <Permitted right="users.read">
      <Section id="products" title={t('licenses.products')}>
        <SubscribedSkuList customerId={customerId} />
      </Section>
      <UserDesk
        key={customerId}
        customerId={customerId}
        country={customer?.country ?? ''}
        filter={filter}
        onFilter={(search) => void navigate({ search, replace: true, resetScroll: false })}
        onCreated={(userId) => void navigate({ to: '/customers/$customerId/users/$userId', params: { customerId, userId } })}
      />
    </Permitted>
  );
}
