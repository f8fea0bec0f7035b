import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { agentOf, clock, plantCustomer, plantPartner, plantSubscription, plantTenant } from '../../../test/tenant.ts';
import type { CustomerId } from '../../kit/ids.ts';
import { readerOf, type Reader } from '../../platform/reader.ts';
import { atOneMoment, openMemory } from '../combinations/commands.ts';
import { markCustomers } from '../digest/store.ts';
import { digestMissing } from '../digest/worker.ts';
import { EVERYTHING } from '../filter.ts';
import { readPage } from '../matrix/commands.ts';
import { readSeller } from '../store.ts';
import type { Survey } from './survey.ts';

// Two pages of the same caller at the same time, one of which sees less than the other.
const db = await testDatabase();
const { catalog, offer } = await plantTenant(db);
after(() => catalog.close());

/** A reader that lets something happen right before it reads the seller for the second time, which is where the survey begins. */
function interrupted(reader: Reader, meanwhile: () => Promise<void>): Reader {
  let sellers = 0;
  return {
    query: async (sql, values) => {
      if (sql.includes('catalogRevision') && ++sellers === 2) await meanwhile();
      return reader.query(sql, values);
    },
  };
}

for (const isWarm of [false, true])
  test(`a page keeps its row though a later one is done before it${isWarm ? ', where a survey is remembered' : ''}`, async () => {
    const partnerId = await plantPartner(db);
    const planted = async (quantity: number, country = 'US'): Promise<CustomerId> => {
      const customerId = await plantCustomer(db, partnerId, { country });
      await plantSubscription(db, { partnerId, customerId }, { offer: offer('m365-business-basic'), quantity });
      await markCustomers(readerOf(db), [customerId]);
      return customerId;
    };
    for (let i = 0; i < 4; i++) await planted(301 + i);
    const moved = await planted(900, 'TW');
    await digestMissing(db, catalog);
    const sizes = { firstChunk: 0, rowsPerSection: 5, placesPerWindow: 20, changedBeside: 5 };
    const memory = openMemory({ db, catalog, clock, sizes });
    const question = {
      caller: agentOf(partnerId, 'admin_agent'),
      filter: { ...EVERYTHING, reason: 'quantity_out_of_range' as const },
      order: 'customer' as const,
      after: null,
      size: 50,
      withPeople: false,
      onlyOwn: true,
    };
    const page = async (reader: Reader): Promise<readonly CustomerId[]> => {
      const read = await readPage(reader, memory, question);
      assert.equal(read.kind, 'page');
      return read.kind === 'page' ? read.rows.map((row) => row.facts.customer.customerId) : [];
    };
    if (isWarm) {
      await atOneMoment(db, page);
      for (let i = 0; i < 8; i++) await planted(5);
      await digestMissing(db, catalog);
    }

    let newest: Survey | undefined;
    const [earlier, later] = await atOneMoment(db, async (reader) => {
      await readSeller(reader, partnerId);
      // The same customer under other facts, of which the earlier moment knows nothing.
      await db.read('update customer set country = $2 where customer_id = $1', [moved, 'DE']);
      await markCustomers(readerOf(db), [moved]);
      await digestMissing(db, catalog);
      let found: readonly CustomerId[] = [];
      const own = await page(
        interrupted(reader, async () => {
          found = await atOneMoment(db, page);
          [newest] = memory.surveys.values();
        }),
      );
      return [own, found];
    });
    assert.ok(later.includes(moved));
    assert.deepEqual(earlier.toSorted(), later.toSorted());

    assert.ok(newest);
    assert.equal([...memory.surveys.values()][0], newest, 'the later survey stays the one that is remembered');
  });
