import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCustomer } from '../customers/getCustomer.ts';
import { Fact, Facts } from '../kit/Facts.tsx';
import { Section } from '../kit/Section.tsx';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords } from '../kit/words.ts';
import { Agreements } from '../relationships/Agreements.tsx';
import { EndRelationship } from '../relationships/EndRelationship.tsx';
import { GranularAdmin } from '../relationships/GranularAdmin.tsx';
import { Privileges } from '../relationships/Privileges.tsx';
import { useTiesOfCustomer } from '../relationships/resellers.ts';
import { useSession } from '../session/getSession.ts';
import { useSubscriptions } from '../subscriptions/listSubscriptions.ts';

const route = getRouteApi('/customers/$customerId/tabs/relationship');

/** What ties the customer to the partner: privileges, roles for a time, agreement, reseller; and the end of it. */
export function CustomerRelationship() {
  const t = useWords();
  const { customerId } = route.useParams();
  const navigate = useNavigate();
  const session = useSession();
  const { data: found } = useCustomer(customerId);
  const { data: ties } = useTiesOfCustomer(customerId);
  const { data: subscriptions } = useSubscriptions(customerId);
  if (found === undefined) return <SkeletonRows rows={4} height={32} />;
  const customer = { id: customerId, name: found.companyProfile.companyName };
  const provider = ties?.find(({ relationshipType }) => relationshipType === 'is_indirect_reseller_of');
  const reseller = ties?.find(({ relationshipType }) => relationshipType === 'is_indirect_cloud_solution_provider_of');
  const isSeller = provider === undefined;
  const active = subscriptions?.filter(({ status }) => status === 'active' || status === 'pending');
  return (
    <>
      {provider !== undefined && <p>{t('relationships.providerDecides', { provider: provider.name })}</p>}
      <Section id="privileges" title={t('relationships.privileges')} about={t('relationships.privilegesAbout')}>
        <Privileges customer={customer} isGranted={found.allowDelegatedAccess === true} isSeller={isSeller} />
      </Section>
      <Section id="granular" title={t('relationships.granular')} about={t('relationships.granularAbout')}>
        <GranularAdmin customerId={customerId} isSeller={isSeller} />
      </Section>
      <Section id="agreement" title={t('relationships.agreement')} about={t('relationships.agreementAbout')}>
        <Agreements customerId={customerId} />
      </Section>
      <Section id="sellers" title={t('relationships.sellers')}>
        <Facts>
          <Fact name={t('relationships.soldBy')}>
            {provider === undefined ? session.partner.name : t('relationships.nameWithMpn', { name: provider.name, mpn: provider.mpnId })}
          </Fact>
          <Fact name={t('relationships.reseller')}>
            {reseller !== undefined && t('relationships.nameWithMpn', { name: reseller.name, mpn: reseller.mpnId })}
            {reseller === undefined && (provider === undefined ? t('relationships.noReseller') : session.partner.name)}
          </Fact>
        </Facts>
      </Section>
      {isSeller && (
        <Section id="end" title={t('relationships.end')} about={t('relationships.endAbout')}>
          <EndRelationship customer={customer} active={active} onEnded={() => void navigate({ to: '/customers' })} />
        </Section>
      )}
    </>
  );
}
