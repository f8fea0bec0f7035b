import { getRouteApi } from '@tanstack/react-router';
import { TextLink } from '../kit/links.tsx';
import { PageHeading } from '../kit/PageHeading.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { isNotFound } from '../kit/request.ts';
import { SkeletonRows } from '../kit/SkeletonRows.tsx';
import { useWords } from '../kit/words.ts';
import { GroupDetails } from '../licenses/groups/GroupDetails.tsx';
import { useGroup } from '../licenses/groups/groups.ts';
import { CustomerCrumbs } from './CustomerCrumbs.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';

const route = getRouteApi('/customers/$customerId/groups/$groupId');

/** One group of a customer's directory. */
export function GroupPage() {
  const t = useWords();
  const { customerId, groupId } = route.useParams();
  const navigate = route.useNavigate();
  const { data: group, error, refetch } = useGroup(customerId, groupId);
  if (isNotFound(error?.problem)) return <NotFoundPage />;
  return (
    <>
      <CustomerCrumbs customerId={customerId}>
        <TextLink to="/customers/$customerId/groups" params={{ customerId }}>
          {t('groups.title')}
        </TextLink>
      </CustomerCrumbs>
      {error !== null && group === undefined && <ProblemNotice problem={error.problem} onRetry={() => void refetch()} />}
      {error === null && group === undefined && <SkeletonRows rows={4} height={64} />}
      {group !== undefined && (
        <>
          <PageHeading title={group.displayName} documentTitle={group.displayName} />
          <GroupDetails
            key={group.id}
            customerId={customerId}
            group={group}
            onDeleted={() => void navigate({ to: '/customers/$customerId/groups', params: { customerId } })}
          />
        </>
      )}
    </>
  );
}
