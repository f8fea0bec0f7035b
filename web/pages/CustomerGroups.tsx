import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState } from '../kit/EmptyState.tsx';
import { useWords } from '../kit/words.ts';
import { GroupList } from '../licenses/groups/GroupList.tsx';
import { useSession } from '../session/getSession.ts';

const route = getRouteApi('/customers/$customerId/tabs/groups');

/** A customer's groups with what they hand on. */
export function CustomerGroups() {
  const t = useWords();
  const { customerId } = route.useParams();
  const navigate = route.useNavigate();
  if (!useSession().rights.includes('users.read')) return <EmptyState icon={<LockClosedRegular />} title={t('licenses.mayNot')} />;
  return (
    <GroupList
      customerId={customerId}
      onCreated={(groupId) => void navigate({ to: '/customers/$customerId/groups/$groupId', params: { customerId, groupId } })}
    />
  );
}
