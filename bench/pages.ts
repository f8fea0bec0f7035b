import { progress } from '../src/platform/progress.ts';
import { openCaller, requestText, type HttpCaller } from './http-caller.ts';
import { median, quantile } from './measure.ts';
import type { Site } from './site.ts';
import { customerIdOf, digitsOf, subscriptionIdOf } from './world.ts';

/** One page of a large customer: how long its answer took, and how large it was. */
export type PageTime = { readonly page: string; readonly p50Ms: number; readonly p99Ms: number; readonly kilobytes: number };

/** The pages of one customer with so many users and subscriptions. */
export type PageReport = {
  readonly pages: { readonly users: number; readonly subscriptions: number; readonly times: readonly PageTime[] };
};

const SUBSCRIPTIONS = 20;
/** Bodies are in the single bytes of latin1. */
const BYTES_OF_KILOBYTE = 1024;

type Question = { readonly page: string; readonly method: 'GET' | 'POST'; readonly path: string; readonly body?: unknown };

/** Asks for everything that the console shows of a large customer, each page over and over by one caller. */
export async function benchPages(site: Site): Promise<PageReport> {
  const { users, times } = site.size.pages;
  const customer = await progress(`Making a customer with ${users} users`, async () => {
    const made = await site.makeCustomers(1, users);
    await addSubscriptions(site, made);
    await site.ground.db.read('vacuum analyze');
    return made;
  });
  const caller = await openCaller(site.program.origin);
  try {
    const measured: PageTime[] = [];
    await progress(`Reading its pages, ${times} times each`, async () => {
      for (const question of await questions(site, caller, customer)) measured.push(await timesOf(site, caller, question, times));
    });
    return { pages: { users, subscriptions: SUBSCRIPTIONS, times: measured } };
  } finally {
    caller.close();
  }
}

/** Nineteen more subscriptions of products that the customer does not have yet, each with the licences of a tenth of the users. */
async function addSubscriptions({ ground, world }: Site, customer: number): Promise<void> {
  const customerId = customerIdOf(customer);
  const chosen = `select offer_id, sku_id, row_number() over (order by sku_id = '${world.wideTarget.skuId}' desc, offer_id) as n
    from (select distinct on (sku_id) offer_id, sku_id from offer where not is_trial and not is_add_on and sku_id <> $2 order by sku_id, offer_id) o
   order by sku_id = '${world.wideTarget.skuId}' desc, offer_id
   limit ${SUBSCRIPTIONS - 1}`;
  await ground.db.read(
    `insert into subscription (customer_id, subscription_id, partner_id, order_id, offer_id, friendly_name, quantity, status, billing_cycle,
       unit_price_minor, currency, term_from, term_until, created_at)
     select $1, gen_random_uuid(), $3, gen_random_uuid(), c.offer_id, 'Subscription ' || c.n, 100000, 'active', 'monthly', 500, 'USD',
            current_date - 100, current_date + 265, now() - interval '100 days' from (${chosen}) c`,
    [customerId, world.source.skuId, world.partnerId],
  );
  await ground.db.read(
    `insert into license (customer_id, user_id, sku_id, assigned_at)
     select $1, u.user_id, c.sku_id, now()
       from (${chosen}) c
       join (select user_id, row_number() over (order by user_id) as n from directory_user where customer_id = $1) u on u.n % 10 = c.n % 10`,
    [customerId, world.source.skuId],
  );
}

async function questions(site: Site, caller: HttpCaller, customer: number): Promise<readonly Question[]> {
  const base = `/v1/customers/${customerIdOf(customer)}`;
  const read = (page: string, path: string): Question => ({ page, method: 'GET', path: `${base}${path}` });
  const { source, wideTarget } = site.world;
  const someone = await firstUser(site, caller, base);
  const userIds = await userIdsOf(site, customer);
  const swap = { licensesToAssign: [{ skuId: wideTarget.skuId }], licensesToRemove: [source.skuId] };
  return [
    read('subscriptions', '/subscriptions'),
    read('what one can be upgraded to', `/subscriptions/${subscriptionIdOf(customer)}/upgrades`),
    read('products with their units', '/subscribedskus'),
    read('the first 100 users', '/users?size=100&include=products'),
    read('users by the beginning of a name', '/users?size=100&include=products&search=Person%204999'),
    read('users by a name that nobody has', '/users?size=100&search=zzz'),
    read('holders of one product', `/users?size=100&include=products&skuId=${wideTarget.skuId}`),
    read('deleted users', `/users?size=100&filter=${encodeURIComponent('{"Field":"UserState","Value":"Inactive","Operator":"equals"}')}`),
    read('one user', `/users/${someone}`),
    read('licenses of one user', `/users/${someone}/licenses`),
    read('groups', '/groups'),
    {
      page: `preview of a swap for ${userIds.length} users`,
      method: 'POST',
      path: `${base}/licenseupdates`,
      body: { ...swap, userIds, preview: true },
    },
  ];
}

async function firstUser({ headers }: Site, caller: HttpCaller, base: string): Promise<string> {
  const answer = await caller.ask(requestText('GET', `${base}/users?size=1`, headers));
  return /"id":"([0-9a-f-]{36})"/.exec(answer.body)?.[1] ?? '';
}

/** As many users as one change can be about. */
const CHOSEN_MOST = 10_000;

async function userIdsOf({ ground }: Site, customer: number): Promise<readonly string[]> {
  const { rows } = await ground.db.read<{ id: string }>(
    `select user_id as id from directory_user where customer_id = $1 order by user_id limit ${CHOSEN_MOST}`,
    [customerIdOf(customer)],
  );
  return rows.map(({ id }) => id);
}

async function timesOf({ headers }: Site, caller: HttpCaller, question: Question, times: number): Promise<PageTime> {
  const { page, method, path, body } = question;
  const milliseconds: number[] = [];
  let bytes = 0;
  for (let turn = 0; turn <= times; turn += 1) {
    const id = method === 'POST' ? { 'MS-RequestId': `00000000-0000-4000-8001-${digitsOf(turn)}` } : {};
    const request = requestText(method, path, { ...headers, ...id }, body === undefined ? '' : JSON.stringify(body));
    const from = performance.now();
    const answer = await caller.ask(request);
    // The first is not counted: the plan of the statement is new.
    if (turn > 0) milliseconds.push(performance.now() - from);
    if (answer.status !== 200) throw new Error(`${page} was answered with ${answer.status}: ${answer.body.slice(0, 500)}`);
    bytes = answer.body.length;
  }
  return {
    page,
    p50Ms: median(milliseconds),
    p99Ms: quantile(Float64Array.from(milliseconds), 0.99),
    kilobytes: bytes / BYTES_OF_KILOBYTE,
  };
}
