import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { emptyHouse, fillHouse } from '../../../test/import-house.ts';
import { newId } from '../../platform/clock.ts';

// Groups, what they hand on and who is in them, as files.
const house = await emptyHouse();
const { db, server, write, send, start, progress, mistakesOf, imported, everything } = house;
await fillHouse(house);
const customer = 'litware.example';
const lines = (...rows: readonly object[]) => rows.map((row) => `${JSON.stringify({ customer, ...row })}\n`).join('');
const twin = { groupId: newId(), displayName: 'Twins' };
await imported('groups', lines({ displayName: 'Sales' }, twin, { ...twin, groupId: newId() }));
await imported('group-licenses', lines({ group: 'Sales', product: 'm365-business-basic' }));
await imported('group-members', lines({ group: 'sales', user: 'ada@litware.example' }));

describe('a file of groups with mistakes', () => {
  const ada = 'ada@litware.example';
  const product = 'm365-business-basic';
  const cases: readonly [name: string, kind: string, rows: readonly object[], mistakes: readonly string[]][] = [
    ['a group without a name', 'groups', [{ displayName: '' }], ['1 displayName']],
    ['a name of 256 characters', 'groups', [{ displayName: 'x'.repeat(256) }], []],
    ['a name of 257 characters', 'groups', [{ displayName: 'x'.repeat(257) }], ['1 displayName']],
    ['an id that is none', 'groups', [{ displayName: 'A', groupId: 'x' }], ['1 groupId']],
    ['the id that stands for no group', 'groups', [{ displayName: 'A', groupId: newId().replaceAll(/[^-]/g, '0') }], ['1 groupId']],
    ['one name twice', 'groups', [{ displayName: 'A' }, { displayName: 'a' }], ['2 displayName']],
    [
      'one name twice, with ids',
      'groups',
      [
        { displayName: 'A', groupId: newId() },
        { displayName: 'A', groupId: newId() },
      ],
      [],
    ],
    ['a group nobody knows', 'group-licenses', [{ group: 'Nobody', product }], ['1 group']],
    ['a group by a name that two have', 'group-licenses', [{ group: 'Twins', product }], ['1 group']],
    ['the same by its id', 'group-licenses', [{ group: twin.groupId, product }], []],
    ['a product nobody sells', 'group-licenses', [{ group: 'Sales', product: 'x' }], ['1 product']],
    ['a plan that is none of the product', 'group-licenses', [{ group: 'Sales', product, disabledPlans: 'x' }], ['1 disabledPlans']],
    [
      'one product twice',
      'group-licenses',
      [
        { group: 'Sales', product },
        { group: 'sales', product },
      ],
      ['2 product'],
    ],
    ['a member nobody knows', 'group-members', [{ group: 'Sales', user: 'x@litware.example' }], ['1 user']],
    ['no group', 'group-members', [{ group: '', user: ada }], ['1 group']],
    ['a licence through a group', 'licenses', [{ user: ada, product, group: 'Sales' }], []],
    [
      'a licence both ways, which takes one seat',
      'licenses',
      [
        { user: ada, product, group: 'Sales' },
        { user: ada, product },
      ],
      [],
    ],
    ['a licence through a group that nobody knows', 'licenses', [{ user: ada, product, group: 'x' }], ['1 group']],
    ['a licence of no member', 'licenses', [{ user: 'lin@litware.example', product, group: 'Sales' }], ['1 user']],
    [
      'a licence of what the group does not hand on',
      'licenses',
      [{ user: ada, product: 'sharepoint-plan-2', group: 'Sales' }],
      ['1 product'],
    ],
  ];
  for (const [name, kind, rows, mistakes] of cases)
    test(`${name}: ${mistakes.join(', ') || 'fine'}`, async () => {
      const before = await everything();
      const { body } = await send(kind, lines(...rows));
      assert.deepEqual([await mistakesOf(body.id), body.state], [mistakes, mistakes.length > 0 ? 'faulty' : 'ready']);
      assert.equal(await everything(), before);
      await server.ask(`/v1/imports/${body.id}`, { method: 'DELETE' });
    });

  test('is told in both languages', async () => {
    const { body } = await send('group-licenses', lines({ group: 'Twins', product }));
    const told = async (locale: string) =>
      (await server.ask(`/v1/imports/${body.id}/mistakefile`, { headers: { 'x-locale': locale } })).text.split('\r\n')[1];
    assert.match((await told('en-US')) ?? '', /^1,group,Twins,"the id of the group, since/);
    assert.match((await told('zh-TW')) ?? '', /^1,group,Twins,群組的識別碼，因為/);
  });
});

test('groups that come again stay as they are, by id and by name', async () => {
  for (const [kind, row] of [
    ['groups', { displayName: 'SALES' }],
    ['groups', { ...twin, displayName: 'Triplets' }],
    ['group-licenses', { group: 'Sales', product: 'm365-business-basic', disabledPlans: 'TEAMS1' }],
    ['group-members', { group: 'Sales', user: 'ada@litware.example', since: '2020-01-01' }],
  ] as const) {
    const before = await everything();
    const { written, alreadyThere } = await imported(kind, lines(row));
    assert.deepEqual([written, alreadyThere, await everything()], [0, 1, before], kind);
  }
});

test('what changed between the check and the writing is told, and the rest is written', async () => {
  const cases = [
    [
      'group-members',
      [
        { group: twin.groupId, user: 'ada@litware.example' },
        { group: 'Sales', user: 'lin@litware.example' },
      ],
    ],
    ['licenses', [{ user: 'ada@litware.example', product: 'm365-business-basic', group: 'Sales' }]],
  ] as const;
  const waiting = [];
  for (const [kind, rows] of cases) waiting.push((await send(kind, lines(...rows))).body.id);
  await db.read('delete from directory_group where group_id = $1', [twin.groupId]);
  await db.read('delete from group_license');
  for (const id of waiting) await start(id);
  await write();
  const [members, licenses] = await Promise.all(waiting.map(progress));
  assert.deepEqual([members.written, members.refused, await mistakesOf(members.id)], [1, 1, ['1 group']]);
  assert.deepEqual([licenses.written, licenses.refused, await mistakesOf(licenses.id)], [0, 1, ['1 group']]);
});

test('an import of groups leaves an entry for each group in the audit log', async () => {
  const { rows } = await db.read<{ value: object }>(
    `select resource_new_value::jsonb as value from audit_entry
      where operation_type = 'update_customer_user' and resource_new_value::jsonb->>'Group' = 'Sales' order by audit_id`,
  );
  assert.deepEqual(
    rows.map(({ value }) => Object.keys(value).toSorted()),
    [['Group'], ['Group', 'SkuIds'], ['AddedMembers', 'Group'], ['AddedMembers', 'Group']],
  );
});
