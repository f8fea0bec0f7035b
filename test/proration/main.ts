import { parseArgs } from 'node:util';
import { prorate } from './cases.ts';

/** The long run: `npm run proration -- --cases 1000000 --seed 7`. */
const { values } = parseArgs({ options: { cases: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '1' } } });
const report = prorate(Number(values.cases), Number(values.seed));
process.stdout.write(`seed ${values.seed}: ${JSON.stringify(report, null, 2)}\n`);
process.exitCode = report.faults.length === 0 ? 0 : 1;
