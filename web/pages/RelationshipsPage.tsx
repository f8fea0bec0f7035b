import { PageHeading } from '../kit/PageHeading.tsx';
import { usePermission } from '../kit/permission.ts';
import { WhoMay } from '../kit/PermittedButton.tsx';
import { Section } from '../kit/Section.tsx';
import { useWords } from '../kit/words.ts';
import { GranularOverview } from '../relationships/GranularOverview.tsx';
import { NewRequest } from '../relationships/NewRequest.tsx';
import { PartnerTies } from '../relationships/PartnerTies.tsx';
import { RequestList } from '../relationships/RequestList.tsx';
import { useSession } from '../session/getSession.ts';

/** What customers were asked for, what they granted for a time, and who else works with this partner. */
export function RelationshipsPage() {
  const t = useWords();
  const { partner } = useSession();
  const isIndirect = partner.kind !== 'direct';
  const mayRequest = usePermission('relationships.request').isGranted;
  const maySeePartners = usePermission('resellers.read').isGranted;
  return (
    <>
      <PageHeading title={t('relationships.title')} documentTitle={t('relationships.title')} />
      <Section id="requests" title={t('relationships.requests')} about={t('relationships.requestsAbout')}>
        <NewRequest partner={partner} />
        {mayRequest && <RequestList />}
      </Section>
      <Section id="granular" title={t('relationships.granular')} about={t('relationships.granularAbout')}>
        <GranularOverview />
      </Section>
      {isIndirect && (
        <Section id="partners" title={t('relationships.partners')} about={t('relationships.partnersAbout')}>
          {maySeePartners ? <PartnerTies isProvider={partner.kind === 'indirect_provider'} /> : <WhoMay right="resellers.read" />}
        </Section>
      )}
    </>
  );
}
