import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Check } from 'typebox/value';
import type { Static, TSchema } from 'typebox';
import { packageFolder } from './settings.ts';

/**
 * Asks the program itself, for what is done beside the server: it works with a running one and without. Null where it
 * failed before it had an answer; why stands on standard error then.
 */
export async function askProgram<Schema extends TSchema>(words: readonly string[], schema: Schema): Promise<Static<Schema> | null> {
  const program = spawn(process.execPath, [join(packageFolder, 'src', 'main.ts'), ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [answer] = await Promise.all([text(program.stdout), once(program, 'exit')]);
  const told: unknown = answer.trim() === '' ? null : JSON.parse(answer);
  return Check(schema, told) ? told : null;
}
