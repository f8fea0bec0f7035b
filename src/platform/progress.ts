import { isOneOfMany } from './processes.ts';

/** Does one step of a start and writes one line about it: its name while it runs, then how many seconds it took. Of several processes, the first one tells. */
export async function progress<Result>(name: string, work: () => Result | Promise<Result>): Promise<Result> {
  if (isOneOfMany) return work();
  const from = performance.now();
  process.stderr.write(`${name} … `);
  try {
    const result = await work();
    process.stderr.write(`${((performance.now() - from) / 1000).toFixed(1)} s\n`);
    return result;
  } catch (error) {
    process.stderr.write('failed\n');
    throw error;
  }
}
