import type { Caller } from '../../access/caller.ts';
import type { Actor } from '../../audit/entry.ts';
import type { PartnerId } from '../../kit/ids.ts';
import type { RecordFormat } from '../../platform/records.ts';
import type { ImportKind } from './kinds/contract.ts';

/** Where an import stands: read and checked, then written customer by customer; `failed` stands still until somebody resumes it. */
export type ImportState = 'reading' | 'faulty' | 'ready' | 'running' | 'failed' | 'done';

/** Why an import rests or stands still: something unforeseen, at a customer whose first row is in this line, or with all of it. */
export type ImportTrouble = { readonly kind: 'unforeseen'; readonly line: number | null };

/** A file on its way in. */
export type Import = {
  readonly id: string;
  readonly partnerId: PartnerId;
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly format: RecordFormat;
  /** SHA-256 of the file; null until it was read to its end. */
  readonly contentHash: string | null;
  readonly state: ImportState;
  readonly actor: Actor & { readonly caller: Caller };
  readonly actorName: string;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly rows: number;
  readonly mistakes: number;
  readonly known: number;
  readonly written: number;
  readonly refused: number;
  readonly writtenThrough: string | null;
  /** How often it could not be written since it last got on. */
  readonly failures: number;
  /** Until then it rests; null where nothing keeps it. */
  readonly againAt: string | null;
  readonly trouble: ImportTrouble | null;
};

/** What came of some rows: written, there before, or refused by what had changed since the check. */
export type Tally = { readonly written: number; readonly known: number; readonly refused: number };
