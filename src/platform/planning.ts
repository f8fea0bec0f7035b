/**
 * The settings with which PostgreSQL plans a statement once and keeps to indexes, until the transaction ends. It is for what
 * finds its few rows in an index whatever it is asked for: there one plan fits all. Left to itself, a database plans such a statement
 * anew each time (a young one, or one of many rows for a range that may be of any width), which takes several times longer than carrying
 * it out, or keeps a plan from the time when a table was empty, which reads all of it.
 */
export const PLAN_ONCE = `select set_config('plan_cache_mode', 'force_generic_plan', true),
  set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true)`;

/** Begins a reading statement that is to be planned so. */
export const ONE_PLAN = '/* one plan */';

/** Whether a statement is to be planned once. */
export function isPlannedOnce(sql: string): boolean {
  return sql.startsWith(ONE_PLAN);
}
