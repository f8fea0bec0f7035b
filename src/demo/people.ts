import { namesOf } from './people-names.ts';
import type { Random } from './random.ts';

/** A person as a directory writes one; `mailName` is the part before the @, in Latin letters. */
export type Person = { readonly firstName: string; readonly lastName: string; readonly displayName: string; readonly mailName: string };

/** Somebody with a name as people of that country have. */
export function personOf(country: string, random: Random): Person {
  const { given, family, familyFirst, gap } = namesOf(country);
  const first = spelled(random.pick(given));
  const last = spelled(random.pick(family));
  return {
    firstName: first.written,
    lastName: last.written,
    displayName: familyFirst ? `${last.written}${gap}${first.written}` : `${first.written}${gap}${last.written}`,
    mailName: `${latin(first.spoken)}.${latin(last.spoken)}`,
  };
}

/** Gives out each mail name once: the second Jane Birch of a company is `jane.birch2`. */
export function mailNames(): (wanted: string) => string {
  const taken = new Map<string, number>();
  return (wanted) => {
    const count = (taken.get(wanted) ?? 0) + 1;
    taken.set(wanted, count);
    return count === 1 ? wanted : `${wanted}${count}`;
  };
}

function spelled(entry: string): { readonly written: string; readonly spoken: string } {
  const [written = entry, spoken = written] = entry.split(' ');
  return { written, spoken };
}

const GERMAN_LETTERS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** A name in the letters that addresses are made of. */
export function latin(text: string): string {
  return text
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => GERMAN_LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(/[^a-z0-9-]/g, '');
}
