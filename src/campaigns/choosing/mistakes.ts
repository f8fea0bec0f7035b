import type { CreateOutcome } from '../commands.ts';

const TOLD_MAX = 200;

/** What is answered to a list or a file with mistakes; each names its place. */
export function wrongLines(data: readonly string[]) {
  const more = data.length > TOLD_MAX ? ` The first ${TOLD_MAX} are listed.` : '';
  const mistakes = `${data.length} mistake${data.length === 1 ? '' : 's'}`;
  return {
    code: 2000,
    description: `There ${data.length === 1 ? 'is' : 'are'} ${mistakes}; no campaign was made.${more}`,
    data: data.slice(0, TOLD_MAX),
  };
}

const WRONG = {
  subscription: 'is no subscription of yours with that customer',
  offer: 'the catalogue has no such offer',
  twice: 'the subscription is named twice',
} as const;

/** The same for what is named in it and is not there. */
export function unknownSaid(places: Extract<CreateOutcome, { kind: 'unknown' }>['places']) {
  return wrongLines(places.map(({ place, what }) => `${place}: ${WRONG[what]}`));
}
