import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** Where tests of the law lie. */
const PLACES = ['src/{catalog,billing,subscriptions,licenses,upgrades}/**/*.test.ts', 'test/proration/*.test.ts'];
/** A test that reaches one of these needs a database or the network. */
const OUTSIDE = /^(pg|fastify|node:net|node:http|node:child_process|playwright-core)$|^test\/database\.ts$/;

/**
 * The tests that need nothing but the code and reach a file, in the order in which they are asked: its own, those beside it,
 * the others.
 */
export function testsOf(file: string): readonly (readonly string[])[] {
  const own = file.replace(/\.ts$/, '.test.ts');
  const distance = (test: string): number => (test === own ? 0 : dirname(test) === dirname(file) ? 1 : 2);
  const tests = pureTests()
    .filter(({ reached }) => reached.has(file))
    .toSorted((a, b) => a.reached.size - b.reached.size || (a.test < b.test ? -1 : 1))
    .map(({ test }) => test);
  return [0, 1, 2].map((far) => tests.filter((test) => distance(test) === far)).filter((round) => round.length > 0);
}

type Reach = { readonly test: string; readonly reached: ReadonlySet<string> };
let found: readonly Reach[] | null = null;

function pureTests(): readonly Reach[] {
  found ??= globSync(PLACES)
    .map((test) => ({ test, reached: reachedFrom(test, new Set()) }))
    .filter(({ reached }) => ![...reached].some((each) => OUTSIDE.test(each)));
  return found;
}

const importsOf = new Map<string, readonly string[]>();

function reachedFrom(file: string, seen: Set<string>): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const imported = importsOf.get(file) ?? readImports(file);
  importsOf.set(file, imported);
  for (const each of imported) {
    if (each.startsWith('.')) reachedFrom(normalize(join(dirname(file), each)), seen);
    else seen.add(each);
  }
  return seen;
}

function readImports(file: string): readonly string[] {
  return [...readFileSync(file, 'utf8').matchAll(/^(?:import|export)\s+(?!type\b)(?:[^'"]*?from\s+)?'([^']+)'/gm)].flatMap(
    ([, name]) => name ?? [],
  );
}
