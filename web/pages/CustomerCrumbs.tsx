import type { ReactNode } from 'react';
import { useCustomer } from '../customers/getCustomer.ts';
import { Breadcrumbs } from '../kit/Breadcrumbs.tsx';
import { TextLink } from '../kit/links.tsx';
import { useWords } from '../kit/words.ts';

/** The way back from a page below a customer; `children` are the steps between. */
export function CustomerCrumbs({ customerId, children }: { customerId: string; children?: ReactNode }) {
  const t = useWords();
  const { data: customer } = useCustomer(customerId);
  return (
    <Breadcrumbs>
      <TextLink to="/customers">{t('customers.title')}</TextLink>
      <TextLink to="/customers/$customerId" params={{ customerId }}>
        {customer?.companyProfile.companyName ?? '…'}
      </TextLink>
      {children}
    </Breadcrumbs>
  );
}
