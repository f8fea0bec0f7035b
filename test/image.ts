import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));

/** What the container file puts into its image: each line of its last stage, by its first word. */
export type ImageLine = { readonly order: string; readonly text: string };

/** The lines of the last stage, without comments. */
export function lastStage(): readonly ImageLine[] {
  const lines = readFileSync(join(packageFolder, 'deploy', 'Containerfile'), 'utf8').split('\n');
  const from = lines.findLastIndex((line) => line.startsWith('FROM '));
  return lines.slice(from + 1).flatMap((line) => {
    const [, order = '', text = ''] = /^([A-Z]+) (.*)$/.exec(line) ?? [];
    return order === '' ? [] : [{ order, text }];
  });
}

/** What the last stage copies out of this folder, as it was checked out or as the stage before built it, and where to. */
export function copiedParts(): readonly { readonly from: string; readonly to: string; readonly isBuilt: boolean }[] {
  return lastStage()
    .filter(({ order }) => order === 'COPY')
    .map(({ text }) => {
      const words = text.split(' ').filter((word) => !word.startsWith('--'));
      const [from = '', to = ''] = words;
      if (words.length !== 2) throw new Error(`COPY ${text} is not understood here`);
      return { from: from.replace(/^\/upseat\//, ''), to: to === './' ? from : to, isBuilt: text.startsWith('--from=') };
    });
}

/** Copies into a folder what the image would have in its own, with the packages that run the finished program and no others. */
export function makeImage(folder: string): void {
  for (const { from, to } of copiedParts()) {
    if (from === 'node_modules') linkPackages(join(folder, to));
    else cpSync(join(packageFolder, from), to.endsWith('/') ? join(folder, to, from.split('/').at(-1) ?? '') : join(folder, to), COPYING);
  }
}

const COPYING = { recursive: true, filter: (path: string) => !/\.test\.tsx?$/.test(path) };

/** As `npm ci --omit=dev --omit=optional` would choose them: no registry is asked. */
function linkPackages(folder: string): void {
  const lockfile = JSON.parse(readFileSync(join(packageFolder, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly dev?: true; readonly optional?: true }>>;
  };
  for (const [path, { dev, optional }] of Object.entries(lockfile.packages)) {
    const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.[1];
    if (name === undefined || dev === true || optional === true) continue;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    symlinkSync(join(packageFolder, 'node_modules', name), join(folder, name), 'junction');
  }
}
