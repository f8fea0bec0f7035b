import { getRouteApi } from '@tanstack/react-router';
import { AuditList } from '../audit/AuditList.tsx';
import { Permitted } from '../kit/Permitted.tsx';

const route = getRouteApi('/customers/$customerId/tabs/audit');

/** What was done at one customer. */
export function CustomerAudit() {
  const { customerId } = route.useParams();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Permitted right="audit.read">
      <AuditList
        customerId={customerId}
        filter={filter}
        onFilter={(search) => void navigate({ search, replace: true, resetScroll: false })}
      />
    </Permitted>
  );
}
