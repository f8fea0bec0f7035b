import assert from 'node:assert/strict';
import { isAbsolute } from 'node:path';
import { describe, test } from 'node:test';
import { readConfig, withoutPassword, type Config, type Environment } from './config.ts';

describe('settings', () => {
  test('without any variable: a demo on 127.0.0.1, port 8480 if free, with its own database under data/', () => {
    const config = accepted({});
    assert.equal(config.mode, 'demo');
    assert.equal(config.host, '127.0.0.1');
    assert.deepEqual(config.port, { kind: 'preferred', number: 8480 });
    assert.deepEqual(config.database, { kind: 'own' });
    assert.ok(isAbsolute(config.dataFolder));
    assert.match(config.dataFolder, /data$/);
  });

  const read: [name: string, environment: Environment, expected: Partial<Config>][] = [
    [
      'an empty variable counts as not set',
      { PORT: '', DATA_DIR: ' ', DATABASE_URL: '' },
      { port: { kind: 'preferred', number: 8480 }, database: { kind: 'own' } },
    ],
    ['a port that is named is fixed', { PORT: '8480' }, { port: { kind: 'fixed', number: 8480 } }],
    ['port 0 asks for any free one', { PORT: '0' }, { port: { kind: 'fixed', number: 0 } }],
    ['the last port', { PORT: '65535' }, { port: { kind: 'fixed', number: 65_535 } }],
    ['all interfaces', { HOST: '0.0.0.0' }, { host: '0.0.0.0' }],
    ['a relative data folder starts at the working folder', { DATA_DIR: 'my data' }, { dataFolder: '/srv/here/my data' }],
    ['an absolute data folder stays', { DATA_DIR: '/var/lib/upseat' }, { dataFolder: '/var/lib/upseat' }],
    ['NODE_ENV=production is production', { NODE_ENV: 'production' }, { mode: 'production' }],
    ['NODE_ENV=test is a demo', { NODE_ENV: 'test' }, { mode: 'demo' }],
    ['no proxy is believed', {}, { trustedProxies: [] }],
    ['but those that are named', { TRUST_PROXY: 'loopback, 10.0.0.0/8' }, { trustedProxies: ['loopback', '10.0.0.0/8'] }],
    ['no mail is sent', {}, { mail: null }],
    [
      'unless there is a server and a sender',
      { SMTP_URL: 'smtp://127.0.0.1:2525', MAIL_FROM: 'upseat@partner.example' },
      { mail: { url: 'smtp://127.0.0.1:2525', from: 'upseat@partner.example' } },
    ],
    ['carts are kept for a week', {}, { cartDays: 7 }],
    ['or as long as is wished', { CART_DAYS: '30' }, { cartDays: 30 }],
    ['a demo sends webhooks to its own machine, over plain HTTP too', {}, { outbound: { addresses: 'loopback', plainHttp: 'loopback' } }],
    [
      'unless that is refused',
      { WEBHOOK_PRIVATE_ADDRESSES: 'refuse', WEBHOOK_PLAIN_HTTP: 'refuse' },
      { outbound: { addresses: 'public', plainHttp: 'never' } },
    ],
    [
      'production sends them to the internet, over HTTPS',
      { UPSEAT_MODE: 'production' },
      { outbound: { addresses: 'public', plainHttp: 'never' } },
    ],
    [
      'unless more is allowed',
      { UPSEAT_MODE: 'production', WEBHOOK_PRIVATE_ADDRESSES: 'allow', WEBHOOK_PLAIN_HTTP: 'allow' },
      { outbound: { addresses: 'private', plainHttp: 'always' } },
    ],
    ['UPSEAT_MODE outranks NODE_ENV', { NODE_ENV: 'production', UPSEAT_MODE: 'demo' }, { mode: 'demo' }],
    ['a public address loses its last slash', { PUBLIC_URL: 'https://upseat.example.com/' }, { publicUrl: 'https://upseat.example.com' }],
    [
      "a database of one's own",
      { DATABASE_URL: 'postgresql://a@db/upseat' },
      { database: { kind: 'given', url: 'postgresql://a@db/upseat' } },
    ],
  ];
  for (const [name, environment, expected] of read) {
    test(name, () => {
      const config = accepted(environment);
      assert.deepEqual({ ...config, ...expected }, config);
    });
  }

  const refused: [variable: string, value: string][] = [
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80a'],
    ['PORT', '1e3'],
    ['HOST', 'http://localhost'],
    ['HOST', 'a b'],
    ['CART_DAYS', '0'],
    ['CART_DAYS', '366'],
    ['CART_DAYS', 'seven'],
    ['UPSEAT_MODE', 'staging'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '0.0.0.0/0'],
    ['PUBLIC_URL', 'upseat.example.com'],
    ['WEBHOOK_PRIVATE_ADDRESSES', 'yes'],
    ['WEBHOOK_PLAIN_HTTP', '1'],
    ['PUBLIC_URL', 'https://upseat.example.com/console'],
    ['DATABASE_URL', 'mysql://a@db/upseat'],
    ['DATABASE_URL', 'localhost:5432'],
  ];
  for (const [variable, value] of refused) {
    test(`${variable}=${value} is refused in a sentence that names both`, () => {
      const reading = readConfig({ [variable]: value }, '/srv/here');
      assert.equal(reading.kind, 'refused');
      assert.equal(reading.problems.length, 1);
      assert.ok(reading.problems[0]?.startsWith(`${variable} is "${value}", but it must be `), reading.problems[0]);
    });
  }

  test('every bad variable is named at once', () => {
    const reading = readConfig({ PORT: 'x', UPSEAT_MODE: 'y' });
    assert.equal(reading.kind === 'refused' ? reading.problems.length : 0, 2);
  });

  test('a password is never shown', () => {
    const reading = readConfig({ DATABASE_URL: 'mysql://me:se:cr@t@db/upseat' });
    assert.equal(reading.kind === 'refused' && reading.problems[0]?.includes('se:cr'), false);
    assert.equal(withoutPassword('postgres://me:secret@db:5432/upseat'), 'postgres://me:…@db:5432/upseat');
    assert.equal(withoutPassword('postgres://me@db/upseat'), 'postgres://me@db/upseat');
  });
});

function accepted(environment: Environment): Config {
  const reading = readConfig(environment, '/srv/here');
  if (reading.kind !== 'config') assert.fail(reading.problems.join('\n'));
  return reading.config;
}
