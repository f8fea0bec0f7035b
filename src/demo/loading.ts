import { unreachable } from '../kit/brand.ts';
import type { WorldOrder } from './world.ts';

/** What to load, and how. */
export type LoadOrder = WorldOrder & {
  /** Adds customers to a demo world of the same seed that is there already, up to the number asked for. */
  readonly grow: boolean;
  /** How passwords and client secrets are kept. */
  readonly hashSecret: (secret: string) => string | Promise<string>;
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
};

/** How far it is. */
export type LoadProgress = { readonly customers: number; readonly customersTotal: number; readonly rows: number };

/** How it ended. */
export type LoadOutcome =
  | { readonly kind: 'loaded'; readonly customers: number; readonly rows: number }
  /** The demo world of this seed is there; nothing was done. */
  | { readonly kind: 'already_there' }
  /** Other partners work with this database; nothing was done. */
  | { readonly kind: 'not_empty'; readonly partners: number };

/** What to say when loading has ended. */
export function loadText(outcome: LoadOutcome): string {
  switch (outcome.kind) {
    case 'loaded':
      return `Loaded ${outcome.customers} customers (${outcome.rows} rows).`;
    case 'already_there':
      return 'The demo world is there already. To make it larger, name a number with --customers N and --add.';
    case 'not_empty':
      return `Nothing was loaded: this database already has ${outcome.partners === 1 ? 'a partner' : `${outcome.partners} partners`} of its own.`;
    default:
      return unreachable(outcome);
  }
}
