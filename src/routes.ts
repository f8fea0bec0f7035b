import type { Access } from './access/access.ts';
import { embeddedIdentityRoutes } from './access/embedded/routes.ts';
import { tenantRoutes } from './access/embedded/tenants/routes.ts';
import { sessionRoutes } from './access/session/routes.ts';
import { consoleSignInRoutes } from './access/signin/routes.ts';
import type { CatalogSource } from './catalog/catalog.ts';
import { catalogRoutes } from './catalog/routes.ts';
import { customerRoutes } from './customers/routes.ts';
import { licenseRoutes } from './licenses/routes.ts';
import type { Routes } from './platform/app.ts';
import type { Clock } from './platform/clock.ts';
import type { Db } from './platform/db.ts';
import { documentationRoutes } from './platform/documentation.ts';
import { healthRoutes } from './platform/health.ts';
import { subscriptionRoutes } from './subscriptions/routes.ts';
import { upgradeRecordRoutes } from './upgrades/records/routes.ts';
import { upgradeRoutes } from './upgrades/routes.ts';

/** What the routes of the program work with. */
export type Parts = {
  readonly db: Db;
  readonly access: Access;
  readonly catalog: CatalogSource;
  readonly clock: Clock;
  readonly newId: () => string;
  /** A fresh secret of 256 bits, as text. */
  readonly newSecret: () => string;
  readonly version: string;
  readonly docsFolder: string;
};

/** Every route of the program, in the order of the domains. The rights of each stand in access/permissions.ts. */
export function allRoutes(parts: Parts): readonly Routes[] {
  const { access, catalog, db } = parts;
  return [
    healthRoutes(parts),
    documentationRoutes(parts),
    sessionRoutes(parts),
    consoleSignInRoutes(parts),
    // The embedded provider is there only while no issuer outside is configured.
    ...(access.embeddedKeys === null ? [] : [embeddedIdentityRoutes(parts), tenantRoutes({ access, db })]),
    catalogRoutes({ catalog }),
    customerRoutes(parts),
    subscriptionRoutes(parts),
    licenseRoutes(parts),
    upgradeRoutes(parts),
    upgradeRecordRoutes(parts),
  ];
}
