// Prints docs/dependencies.md: every package that runs in production, its version and licence, from the lockfile.
//   npm run --silent dependencies > docs/dependencies.md
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** What the lockfile tells of one package. */
export type LockedPackage = {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
};

/** Licences under which a package may be part of the product: they ask for nothing but to be named. */
export const ALLOWED: ReadonlySet<string> = new Set([
  'MIT',
  'MIT-0',
  'MIT AND OFL-1.1',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'Unlicense',
  'PostgreSQL',
  'OFL-1.1',
]);

/** Licences for packages that only build and test: they are not handed on. */
export const ALLOWED_FOR_TOOLS: ReadonlySet<string> = new Set([...ALLOWED, 'MPL-2.0', 'CC-BY-4.0', 'CC0-1.0', 'Python-2.0']);

/** Packages whose licence stands in their files and not in the lockfile. */
export const LOOKED_UP: Readonly<Record<string, string>> = { 'png-js': 'MIT' };

/** Every package of the lockfile by its place. */
export function lockedPackages(): ReadonlyMap<string, LockedPackage> {
  const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')) as {
    packages: Record<string, LockedPackage>;
  };
  return new Map(Object.entries(lock.packages).filter(([place]) => place !== ''));
}

/** The name of a package from its place, `node_modules/a/node_modules/@b/c`. */
export function packageName(place: string): string {
  return place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

export function licenceOf(place: string, { license }: LockedPackage): string {
  return license ?? LOOKED_UP[packageName(place)] ?? 'unknown';
}

/** The page. */
export function dependenciesPage(): string {
  const rows = [...lockedPackages()].flatMap(([place, locked]) =>
    locked.dev === true || locked.optional === true
      ? []
      : [`| ${packageName(place)} | ${locked.version ?? ''} | ${licenceOf(place, locked)} |`],
  );
  return `# What runs in production beside our own code

Printed from the lockfile by \`npm run --silent dependencies > docs/dependencies.md\`. What each library of the first row is for
stands in [style.md](style.md). Packages for building and testing, and the optional PostgreSQL and Node of our own, are not
part of this list.

| package | version | licence |
|---|---|---|
${[...new Set(rows)].toSorted().join('\n')}
`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) process.stdout.write(dependenciesPage());
