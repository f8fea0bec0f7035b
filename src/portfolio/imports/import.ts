import type { Caller } from '../../access/caller.ts';
import type { Actor } from '../../audit/entry.ts';
import type { PartnerId } from '../../kit/ids.ts';
import type { RecordFormat } from '../../platform/records.ts';
import type { ImportKind } from './kinds.ts';

/** Where an import stands: read and checked, then written customer by customer. */
export type ImportState = 'reading' | 'faulty' | 'ready' | 'running' | 'done';

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
};

/** What came of some rows: written, there before, or refused by what had changed since the check. */
export type Tally = { readonly written: number; readonly known: number; readonly refused: number };
