import { getRouteApi } from '@tanstack/react-router';
import { PageHeading } from '../kit/PageHeading.tsx';
import { Section } from '../kit/Section.tsx';
import { useWords } from '../kit/words.ts';
import { useSession } from '../session/getSession.ts';
import { Journal } from '../staff/Journal.tsx';
import { RightsByRole } from '../staff/RightsByRole.tsx';
import { StaffList } from '../staff/StaffList.tsx';

const route = getRouteApi('/staff');

/** Who works for the partner, what each role may do, and what was done in the partner's own house. */
export function StaffPage() {
  const t = useWords();
  const { user } = useSession();
  const { role = 'global_admin', ...filter } = route.useSearch();
  const navigate = route.useNavigate();
  const show = (search: ReturnType<typeof route.useSearch>) => void navigate({ search, replace: true, resetScroll: false });
  return (
    <>
      <PageHeading title={t('staff.title')} documentTitle={t('staff.title')} />
      <Section id="people" title={t('staff.people')} about={t('staff.peopleAbout')}>
        <StaffList isGlobalAdmin={user.roles.includes('global_admin')} ownId={user.id} />
      </Section>
      <Section id="rights" title={t('staff.rights')} about={t('staff.rightsAbout')}>
        <RightsByRole role={role} onChoose={(chosen) => show({ ...filter, role: chosen })} />
      </Section>
      <Section id="journal" title={t('staff.journal')} about={t('staff.journalAbout')}>
        <Journal filter={filter} onFilter={(wanted) => show({ ...wanted, role })} />
      </Section>
    </>
  );
}
