import { Type } from 'typebox';
import { callerOf } from '../../access/caller.ts';
import type { CatalogSource } from '../../catalog/worker.ts';
import { findCustomer } from '../../customers/store.ts';
import type { CustomerId, UpgradeId } from '../../kit/ids.ts';
import { Collection, Fault, Guid } from '../../platform/contract.ts';
import type { Db } from '../../platform/db.ts';
import { NOT_FOUND, sendFault } from '../../platform/faults.ts';
import { localeOf } from '../../platform/headers.ts';
import type { Routes } from '../../platform/http.ts';
import { collection } from '../../platform/paging.ts';
import { readerOf, type Reader } from '../../platform/reader.ts';
import { UpgradeRecord } from '../contract.ts';
import { NO_CUSTOMER } from '../../customers/faults.ts';
import { readGroupNames } from '../left-behind/store.ts';
import { groupsIn } from '../left-behind/task.ts';
import { findUpgrade, listUpgrades, type RecordedUpgrade } from './store.ts';
import { recordView } from './view.ts';

/** The upgrades that happened: what a result page shows right after Submit and at any later time. */
export function upgradeRecordRoutes({ db, catalog }: { readonly db: Db; readonly catalog: CatalogSource }): Routes {
  const reader = readerOf(db);
  return async (app) => {
    app.get(
      '/v1/customers/:customerId/upgraderecords',
      {
        config: { right: 'subscriptions.read' },
        schema: {
          summary: 'The upgrades of a customer, latest first',
          tags: ['upgrades'],
          params: Type.Object({ customerId: Guid }),
          response: { 200: Collection(UpgradeRecord), 404: Fault },
        },
      },
      async (request, reply) => {
        const scope = scopeOf(request);
        if ((await findCustomer(reader, scope.partnerId, scope.customerId)) === null) return sendFault(reply, 404, NO_CUSTOMER);
        const upgrades = await listUpgrades(reader, scope);
        const groups = await groupsOf(reader, scope.customerId, upgrades);
        const shown = { catalog: catalog.current(), locale: localeOf(request), groups };
        return collection(upgrades.map((upgrade) => recordView(upgrade, shown)));
      },
    );

    app.get(
      '/v1/customers/:customerId/upgraderecords/:upgradeId',
      {
        config: { right: 'subscriptions.read' },
        schema: {
          summary: 'One upgrade, with its bill and the users who need a person',
          tags: ['upgrades'],
          params: Type.Object({ customerId: Guid, upgradeId: Guid }),
          response: { 200: UpgradeRecord, 404: Fault },
        },
      },
      async (request, reply) => {
        const scope = scopeOf(request);
        if ((await findCustomer(reader, scope.partnerId, scope.customerId)) === null) return sendFault(reply, 404, NO_CUSTOMER);
        const upgrade = await findUpgrade(reader, scope, request.params.upgradeId.toLowerCase() as UpgradeId);
        if (upgrade === null) return sendFault(reply, 404, NOT_FOUND);
        const groups = await groupsOf(reader, scope.customerId, [upgrade]);
        return recordView(upgrade, { catalog: catalog.current(), locale: localeOf(request), groups });
      },
    );
  };
}

/** The names of the groups that hold people back. */
function groupsOf(reader: Reader, customerId: CustomerId, upgrades: readonly RecordedUpgrade[]) {
  const ids = upgrades.flatMap(({ leftBehind }) => groupsIn(leftBehind));
  return readGroupNames(
    reader,
    ids.map((groupId) => ({ customerId, groupId })),
  );
}

function scopeOf(request: { readonly caller?: unknown; readonly params: { readonly customerId: string } }) {
  return { partnerId: callerOf(request).partnerId, customerId: request.params.customerId.toLowerCase() as CustomerId };
}
