import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { clock, NOW, plantSubscription, plantTenant } from '../../../test/tenant.ts';
import { newId } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { openMail } from '../../platform/mail.ts';
import { mailNotices } from './worker.ts';

/** A mail server that keeps what it gets, or refuses everything. */
async function mailServer(refuses = false): Promise<{ readonly url: string; readonly mails: string[]; readonly server: Server }> {
  const mails: string[] = [];
  const server = createServer((socket) => {
    let text = '';
    let isData = false;
    socket.write('220 test\r\n');
    socket.on('data', (bytes) => {
      text += bytes.toString('utf8');
      for (let end = text.indexOf(isData ? '\r\n.\r\n' : '\r\n'); end >= 0; end = text.indexOf(isData ? '\r\n.\r\n' : '\r\n')) {
        const said = text.slice(0, end);
        text = text.slice(end + (isData ? 5 : 2));
        if (isData) {
          mails.push(said);
          isData = false;
          socket.write('250 kept\r\n');
        } else if (/^DATA/i.test(said)) {
          isData = true;
          socket.write('354 go on\r\n');
        } else if (/^QUIT/i.test(said)) socket.end('221 bye\r\n');
        else socket.write(refuses && /^RCPT/i.test(said) ? '550 nobody\r\n' : '250 fine\r\n');
      }
    });
    socket.on('error', () => {});
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  after(() => server.close());
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, mails, server };
}

const db = await testDatabase();
const tenant = await plantTenant(db);
after(() => tenant.catalog.close());
const userId = newId();
await db.read(
  `insert into partner_user (user_id, partner_id, user_principal_name, display_name, created_at) values ($1, $2, 'kim@partner.example', 'Kim', $3)`,
  [userId, tenant.partnerId, NOW],
);
await db.read(`insert into partner_user_role (user_id, role) values ($1, 'admin_agent')`, [userId]);
const ending = async (createdOn: string) => {
  const id = await plantSubscription(db, tenant, { offer: tenant.offer('m365-business-basic'), createdOn });
  await db.read('update subscription set auto_renew = false where subscription_id = $1', [id]);
};
const good = await mailServer();
const later = (days: number) => ({ now: () => new Date(NOW.getTime() + days * 86_400_000) });
const run = async (at: { readonly now: () => Date }, url = good.url, from = db) => {
  const mail = openMail({ url, from: 'Upseat <upseat@partner.example>' });
  try {
    return await mailNotices({ db: from, clock: at, publicUrl: () => 'https://upseat.example' }, mail.send);
  } finally {
    mail.close();
  }
};

test('nobody is mailed who did not ask for it', async () => {
  await ending('2025-06-20');
  assert.equal(await run(clock), 0);
});

test('a mail that could not be made, or that the server does not take, is tried again; then it goes out once a day, and only with something new', async () => {
  await db.read(`insert into notice_setting (user_id, mail, language, changed_at) values ($1, 'daily', 'zh-TW', $2)`, [userId, NOW]);
  const away: Db = { ...db, read: (sql, values) => (sql.includes('union all') ? Promise.reject(new Error('away')) : db.read(sql, values)) };
  await assert.rejects(run(clock, good.url, away), /away/);
  const bad = await mailServer(true);
  await assert.rejects(run(clock, bad.url), /550/);
  const [first, second] = await Promise.all([run(clock), run(clock)]);
  assert.deepEqual([first + second, good.mails.length], [1, 1]);
  assert.match(good.mails[0] ?? '', /To: kim@partner\.example/);
  assert.match(good.mails[0] ?? '', /From: Upseat <upseat@partner\.example>/);
  await ending('2025-06-25');
  assert.equal(await run(clock), 0, 'one mail a day');
  assert.equal(await run(later(1)), 1, 'the next day tells what is new');
  assert.equal(await run(later(2)), 0, 'and nothing twice');
  assert.equal(good.mails.length, 2);
});

test('what was read, or is not wanted, is not mailed', async () => {
  await ending('2025-06-28');
  await db.read(`insert into notice_mark (user_id, kind, mark, newest, marked_at) values ($1, 'term_end', 'read', '2026-06-28', $2)`, [
    userId,
    NOW,
  ]);
  assert.equal(await run(later(3)), 0);
  await ending('2025-06-30');
  await db.read(`update notice_setting set muted = '{term_end}'`);
  assert.equal(await run(later(3)), 0);
  await db.read(`update notice_setting set muted = '{}'`);
  assert.equal(await run(later(3)), 1);
});
