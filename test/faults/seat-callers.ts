import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { newId } from '../../src/platform/clock.ts';
import type { Db } from '../../src/platform/db.ts';
import { plantCustomer, plantSubscription, type Tenant } from '../tenant.ts';

/** Callers that change seats, each on a customer of its own, and how they were answered. */
export type SeatCallers = {
  /** So many callers make so many changes each; every change is repeated under its id until it is answered. Gives their customers. */
  readonly work: (callers: number, changes: number) => Promise<readonly string[]>;
  /** Every change is there once: seats, version, audit entries, and events of the ledger. */
  readonly requireAll: (customerIds: readonly string[], changes: number) => Promise<void>;
  /** How each request was answered on the way, and the longest that anybody waited. */
  readonly seen: () => { readonly answers: Readonly<Record<string, number>>; readonly longestMs: number };
};

const BETWEEN_TRIES_MS = 50;

/** `db` leads to the database even while the program's own way there is cut; who gets no answer for `patienceMs` gives up. */
export function openSeatCallers({
  db,
  tenant,
  origin,
  patienceMs,
}: {
  readonly db: Db;
  readonly tenant: Tenant;
  readonly origin: string;
  readonly patienceMs: number;
}): SeatCallers {
  const answers: Record<string, number> = {};
  let longestMs = 0;
  const ask = async (path: string, requestId: string, quantity: number): Promise<boolean> => {
    const from = performance.now();
    const answer = await fetch(`${origin}${path}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', 'MS-RequestId': requestId },
      body: JSON.stringify({ quantity }),
    });
    await answer.text();
    longestMs = Math.max(longestMs, performance.now() - from);
    const said = `${answer.status} ${answer.headers.get('retry-after') ?? ''}`.trim();
    answers[said] = (answers[said] ?? 0) + 1;
    return answer.status === 200;
  };
  const call = async (changes: number): Promise<string> => {
    const customerId = await plantCustomer(db, tenant.partnerId);
    const id = await plantSubscription(db, { partnerId: tenant.partnerId, customerId }, { offer: tenant.offer('m365-business-basic') });
    for (let change = 1; change <= changes; change += 1) {
      const requestId = newId();
      const from = performance.now();
      while (!(await ask(`/v1/customers/${customerId}/subscriptions/${id}`, requestId, 10 + change))) {
        assert.ok(performance.now() - from < patienceMs, `no change in ${patienceMs} ms: ${JSON.stringify(answers)}`);
        await wait(BETWEEN_TRIES_MS);
      }
      await wait(30);
    }
    return customerId;
  };
  return {
    work: (callers, changes) => Promise.all(Array.from({ length: callers }, () => call(changes))),
    requireAll: async (customerIds, changes) => {
      const { rows } = await db.read(
        `select quantity, version, (select count(*) from audit_entry a where a.customer_id = s.customer_id) as audits,
                (select count(distinct event_id) from charge c where c.customer_id = s.customer_id) as events
           from subscription s where customer_id = any($1::uuid[])`,
        [customerIds],
      );
      const each = { quantity: 10 + changes, version: 1 + changes, audits: changes, events: changes };
      assert.deepEqual(
        rows,
        customerIds.map(() => each),
      );
    },
    seen: () => ({ answers, longestMs }),
  };
}
