import { getRouteApi } from '@tanstack/react-router';
import { useChannels } from '../channels/channels.ts';
import { FirstDays } from '../channels/FirstDays.tsx';
import { Recorded } from '../channels/Recorded.tsx';
import { ServiceList } from '../channels/ServiceList.tsx';
import { useCustomer } from '../customers/getCustomer.ts';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { Section } from '../kit/Section.tsx';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords } from '../kit/words.ts';
import { useKnownNames } from './useKnownNames.ts';

const route = getRouteApi('/customers/$customerId/tabs/channels');

/** Through whom the customer holds what, what that means for upgrades, and what is recorded of it. */
export function CustomerChannels() {
  const t = useWords();
  const { customerId } = route.useParams();
  const { data: customer } = useCustomer(customerId);
  const names = useKnownNames(customerId);
  const { data, error, refetch } = useChannels(customerId);
  return (
    <>
      {error !== null && <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <SkeletonRows rows={4} height={32} />}
      {data !== undefined && (
        <Section id="firstdays" title={t('channels.upgrades')} about={t('channels.upgradesAbout')}>
          <FirstDays customerId={customerId} upgrades={data.upgrades} nameOf={names.subscription} />
        </Section>
      )}
      <Section id="recorded" title={t('channels.recorded')} about={t('channels.recordedAbout')}>
        <Recorded customerId={customerId} country={customer?.country ?? ''} />
      </Section>
      {data !== undefined && (
        <Section id="services" title={t('channels.services')} about={t('channels.servicesAbout')}>
          <ServiceList services={data.services} />
        </Section>
      )}
    </>
  );
}
