import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { catalogOn } from '../catalog/book.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { describeError, validateCatalog } from '../catalog/validate.ts';
import { shippedFiles } from '../catalog/worker.ts';
import type { Day } from '../kit/dates.ts';
import { demoCast } from './cast.ts';
import { castText } from './words.ts';

/** The catalogue that comes with the program, as of a day, without a database. */
export function shippedCatalog(on: Day): Catalog {
  const files = shippedFiles().map((path) => ({ name: basename(path), text: readFileSync(path, 'utf8') }));
  const validation = validateCatalog(files, []);
  if (validation.kind === 'invalid') throw new Error(validation.errors.map(describeError).join('\n'));
  const documents = validation.files.map((file) => file.document);
  return catalogOn(documents, on, 1);
}

/** What `upseat demo --cast` prints. It asks no database: the address is that of the server of this data folder. */
export function printedCast(
  asked: { readonly seed: number; readonly json: boolean },
  here: { readonly today: Day; readonly dataFolder: string },
): string {
  const cast = demoCast({ seed: asked.seed, catalog: shippedCatalog(here.today), baseUrl: serverUrl(here.dataFolder) });
  return asked.json ? `${JSON.stringify(cast, null, 2)}\n` : castText(cast);
}

const USUAL_URL = 'http://127.0.0.1:8480';

/** Where the server of a data folder answers, or would by default where none runs. */
function serverUrl(dataFolder: string): string {
  try {
    const announced = JSON.parse(readFileSync(join(dataFolder, 'server.json'), 'utf8')) as { readonly url?: unknown };
    return typeof announced.url === 'string' ? announced.url : USUAL_URL;
  } catch {
    return USUAL_URL;
  }
}
