import type { ReactNode } from 'react';
import { useCustomer } from '../customers/getCustomer.ts';
import { Breadcrumbs } from '../kit/Breadcrumbs.tsx';
import { TextLink } from '../kit/links.tsx';
import { useWords } from '../kit/words.ts';

/** The step to the subscription that a page below it is about. */
export function SubscriptionCrumb({ customerId, subscriptionId, name }: SubscriptionCrumbProps) {
  return (
    <TextLink
      to="/customers/$customerId/subscriptions/$subscriptionId"
      params={{ customerId, subscriptionId }}
      activeOptions={{ exact: true }}
    >
      {name ?? '…'}
    </TextLink>
  );
}

type SubscriptionCrumbProps = { readonly customerId: string; readonly subscriptionId: string; readonly name: string | undefined };

/** The way back from a page below a customer; `children` are the steps between. */
export function CustomerCrumbs({ customerId, children }: { customerId: string; children?: ReactNode }) {
  const t = useWords();
  const { data: customer } = useCustomer(customerId);
  return (
    <Breadcrumbs>
      <TextLink to="/customers" activeOptions={{ exact: true }}>
        {t('customers.title')}
      </TextLink>
      <TextLink to="/customers/$customerId" params={{ customerId }} activeOptions={{ exact: true }}>
        {customer?.companyProfile.companyName ?? '…'}
      </TextLink>
      {children}
    </Breadcrumbs>
  );
}
