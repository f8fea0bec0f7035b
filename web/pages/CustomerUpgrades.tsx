import { getRouteApi } from '@tanstack/react-router';
import { UpgradeHistory } from '../upgrades/UpgradeHistory.tsx';

const route = getRouteApi('/customers/$customerId/tabs/upgrades');

/** The upgrades a customer has had. */
export function CustomerUpgrades() {
  const { customerId } = route.useParams();
  return <UpgradeHistory customerId={customerId} />;
}
