import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join, relative, sep } from 'node:path';

/** A file of the product, with its path from the root in forward slashes. */
export type SourceFile = { readonly path: string; readonly text: string; readonly lines: number };

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Every TypeScript file of the product's own folders, tests included. */
export function sources(...folders: readonly string[]): readonly SourceFile[] {
  return folders
    .flatMap((folder) => walk(join(ROOT, folder)))
    .map((path) => {
      const text = readFileSync(path, 'utf8');
      return { path: relative(ROOT, path).split(sep).join('/'), text, lines: text.split('\n').length - 1 };
    });
}

function walk(folder: string): string[] {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : walk(path);
    return /\.(ts|tsx)$/.test(entry.name) ? [path] : [];
  });
}

/** What a file imports: paths from the root for files of ours, names for packages. */
export function importsOf(file: SourceFile): readonly { readonly target: string; readonly isPackage: boolean }[] {
  const found = file.text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g,
  );
  return [...found].map((match) => {
    const name = match[1] ?? match[2] ?? '';
    if (!name.startsWith('.')) return { target: name, isPackage: true };
    const base = file.path.split('/').slice(0, -1);
    for (const part of name.split('/')) {
      if (part === '..') base.pop();
      else if (part !== '.') base.push(part);
    }
    return { target: base.join('/'), isPackage: false };
  });
}
