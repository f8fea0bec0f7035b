import assert from 'node:assert/strict';
import { accessSync, constants, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { readConfig } from '../src/platform/config.ts';

const text = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const settings = (lines: string) =>
  Object.fromEntries([...lines.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]));

describe('the settings to copy', () => {
  const example = text('deploy/upseat.env.example');

  test('start the program in production once they are filled in', () => {
    const reading = readConfig(settings(example));
    assert.equal(reading.kind === 'config' && reading.config.mode, 'production');
  });

  test('are settings that the program reads, with values that it takes, those that are only offered too', () => {
    const all = settings(example.replaceAll(/^#(?=[A-Z])/gm, ''));
    const read = new Set<string>();
    const reading = readConfig(new Proxy(all, { get: (target, name) => (read.add(String(name)), target[String(name)]) }));
    assert.equal(reading.kind, 'config', JSON.stringify(reading));
    assert.deepEqual(
      Object.keys(all).filter((name) => !read.has(name)),
      [],
    );
  });
});

test('what holds secrets is left out of the repository and of the image', () => {
  for (const file of ['.gitignore', '.dockerignore']) {
    const lines = text(file)
      .split('\n')
      .map((line) => line.replace(/^\//, ''));
    assert.ok(lines.includes('deploy/upseat.env') && lines.includes('deploy/*_password.txt'), file);
  }
  const secrets = [...text('deploy/compose.yaml').matchAll(/file: \.\/(\S+)/g)].map(([, name]) => name);
  assert.deepEqual(secrets, ['administrator_password.txt', 'database_password.txt']);
});

test('whoever stops the program waits longer than it takes', () => {
  assert.ok(Number(/stop_grace_period: (\d+)s/.exec(text('deploy/compose.yaml'))?.[1]) > 40);
  assert.ok(Number(/TimeoutStopSec=(\d+)/.exec(text('deploy/upseat.service'))?.[1]) > 40);
});

test('the proxy that compose lets in is believed', () => {
  const compose = text('deploy/compose.yaml');
  const [, proxy = ''] = /TRUST_PROXY: (\S+)/.exec(compose) ?? [];
  assert.equal(/gateway: (\S+)/.exec(compose)?.[1], proxy);
  assert.equal(readConfig({ TRUST_PROXY: proxy }).kind, 'config');
});

test('the services name files that are there, and every timer has its service', () => {
  for (const name of ['upseat', 'upseat-backup', 'upseat-verify']) {
    const unit = text(`deploy/${name}.service`);
    const [, file = ''] = /^ExecStart=\S+ (\S+)/m.exec(unit) ?? [];
    accessSync(new URL(`../${file}`, import.meta.url));
    assert.match(unit, /^UMask=0077$/m);
    if (name !== 'upseat') assert.match(text(`deploy/${name}.timer`), /^OnCalendar=\*-\*-\* \d\d:\d\d:00$/m);
  }
});

test('the scripts can be run', () => {
  for (const name of ['database.sh', 'nightly-backup.sh']) accessSync(new URL(`../deploy/${name}`, import.meta.url), constants.X_OK);
});
