import { nextToken, type ListQuestion } from '../src/customers/question.ts';
import { foldName } from '../src/customers/customer.ts';
import { findCustomer, listCustomers, searchCustomers } from '../src/customers/store.ts';
import type { CustomerId } from '../src/kit/ids.ts';
import { listSubscriptions } from '../src/subscriptions/shown/store.ts';
import type { Standing } from './contest.ts';
import { requestText } from './http-caller.ts';
import type { Ratio } from './measure.ts';
import { SUBSCRIPTIONS_PER_CUSTOMER } from './portfolio-world.ts';
import { BARE_READS, competeInReading, type Question } from './readers.ts';
import { recordReading } from './recording.ts';
import type { Site } from './site.ts';
import type { Task } from './size.ts';

export type ListReport = {
  readonly lists: {
    readonly customers: number;
    readonly subscriptions: number;
    readonly by: readonly { readonly list: string; readonly standings: readonly Standing[] }[];
  };
  readonly ratios: {
    /** Pages of customers per second with most callers, divided by those of a bare server that reads the same rows: the slowest kind of page. */
    readonly customerListVsBare: Ratio | null;
    /** The same of the subscriptions of a customer. */
    readonly subscriptionListVsBare: Ratio | null;
  };
};

/** A customer from somewhere in the list, as it is ordered. */
type Place = { readonly customerId: CustomerId; readonly name: string };

const WARM_UP: Task = { callers: 32, count: 1024 };
const PAGE = 100;
const FOUND = 20;
/** From how many places of the list is read. */
const PLACES = 128;

/** The lists of a partner with a large portfolio, beside a server that reads the same rows and does nothing with them. */
export async function benchLists(site: Site): Promise<ListReport> {
  await site.plantPortfolio();
  const places = await placesIn(site);
  const by: { readonly list: string; readonly standings: readonly Standing[] }[] = [];
  const measure = async (list: string, questions: readonly Question[]): Promise<Ratio | null> => {
    const standings = await competeInReading(site, list, questions, { tasks: site.size.lists, warmUp: WARM_UP });
    by.push({ list, standings });
    return standings.at(-1)?.ratios[BARE_READS] ?? null;
  };
  const pages = [
    await measure(`the first ${PAGE} customers`, [await pageAfter(site, null)]),
    await measure(`${PAGE} customers, from all over`, await each(places, (place) => pageAfter(site, place))),
    await measure('customers by the beginning of a name', await each(places, (place) => found(site, place))),
  ];
  const subscriptions = await measure('the subscriptions of a customer', await each(places, (place) => subscriptionsOf(site, place)));
  const { portfolioCustomers: customers } = site.size;
  return {
    lists: { customers, subscriptions: customers * SUBSCRIPTIONS_PER_CUSTOMER, by },
    ratios: { customerListVsBare: lowest(pages), subscriptionListVsBare: subscriptions },
  };
}

/** Customers at even distances, in an order that jumps. */
async function placesIn({ ground, world, size }: Site): Promise<readonly Place[]> {
  const { rows } = await ground.db.read<Place>(
    `select customer_id as "customerId", company_name as name
       from (select customer_id, company_name, row_number() over (order by company_name, customer_id) as turn
               from relationship where partner_id = $1 and company_name like 'company %') listed
      where turn % $2 = 0
      order by customer_id limit ${PLACES}`,
    [world.partnerId, Math.max(1, Math.floor(size.portfolioCustomers / PLACES))],
  );
  return rows;
}

async function pageAfter({ ground, world, headers }: Site, after: Place | null): Promise<Question> {
  const question: ListQuestion = { size: PAGE, search: null, after };
  const token = after === null ? {} : { 'ms-continuationtoken': nextToken(question, { sortName: after.name, id: after.customerId }) };
  return {
    request: requestText('GET', `/v1/customers?size=${PAGE}${after === null ? '' : '&seekOperation=Next'}`, { ...headers, ...token }),
    sent: await recordReading(ground.db, (reader) => listCustomers(reader, { partnerId: world.partnerId, after, limit: PAGE + 1 })),
  };
}

async function found({ ground, world, headers }: Site, { name }: Place): Promise<Question> {
  const filter = JSON.stringify({ Field: 'CompanyName', Value: name, Operator: 'starts_with' });
  const search = { field: 'name', text: foldName(name), isWhole: false } as const;
  return {
    request: requestText('GET', `/v1/customers?size=${FOUND}&filter=${encodeURIComponent(filter)}`, headers),
    sent: await recordReading(ground.db, (reader) =>
      searchCustomers(reader, { partnerId: world.partnerId, search, after: null, limit: FOUND + 1 }),
    ),
  };
}

async function subscriptionsOf({ ground, world, headers }: Site, { customerId }: Place): Promise<Question> {
  return {
    request: requestText('GET', `/v1/customers/${customerId}/subscriptions`, headers),
    sent: await recordReading(ground.db, async (reader) => {
      const customer = await findCustomer(reader, world.partnerId, customerId);
      if (customer !== null) await listSubscriptions(reader, customer.scope);
    }),
  };
}

async function each(places: readonly Place[], ask: (place: Place) => Promise<Question>): Promise<readonly Question[]> {
  const questions: Question[] = [];
  for (const place of places) questions.push(await ask(place));
  return questions;
}

function lowest(ratios: readonly (Ratio | null)[]): Ratio | null {
  return ratios.filter((ratio) => ratio !== null).toSorted((a, b) => a.middle - b.middle)[0] ?? null;
}
