import { DocumentSearchRegular } from '@fluentui/react-icons/svg/document-search';
import { EmptyState } from '../kit/EmptyState.tsx';
import { LinkButton } from '../kit/links.tsx';
import { PageHeading } from '../kit/PageHeading.tsx';
import { useWords } from '../kit/words.ts';

/** An address that leads nowhere. */
export function NotFoundPage() {
  const t = useWords();
  return (
    <>
      <PageHeading title={t('pages.notFound')} documentTitle={t('pages.notFound')} />
      <EmptyState icon={<DocumentSearchRegular />} title={t('pages.notFoundDetail')}>
        <LinkButton appearance="primary" to="/customers">
          {t('pages.toCustomers')}
        </LinkButton>
      </EmptyState>
    </>
  );
}
