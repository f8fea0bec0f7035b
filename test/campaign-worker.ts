import { openCatalog } from '../src/catalog/worker.ts';
import { workOnCampaigns } from '../src/campaigns/worker.ts';
import { newId } from '../src/platform/clock.ts';
import { openDb } from '../src/platform/db.ts';
import { openPortfolio } from '../src/portfolio/commands.ts';

// A process that works on campaigns until it is killed: `campaign-worker.ts DATABASE_URL INSTANT`.
const [connectionString = '', instant = ''] = process.argv.slice(2);
const clock = { now: () => new Date(instant) };
const db = openDb({ connectionString });
const catalog = await openCatalog(db, clock);
process.stdout.write('ready\n');
const onTrouble = (sentence: string, error: unknown): void => void process.stderr.write(`${sentence} ${String(error)}\n`);
await workOnCampaigns({ db, catalog, portfolio: openPortfolio({ db, catalog, clock }), clock, newId, onTrouble });
process.stdout.write('done\n');
