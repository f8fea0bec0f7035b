import { getRouteApi } from '@tanstack/react-router';
import { PageHeading } from '../kit/PageHeading.tsx';
import { Permitted } from '../kit/Permitted.tsx';
import { Section } from '../kit/Section.tsx';
import { useWords } from '../kit/words.ts';
import { DeliveryLog } from '../webhooks/DeliveryLog.tsx';
import { Receiver } from '../webhooks/Receiver.tsx';

const route = getRouteApi('/webhooks');

/** Where the partner's own programs are told what happens, and what became of each event. */
export function WebhooksPage() {
  const t = useWords();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <>
      <PageHeading title={t('webhooks.title')} documentTitle={t('webhooks.title')} />
      <Permitted right="webhooks.manage">
        <Section id="receiver" title={t('webhooks.receiver')} about={t('webhooks.receiverAbout')}>
          <Receiver />
        </Section>
        <Section id="deliveries" title={t('webhooks.log')} about={t('webhooks.logAbout')}>
          <DeliveryLog filter={filter} onFilter={(search) => void navigate({ search, replace: true, resetScroll: false })} />
        </Section>
      </Permitted>
    </>
  );
}
