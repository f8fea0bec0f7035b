import { getRouteApi } from '@tanstack/react-router';
import { Calendar } from '../calendar/Calendar.tsx';
import { PageHeading } from '../kit/PageHeading.tsx';
import { useWords } from '../kit/words.ts';

const route = getRouteApi('/comingdates');

/** What comes at all customers. How far one looks ahead stands in the address. */
export function ComingDatesPage() {
  const t = useWords();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <>
      <PageHeading title={t('calendar.title')} documentTitle={t('calendar.title')} />
      <Calendar filter={filter} onFilter={(search) => void navigate({ search, replace: true, resetScroll: false })} />
    </>
  );
}
