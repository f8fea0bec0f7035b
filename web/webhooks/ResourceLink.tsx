import { TextLink } from '../kit/links.tsx';
import { useWords } from '../kit/words.ts';

/** Leads to what an event is about, where the console has a page for it. */
export function ResourceLink({ resourceUri }: { resourceUri: string }) {
  const t = useWords();
  const [, collection, id = '', part, partId = ''] = resourceUri.split('/');
  if (collection === 'invoices') {
    return (
      <TextLink to="/invoices/$invoiceId" params={{ invoiceId: id }}>
        {id}
      </TextLink>
    );
  }
  if (collection === 'notices') return <TextLink to="/notices">{t('webhooks.notices')}</TextLink>;
  if (collection !== 'customers') return '–';
  if (part === 'subscriptions') {
    return (
      <TextLink to="/customers/$customerId/subscriptions/$subscriptionId" params={{ customerId: id, subscriptionId: partId }}>
        {t('webhooks.subscription')}
      </TextLink>
    );
  }
  return (
    <TextLink to="/customers/$customerId" params={{ customerId: id }}>
      {t('webhooks.customer')}
    </TextLink>
  );
}
