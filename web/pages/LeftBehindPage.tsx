import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState } from '../kit/EmptyState.tsx';
import { PageHeading } from '../kit/PageHeading.tsx';
import { usePermission } from '../kit/permission.ts';
import { useWords } from '../kit/words.ts';
import { LeftBehindTasks } from '../upgrades/LeftBehindTasks.tsx';

const route = getRouteApi('/leftbehind');

/** Everybody whom upgrades left behind, over all customers. What it is narrowed to stands in the address. */
export function LeftBehindPage() {
  const t = useWords();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const { isGranted, whoMay } = usePermission('users.read');
  return (
    <>
      <PageHeading title={t('leftBehind.title')} documentTitle={t('leftBehind.title')} />
      {isGranted ? (
        <LeftBehindTasks filter={filter} onFilter={(search) => void navigate({ search, replace: true, resetScroll: false })} />
      ) : (
        <EmptyState icon={<LockClosedRegular />} title={whoMay} />
      )}
    </>
  );
}
