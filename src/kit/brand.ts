/** Makes a type that only its own constructor gives out, so that two kinds of text cannot be mixed up. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };

declare const brand: unique symbol;

/** Ends a `switch` over a union: a variant without its case does not compile, and cannot pass at run time. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
