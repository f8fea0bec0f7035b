import type { Day } from '../../kit/dates.ts';
import { GLOBAL_ADMINISTRATOR, levelOf, PRIVILEGED_ROLE_ADMINISTRATOR, type DirectoryLevel } from './roles.ts';

/** Roles that a customer granted for a time. `until` is the first day on which they no longer count; null while they are extended by themselves. */
export type GranularGrant = { readonly roles: readonly string[]; readonly until: Day | null };

/** What a customer granted a partner in its directory. */
export type Delegation = {
  /** Services with the delegated admin privileges of the reseller relationship; `*` stands for all. */
  readonly delegatedAdminServices: readonly string[];
  /** Every approved grant of limited time and scope that nobody ended. */
  readonly granularAdmin: readonly GranularGrant[];
};

/**
 * How far the partner may go in the customer's directory for these services on a day: the old privileges allow
 * everything for the services they name, the roles of a grant that runs allow what the roles allow, for all services.
 */
export function directoryReach(delegation: Delegation, services: readonly string[], today: Day): DirectoryLevel {
  if (missingPrivileges(delegation, services).length === 0) return 'write';
  return levelOf(runningRoles(delegation, today));
}

/** Whether the partner may say who holds which role in the customer's directory: of the roles for a time few suffice. */
export function mayAdministerRoles(delegation: Delegation, today: Day): boolean {
  if (delegation.delegatedAdminServices.length > 0) return true;
  return runningRoles(delegation, today).some((id) => id === PRIVILEGED_ROLE_ADMINISTRATOR || id === GLOBAL_ADMINISTRATOR);
}

function runningRoles({ granularAdmin }: Delegation, today: Day): readonly string[] {
  return granularAdmin.filter(({ until }) => until === null || today < until).flatMap(({ roles }) => roles);
}

/** The services among these over whose administration the customer granted less than is needed on a day. */
export function undelegatedServices(
  delegation: Delegation,
  services: readonly string[],
  { today, needed }: { readonly today: Day; readonly needed: 'read' | 'write' },
): readonly string[] {
  const reach = directoryReach(delegation, services, today);
  return reach === 'write' || reach === needed ? [] : missingPrivileges(delegation, services);
}

function missingPrivileges({ delegatedAdminServices }: Delegation, services: readonly string[]): readonly string[] {
  if (delegatedAdminServices.includes('*')) return [];
  return [...new Set(services)].filter((service) => !delegatedAdminServices.includes(service));
}
