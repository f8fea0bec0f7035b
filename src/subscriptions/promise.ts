import type { Charge } from '../billing/charge.ts';
import { unreachable } from '../kit/brand.ts';

/**
 * What a preview promises, without ids that are made only when it is carried out: the same plan always reads the same.
 * Its text is hashed and kept; when the preview is carried out the new plan's promise is compared with it, part by part.
 */
export type Promised = readonly PromisedPart[];

export type PromisedPart =
  /** One value. */
  | { readonly kind: 'one'; readonly what: string; readonly value: string }
  /** Values in order; `what` is counted up: `line 1`, `line 2`. */
  | { readonly kind: 'listed'; readonly what: string; readonly values: readonly string[] }
  /** Values whose order says nothing. */
  | { readonly kind: 'among'; readonly what: string; readonly values: readonly string[] };

export function one(what: string, value: string | number | boolean): PromisedPart {
  return { kind: 'one', what, value: String(value) };
}

export function among(what: string, values: readonly string[]): PromisedPart {
  return { kind: 'among', what, values: values.toSorted() };
}

/** The lines of the bill, word for word. */
export function promisedLines(lines: readonly Charge[]): PromisedPart {
  const values = lines.map((line) =>
    [line.cause, line.offerId, line.span.from, line.span.until, line.quantity, line.unitPriceMinor, line.amountMinor, line.currency].join(
      ' ',
    ),
  );
  return { kind: 'listed', what: 'line', values };
}

export type Difference = { readonly what: string; readonly promised: string; readonly now: string };

/** What changed between a promise and what would happen now, one entry for each thing that differs, in the order of the promise. */
export function differences(promised: Promised, now: Promised): readonly Difference[] {
  const names = [...new Set([...now, ...promised].map(({ what }) => what))];
  return names.flatMap((name) => {
    const before = entriesOf(promised.find(({ what }) => what === name));
    const after = entriesOf(now.find(({ what }) => what === name));
    const keys = [...new Set([...before.keys(), ...after.keys()])];
    return keys.flatMap((key) => {
      const [was, is] = [before.get(key), after.get(key)];
      return was?.value === is?.value ? [] : [{ what: is?.what ?? was?.what ?? name, promised: was?.value ?? '', now: is?.value ?? '' }];
    });
  });
}

type Entry = { readonly what: string; readonly value: string };

/** Every value of a part under the key by which the two promises are compared. */
function entriesOf(part: PromisedPart | undefined): ReadonlyMap<string, Entry> {
  if (part === undefined) return new Map();
  const { what } = part;
  switch (part.kind) {
    case 'one':
      return new Map([[what, { what, value: part.value }]]);
    case 'listed':
      return new Map(part.values.map((value, i) => [`${i}`, { what: `${what} ${i + 1}`, value }]));
    case 'among':
      return new Map(part.values.map((value) => [value, { what, value }]));
    default:
      return unreachable(part);
  }
}
