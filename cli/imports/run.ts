import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Client } from '../../client/client.ts';
import type { Import, ImportMistake } from '../../client/generated/schemas.ts';
import { IMPORT_KINDS, kindByName, type ImportKind } from '../../src/portfolio/imports/kinds/contract.ts';
import { failureOf, isFailure, withApi, type Failure } from '../kit/api.ts';
import type { Outcome } from '../kit/command.ts';
import { declareCommand } from '../kit/declare.ts';
import { tellMeanwhile } from '../kit/terminal.ts';

const LOOK_MS = 500;
const MISTAKES_TOLD_MAX = 20;

/** Sends a file, shows what is wrong with it, and where nothing is, has it written and waits for the end. */
export const runImport = declareCommand({
  name: 'imports run',
  summary: 'Import customers, subscriptions, users, groups, licenses or entitlements from a file (CSV, or JSON lines)',
  words: { file: { about: 'its name says what it holds, as in customers.csv and users.jsonl, unless --kind does' } },
  options: {
    kind: {
      type: 'string',
      value: 'KIND',
      about: IMPORT_KINDS.join(', '),
      form: { pattern: new RegExp(`^(${IMPORT_KINDS.join('|')})$`), says: `is one of ${IMPORT_KINDS.join(', ')}` },
    },
    'check-only': { type: 'boolean', about: 'only check the file; nothing is written' },
  },
  check: ({ file, kind }) => (kindOf(file, kind) === null ? `What ${file} holds is not clear: say --kind KIND.` : null),
  run: ({ file, kind, 'check-only': isCheckOnly }, settings) =>
    withApi(settings, async (api) => {
      const sent = await sendFile(api, file, kindOf(file, kind) ?? 'customers');
      if (isFailure(sent)) return sent;
      if (sent.state === 'faulty') return faulty(api, sent, file);
      if (isCheckOnly) {
        if (sent.state === 'ready') await api.call('DELETE /v1/imports/{importId}', { path: { importId: sent.id } });
        return {
          kind: 'done',
          data: sent,
          lines: [`${file} is right: ${sent.rows} rows.`],
          notes: ['Nothing was written. Leave --check-only out to import it.'],
        };
      }
      const started = await api.call('POST /v1/imports/{importId}/start', { path: { importId: sent.id } });
      return started.kind === 'answered' ? finished(api, started.body, file) : failureOf(started);
    }),
});

/** What a file holds: as it is said, or as its name begins. */
export function kindOf(file: string, kind: string | undefined): ImportKind | null {
  return kindByName(kind ?? basename(file));
}

async function sendFile(api: Client, file: string, kind: ImportKind): Promise<Import | Failure> {
  const isLines = /\.(jsonl|ndjson|json)$/i.test(file);
  let content: Blob;
  try {
    content = await openAsBlob(file);
  } catch (error) {
    return { kind: 'refused', message: `${file} cannot be read: ${(error as Error).message}` };
  }
  const query = { kind, fileName: basename(file) };
  const reply = await api.upload('POST /v1/imports', { query }, { type: isLines ? 'application/x-ndjson' : 'text/csv', content });
  return reply.kind === 'answered' ? reply.body : failureOf(reply);
}

function stoodStill({ rows, written, trouble }: Import, file: string): Outcome {
  const why = trouble?.description ?? '';
  return {
    kind: 'refused',
    message: `${file} stands still: ${written} of ${rows} rows are new. ${why}\nRun the same command again to resume it.`,
  };
}

async function faulty(api: Client, { id, mistakes }: Import, file: string): Promise<Outcome> {
  const reply = await api.call('GET /v1/imports/{importId}/mistakes', { path: { importId: id }, query: { size: 1000 } });
  if (reply.kind !== 'answered') return failureOf(reply);
  const told = mistakeLines(reply.body.items, file);
  const more = mistakes - Math.min(told.length, mistakes);
  return {
    kind: 'refused',
    data: reply.body.items,
    message: [
      ...told,
      ...(more > 0 ? [`… and ${more} more.`] : []),
      `Nothing was imported: ${mistakes} mistake${mistakes === 1 ? '' : 's'}.`,
    ].join('\n'),
  };
}

/** Where something is wrong, as compilers say it. */
export function mistakeLines(mistakes: readonly ImportMistake[], file: string): readonly string[] {
  return mistakes
    .slice(0, MISTAKES_TOLD_MAX)
    .map(
      ({ line, column, found, expected }) =>
        `${file}:${line}: ${column === '' ? '' : `${column}: `}${found === '' ? '' : `"${found}" `}should be ${expected}`,
    );
}

async function finished(api: Client, started: Import, file: string): Promise<Outcome> {
  let current = started;
  let told: string | undefined;
  while (current.state !== 'done') {
    await wait(LOOK_MS);
    const reply = await api.call('GET /v1/imports/{importId}', { path: { importId: current.id } });
    if (reply.kind !== 'answered') return failureOf(reply);
    current = reply.body;
    if (current.state === 'failed') return stoodStill(current, file);
    const { trouble, triedAgainDate } = current;
    if (trouble !== undefined && triedAgainDate !== told) tellMeanwhile(`${trouble.description} It is tried again at ${triedAgainDate}.`);
    told = triedAgainDate;
  }
  const { rows, written, alreadyThere, refused } = current;
  if (refused > 0) return faulty(api, { ...current, mistakes: refused }, file);
  const lines = [`Imported ${file}: ${written} of ${rows} rows are new, ${alreadyThere} were there before.`];
  return { kind: 'done', data: current, lines };
}
