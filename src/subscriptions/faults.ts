import type { Difference } from './promise.ts';

/** A subscription that does not exist, is another customer's or was sold by another partner. */
export const NO_SUBSCRIPTION = { code: 20003, description: 'The customer has no such subscription.' };

/** A preview that does not exist, is another's, or may be carried out no longer. */
export const NO_PREVIEW = { code: 1000, description: 'There is no such preview, or it has expired. Ask for a new one.' };

/** What a preview promised is not what would happen now: the differences, one by one. */
export function promiseBroken(differences: readonly Difference[]) {
  return {
    code: 900279,
    description: 'Since the preview something has changed. Look at the differences and ask for a new preview.',
    data: differences.map((difference) => JSON.stringify(difference)),
  };
}
