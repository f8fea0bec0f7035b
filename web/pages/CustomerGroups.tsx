import { getRouteApi } from '@tanstack/react-router';
import { Permitted } from '../kit/Permitted.tsx';
import { GroupList } from '../licenses/groups/GroupList.tsx';

const route = getRouteApi('/customers/$customerId/tabs/groups');

/** A customer's groups with what they hand on. */
export function CustomerGroups() {
  const { customerId } = route.useParams();
  const navigate = route.useNavigate();
  return (
    <Permitted right="users.read">
      <GroupList
        customerId={customerId}
        onCreated={(groupId) => void navigate({ to: '/customers/$customerId/groups/$groupId', params: { customerId, groupId } })}
      />
    </Permitted>
  );
}
