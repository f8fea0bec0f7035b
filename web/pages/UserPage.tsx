import { getRouteApi } from '@tanstack/react-router';
import { InitialsIcon } from '../kit/InitialsIcon.tsx';
import { TextLink } from '../kit/links.tsx';
import { PageHeading } from '../kit/PageHeading.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { isNotFound } from '../kit/request.ts';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords } from '../kit/words.ts';
import { useUser } from '../licenses/users/getUser.ts';
import { UserDetails } from '../licenses/users/UserDetails.tsx';
import { CustomerCrumbs } from './CustomerCrumbs.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';

const route = getRouteApi('/customers/$customerId/users/$userId');

/** One person of a customer, with what they hold. */
export function UserPage() {
  const t = useWords();
  const { customerId, userId } = route.useParams();
  const { data: user, error, refetch } = useUser(customerId, userId);
  if (isNotFound(error?.problem)) return <NotFoundPage />;
  return (
    <>
      <CustomerCrumbs customerId={customerId}>
        <TextLink to="/customers/$customerId/users" params={{ customerId }}>
          {t('licenses.title')}
        </TextLink>
      </CustomerCrumbs>
      {error !== null && user === undefined && <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />}
      {error === null && user === undefined && <SkeletonRows rows={4} height={64} />}
      {user !== undefined && (
        <>
          <PageHeading
            title={user.displayName}
            documentTitle={user.displayName}
            icon={<InitialsIcon name={user.displayName} size={48} />}
          />
          <UserDetails key={user.id} customerId={customerId} user={user} />
        </>
      )}
    </>
  );
}
