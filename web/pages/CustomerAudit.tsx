import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed';
import { getRouteApi } from '@tanstack/react-router';
import { AuditList } from '../audit/AuditList.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { usePermission } from '../kit/permission.ts';

const route = getRouteApi('/customers/$customerId/tabs/audit');

/** What was done at one customer. */
export function CustomerAudit() {
  const { customerId } = route.useParams();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const { isGranted, whoMay } = usePermission('audit.read');
  if (!isGranted) return <EmptyState icon={<LockClosedRegular />} title={whoMay} />;
  return (
    <AuditList
      customerId={customerId}
      filter={filter}
      onFilter={(search) => void navigate({ search, replace: true, resetScroll: false })}
    />
  );
}
