import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { importsOf, sources, type SourceFile } from './sources.ts';

// Who may import whom: docs/style.md. Each rule is a function from a file and one of its imports to what is wrong.
const DOMAINS = [
  'access',
  'audit',
  'catalog',
  'customers',
  'webhooks',
  'billing',
  'subscriptions',
  'licenses',
  'upgrades',
  'portfolio',
  'campaigns',
];
/** Files with these names may do I/O; every other file of a domain is pure. */
const OUTER = /\/(store|commands|steps|worker|routes)\.ts$/;
const isTest = (path: string) => /\.(test\.tsx?|d\.ts)$/.test(path) || path.startsWith('test/');
const domainOf = (path: string) => /^src\/([a-z]+)\//.exec(path)?.[1] ?? '';
const packageJson = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as Record<string, Record<string, string>>;
const declared = new Set(
  ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) => Object.keys(packageJson[kind] ?? {})),
);
const packageOf = (name: string) =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');

type Import = { readonly target: string; readonly isPackage: boolean };
type Rule = { readonly name: string; readonly broken: (file: SourceFile, to: Import) => boolean };

const rules: Rule[] = [
  {
    name: 'only declared packages are imported',
    broken: (_, to) =>
      to.isPackage && !to.target.startsWith('node:') && !to.target.startsWith('virtual:') && !declared.has(packageOf(to.target)),
  },
  {
    name: 'kit imports nothing',
    broken: (file, to) => file.path.startsWith('src/kit/') && !isTest(file.path) && !to.target.startsWith('src/kit/'),
  },
  {
    name: 'the platform knows no product',
    broken: (file, to) => file.path.startsWith('src/platform/') && !isTest(file.path) && [...DOMAINS, 'demo'].includes(domainOf(to.target)),
  },
  {
    name: 'each domain looks only to its left',
    broken: (file, to) => {
      const from = DOMAINS.indexOf(domainOf(file.path));
      return from >= 0 && !isTest(file.path) && (DOMAINS.indexOf(domainOf(to.target)) > from || to.target.startsWith('src/demo/'));
    },
  },
  {
    name: 'rules are pure',
    broken: (file, to) => {
      if (!DOMAINS.includes(domainOf(file.path)) || OUTER.test(file.path) || isTest(file.path)) return false;
      if (to.isPackage) return !['typebox', 'jose', 'node:crypto'].includes(packageOf(to.target)) && !to.target.startsWith('typebox/');
      // A row's type may come from the store that reads it; nothing that runs may.
      return OUTER.test(`/${to.target}`) && !importsOnlyTypes(file, to.target);
    },
  },
  {
    name: 'the SQL driver stays in the platform',
    broken: (file, to) =>
      file.path.startsWith('src/') && !file.path.startsWith('src/platform/') && !isTest(file.path) && packageOf(to.target) === 'pg',
  },
  {
    name: 'HTTP stays in routes and the platform',
    broken: (file, to) =>
      to.isPackage &&
      /^@?fastify/.test(to.target) &&
      file.path.startsWith('src/') &&
      !/\/routes\.ts$|^src\/platform\/|^src\/main\.ts$/.test(file.path) &&
      !isTest(file.path),
  },
  {
    name: 'routes belong to main',
    broken: (file, to) =>
      to.target.endsWith('/routes.ts') && file.path !== 'src/main.ts' && !isTest(file.path) && !file.path.endsWith('/routes.ts'),
  },
  {
    name: 'console and CLI see contracts and the kit only',
    broken: (file, to) =>
      /^(web|cli)\//.test(file.path) &&
      !isTest(file.path) &&
      to.target.startsWith('src/') &&
      !/^src\/kit\/|\/contract\.ts$/.test(to.target),
  },
  {
    name: 'the client stands alone',
    broken: (file, to) => file.path.startsWith('client/') && !isTest(file.path) && !to.isPackage && !to.target.startsWith('client/'),
  },
  {
    name: 'features of the console do not know each other',
    broken: (file, to) => {
      const from = /^web\/([a-z-]+)\//.exec(file.path)?.[1];
      const into = /^web\/([a-z-]+)\//.exec(to.target)?.[1];
      return (
        from !== undefined &&
        into !== undefined &&
        from !== into &&
        !['kit', 'words'].includes(into) &&
        !['kit', 'pages', 'words'].includes(from)
      );
    },
  },
];

function importsOnlyTypes(file: SourceFile, target: string): boolean {
  const name = target.split('/').at(-1) ?? '';
  const lines = file.text.split('\n').filter((line) => /^import\s/.test(line) && line.includes(name));
  return lines.length > 0 && lines.every((line) => line.startsWith('import type'));
}

const product = sources('src', 'web', 'cli', 'client', 'bench', 'test');

for (const rule of rules) {
  test(rule.name, () => {
    const guilty = product.flatMap((file) =>
      importsOf(file)
        .filter((to) => rule.broken(file, to))
        .map((to) => `${file.path} imports ${to.target}`),
    );
    assert.deepEqual(guilty, []);
  });
}

describe('the rules can fail', () => {
  const planted: [rule: string, path: string, text: string][] = [
    ['kit imports nothing', 'src/kit/x.ts', `import { a } from '../catalog/catalog.ts';`],
    ['each domain looks only to its left', 'src/billing/x.ts', `import { a } from '../upgrades/plan.ts';`],
    ['rules are pure', 'src/upgrades/x.ts', `import { a } from './store.ts';`],
    ['the SQL driver stays in the platform', 'src/upgrades/store.ts', `import pg from 'pg';`],
    ['HTTP stays in routes and the platform', 'src/upgrades/commands.ts', `import type { FastifyReply } from 'fastify';`],
    ['routes belong to main', 'src/upgrades/commands.ts', `import { a } from './routes.ts';`],
    ['console and CLI see contracts and the kit only', 'web/upgrades/x.tsx', `import { a } from '../../src/upgrades/plan.ts';`],
    ['the client stands alone', 'client/x.ts', `import { a } from '../src/kit/money.ts';`],
    ['only declared packages are imported', 'src/kit/x.ts', `import { a } from 'left-pad';`],
  ];
  for (const [name, path, text] of planted) {
    test(name, () => {
      const file = { path, text, lines: 1 };
      const rule = rules.find((candidate) => candidate.name === name);
      assert.ok(importsOf(file).some((to) => rule?.broken(file, to) === true));
    });
  }
});

test('no file imports itself on a round trip', () => {
  const graph = new Map(
    product.map((file) => [
      file.path,
      importsOf(file)
        .filter((to) => !to.isPackage)
        .map((to) => to.target),
    ]),
  );
  const state = new Map<string, 'open' | 'done'>();
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === 'done') return;
    if (state.get(path) === 'open') {
      cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      return;
    }
    state.set(path, 'open');
    for (const target of graph.get(path) ?? []) visit(target, [...trail, path]);
    state.set(path, 'done');
  };
  for (const path of graph.keys()) visit(path, []);
  assert.deepEqual(cycles, []);
});
