import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { createIntl } from 'react-intl';
import en from './en/index.ts';
import zhTW from './zh-TW/index.ts';

const ROOT = new URL('../../', import.meta.url);
const LANGUAGES: Readonly<Record<string, Readonly<Record<string, string>>>> = { en, 'zh-TW': zhTW };
const source = (path: string) => readFileSync(new URL(path, ROOT), 'utf8');
const limits = () => source('src/subscriptions/limits.ts').split('export type LimitReason')[1]?.split('export ')[0] ?? '';
const codesIn = (path: string, member: string) =>
  [...source(path).matchAll(new RegExp(`readonly ${member}: '(\\w+)'`, 'g'))].map((match) => match[1] ?? '');

/** The placeholders without which a sentence cannot be written out. */
function placeholdersOf(language: string, id: string): readonly string[] {
  const text = LANGUAGES[language]?.[id] ?? '';
  const candidates = [...new Set([...text.matchAll(/\{\s*(\w+)/g)].map((match) => match[1] ?? ''))].sort();
  const isWritten = (names: readonly string[]) => {
    let failed = false;
    const intl = createIntl({ locale: language, messages: { [id]: text }, onError: () => (failed = true) });
    intl.formatMessage({ id }, Object.fromEntries(names.map((name) => [name, 7])));
    return !failed;
  };
  assert.ok(isWritten(candidates), `${language} ${id} is no sentence: ${text}`);
  return candidates.filter((name) => !isWritten(candidates.filter((other) => other !== name)));
}

test('both languages have the same sentences, in the same order', () => {
  assert.deepEqual(Object.keys(zhTW), Object.keys(en));
});

test('a sentence asks for the same placeholders in both languages', () => {
  for (const id of Object.keys(en)) assert.deepEqual(placeholdersOf('zh-TW', id), placeholdersOf('en', id), id);
});

test('English has no Chinese in it, and Chinese has no simplified look-alikes of the terms', () => {
  for (const [id, text] of Object.entries(en)) assert.doesNotMatch(text, /\p{Script=Han}/u, id);
  for (const [id, text] of Object.entries(zhTW)) assert.doesNotMatch(text, /租使用者|基座|许可|订阅|升级|授权/, id);
});

test('the user page’s own words are kept', () => {
  assert.deepEqual([en['upgrades.now'], zhTW['upgrades.now']], ['Upgrade now', '立即升級']);
  assert.deepEqual([en['upgrades.submit'], zhTW['upgrades.submit']], ['Submit', '送出']);
  assert.deepEqual([zhTW['customers.title'], zhTW['subscriptions.title']], ['客戶', '訂閱']);
});

describe('whatever the server may say has words in both languages', () => {
  const said: [what: string, ids: readonly string[]][] = [
    [
      'each reason against an upgrade',
      [...codesIn('src/upgrades/reasons.ts', 'code'), ...[...limits().matchAll(/code: '(\w+)'/g)].map((match) => match[1] ?? '')].flatMap(
        (code) => [`reasons.${code}.title`, `reasons.${code}.detail`],
      ),
    ],
    [
      'each remedy',
      codesIn('src/upgrades/reasons.ts', 'kind')
        .filter((kind) => !['own', 'other_partner', 'other_channel'].includes(kind))
        .map((kind) => `remedies.${kind}`),
    ],
    [
      'each reason to be left behind',
      codesIn('src/licenses/transfer-reasons.ts', 'code').flatMap((code) =>
        ['title', 'why', 'todo'].map((part) => `leftBehind.${code}.${part}`),
      ),
    ],
    [
      'each event that webhooks tell of',
      [...(source('src/webhooks/events.ts').split('OTHER_EVENTS')[0] ?? '').matchAll(/^ {2}'([a-z-]+)',$/gm)].map(
        (match) => `webhooks.event.${match[1]}`,
      ),
    ],
    [
      'each cause for which a receiver gave no answer',
      [...(/CAUSES = \[([^\]]*)\]/.exec(source('src/webhooks/deliveries/contract.ts'))?.[1] ?? '').matchAll(/'(\w+)'/g)].map(
        (match) => `webhooks.cause.${match[1]}`,
      ),
    ],
    [
      'what to do about each reason against a change of licences',
      [...codesIn('src/licenses/assignment/reasons.ts', 'code'), ...codesIn('src/licenses/transfer-reasons.ts', 'code')]
        .filter((code) => code !== 'transfer_not_requested')
        .map((code) => `users.todo.${code}`),
    ],
    [
      'what helps against each refusal of a change of a subscription',
      codesIn('src/subscriptions/change/reasons.ts', 'kind').map((kind) => `seats.remedy.${kind}`),
    ],
    [
      'each role',
      [...(/ROLES = \[(.*?)\]/.exec(source('src/access/caller.ts'))?.[1] ?? '').matchAll(/'(\w+)'/g)].map(
        (match) => `session.role.${match[1]}`,
      ),
    ],
    [
      'each right that a role gives',
      [...source('src/access/permissions.ts').matchAll(/^ {2}'?([a-z_.]+)'?: \{\s+asks: 'role'/gm)].map(
        (match) => `staff.right.${match[1]}`,
      ),
    ],
    [
      'each reason to send an answer of a customer back',
      [...source('src/customers/invitations/acceptance.ts').matchAll(/code: '(\w+)'/g)]
        .map((match) => match[1] ?? '')
        .filter((code) => code !== 'not_open')
        .map((code) => `staff.reason.${code}`),
    ],
    [
      'each state of a subscription',
      [...(/SubscriptionStatus = Type\.Enum\(\[(.*?)\]/.exec(source('src/subscriptions/contract.ts'))?.[1] ?? '').matchAll(/'(\w+)'/g)].map(
        (match) => `subscriptions.status.${match[1]}`,
      ),
    ],
    [
      'each charge of an upgrade',
      [...source('src/billing/charge.ts').matchAll(/'((?:Cancel|Prorate|Cycle|Activation|Renew|New)[a-z ]+)'/g)].map(
        (match) => `upgrades.chargeType.${(match[1] ?? '').toLowerCase().replaceAll(' ', '_')}`,
      ),
    ],
  ];
  for (const [what, ids] of said) {
    test(what, () => {
      assert.ok(ids.length > 1);
      for (const words of Object.values(LANGUAGES))
        assert.deepEqual(
          ids.filter((id) => !Object.hasOwn(words, id)),
          [],
        );
    });
  }
});

test('no sentence is there that nothing says', () => {
  const code = globSync('web/**/*.{ts,tsx}', { cwd: ROOT })
    .filter((path) => !path.includes('words'))
    .map(source)
    .join('\n');
  // Ids that are put together from a code: whatever stands in the place of the code, the rest of the id has to be right.
  const byCode = [...code.matchAll(/`([a-zA-Z]+\.[^`\s]*\$\{[^`]*)`/g)].map(([, id = '']) => {
    const written = id.split(/\$\{[^{}]*\}/).map((part) => part.replaceAll('.', '\\.'));
    return new RegExp(`^${written.join('[\\w.*-]+')}$`);
  });
  assert.deepEqual(
    Object.keys(en).filter((id) => !code.includes(`'${id}'`) && !byCode.some((ids) => ids.test(id))),
    [],
  );
});
