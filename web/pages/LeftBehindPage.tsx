import { getRouteApi } from '@tanstack/react-router';
import { PageHeading } from '../kit/PageHeading.tsx';
import { Permitted } from '../kit/Permitted.tsx';
import { useWords } from '../kit/words.ts';
import { LeftBehindTasks } from '../upgrades/LeftBehindTasks.tsx';

const route = getRouteApi('/leftbehind');

/** Everybody whom upgrades left behind, over all customers. What it is narrowed to stands in the address. */
export function LeftBehindPage() {
  const t = useWords();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <>
      <PageHeading title={t('leftBehind.title')} documentTitle={t('leftBehind.title')} />
      <Permitted right="users.read">
        <LeftBehindTasks filter={filter} onFilter={(search) => void navigate({ search, replace: true, resetScroll: false })} />
      </Permitted>
    </>
  );
}
