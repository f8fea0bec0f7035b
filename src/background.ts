import { startForgetting } from './audit/worker.ts';
import { startInvoicing } from './billing/invoices/worker.ts';
import { startCampaigns } from './campaigns/worker.ts';
import type { CatalogSource } from './catalog/catalog.ts';
import { startExpiryNotices } from './customers/delegation/worker.ts';
import { dropProducts } from './licenses/assignment/store.ts';
import { startPurging } from './licenses/directory/worker.ts';
import { newId, systemClock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import type { Db } from './platform/db.ts';
import type { Lifetime } from './platform/lifetime.ts';
import { logTargetOf, troubleLog } from './platform/log.ts';
import type { DatabaseGauge } from './platform/telemetry.ts';
import { openPortfolio } from './portfolio/commands.ts';
import { startDigesting } from './portfolio/digest/worker.ts';
import { startImporting } from './portfolio/imports/worker.ts';
import { startTellingNotices } from './portfolio/notices/telling/worker.ts';
import { startMailing } from './portfolio/notices/worker.ts';
import { startLifeCycle } from './subscriptions/renewal/worker.ts';
import { startScheduledChanges } from './upgrades/scheduled/worker.ts';
import { reassign } from './upgrades/transitions/commands.ts';
import { startWebhooks } from './webhooks/deliveries/worker.ts';

/** What background work works with. */
export type BackgroundParts = {
  readonly db: Db;
  readonly catalog: CatalogSource;
  readonly config: Pick<Config, 'mode' | 'outbound' | 'mail'>;
  /** Where the program is reached from outside; null where that is not known, and then nothing is sent to receivers. */
  readonly publicUrl: (() => string) | null;
};

/** Starts what works without being asked. All are stopped together, after the last request and before the database is let go. */
export function startBackgroundWork({ db, catalog, config, publicUrl }: BackgroundParts, lifetime: Lifetime): void {
  const clock = systemClock;
  const onTrouble = troubleLog(logTargetOf(config.mode));
  const workers = [
    startLifeCycle({ db, catalog, clock, newId, dropProducts, reassign, onTrouble }),
    startScheduledChanges({ db, catalog, clock, newId, onTrouble }),
    startInvoicing({ db, clock, newId, onTrouble }),
    startExpiryNotices({ db, clock, newId, onTrouble }),
    startPurging({ db, clock, onTrouble }),
    startForgetting({ db, clock, onTrouble }),
    startImporting({ db, catalog, clock, newId, onTrouble }),
    startDigesting({ db, catalog, clock, onTrouble }),
    startTellingNotices({ db, clock, newId, onTrouble }),
    startCampaigns({ db, catalog, portfolio: openPortfolio({ db, catalog, clock }), clock, newId, onTrouble }),
    ...(publicUrl === null || config.mail === null ? [] : [startMailing({ db, clock, publicUrl, server: config.mail, onTrouble })]),
    ...(publicUrl === null ? [] : [startWebhooks({ db, clock, newId, publicUrl, policy: config.outbound, onTrouble })]),
  ];
  lifetime.atEnd(async () => {
    const outcomes = await Promise.allSettled(workers.map(({ stop }) => stop()));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  });
}

/** How much work waits, for those who watch the program. */
export const GAUGES: readonly DatabaseGauge[] = [
  {
    name: 'upseat_announcements_waiting',
    help: 'Announcements of changes that were not handed to the webhooks yet.',
    sql: 'select count(*) as value from announcement where delivered_at is null',
  },
  {
    name: 'upseat_webhook_deliveries_waiting',
    help: 'Webhooks that were not delivered yet.',
    sql: `select count(*) as value from webhook_delivery where state = 'waiting'`,
  },
  {
    name: 'upseat_left_behind_users_open',
    help: 'People whom an upgrade left behind and whom nobody has dealt with.',
    sql: `select count(*) as value from left_behind_user where state = 'open'`,
  },
];
