import { LinkButton } from '../kit/links.tsx';
import { PageHeading } from '../kit/PageHeading.tsx';
import { useWords } from '../kit/words.ts';
import { NoticeList } from '../notices/NoticeList.tsx';
import { Settings } from '../notices/Settings.tsx';

/** Where one acts on each kind of notice. */
const PLACES = {
  left_behind: { to: '/leftbehind' },
  schedule_trouble: { to: '/comingdates', search: { kind: 'scheduled_change' } },
  campaign_waiting: { to: '/campaigns' },
  term_end: { to: '/comingdates', search: { kind: 'term_end' } },
  removal: { to: '/comingdates', search: { kind: 'removal' } },
  delegated_admin_end: { to: '/relationships' },
} as const;

/** What the person can act on now, and what they want to hear of. */
export function NoticesPage() {
  const t = useWords();
  return (
    <>
      <PageHeading title={t('notices.title')} documentTitle={t('notices.title')} />
      <p>{t('notices.about')}</p>
      <NoticeList
        lookAt={(kind, { text, label }) => (
          <LinkButton {...PLACES[kind]} size="small" aria-label={label}>
            {text}
          </LinkButton>
        )}
      />
      <Settings />
    </>
  );
}
