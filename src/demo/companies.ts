import { companyWordsOf } from './companies-words.ts';
import { countryOf, type Country, type Town } from './countries.ts';
import { latin, personOf, type Person } from './people.ts';
import type { Random } from './random.ts';

/** A company as its papers name it, with the person who signs for it. */
export type Company = {
  readonly name: string;
  /** Under `.example`, which nobody can own. No two companies of one world share it. */
  readonly domain: string;
  readonly country: Country;
  readonly contact: Person;
  readonly address: Readonly<Record<string, string>>;
};

/**
 * The company with this number. Within a country neighbouring numbers give different names; once all pairs of words are
 * used, towns and then numbers tell the names apart, so that a world can have any size.
 */
export function companyOf(code: string, index: number, random: Random): Company {
  const country = countryOf(code);
  const { stems, trades, forms, name } = companyWordsOf(code);
  const pairs = stems.length * trades.length;
  // A step without a common divisor visits every pair once before it comes back to the first.
  const pair = (index * stepThrough(pairs)) % pairs;
  const round = Math.floor(index / pairs);
  const [stem, stemLatin] = words(stems[Math.floor(pair / trades.length)] ?? '');
  const [trade, tradeLatin] = words(trades[pair % trades.length] ?? '');
  const contact = personOf(code, random);
  const base = name(stem, trade, random.pick(forms));
  return {
    name: round === 0 ? base : `${base} ${round + 1}`,
    domain: `${slug(stemLatin)}-${slug(tradeLatin)}${round === 0 ? '' : round + 1}.${code.toLowerCase()}.example`,
    country,
    contact,
    address: addressOf(country, contact, random),
  };
}

/** Digits for each # of a pattern. */
export function numbered(pattern: string, random: Random): string {
  return pattern.replaceAll('#', () => String(random.whole(0, 9)));
}

function addressOf(country: Country, contact: Person, random: Random): Readonly<Record<string, string>> {
  const town: Town = random.pick(country.towns);
  return {
    country: country.code,
    city: town.city,
    ...(town.state === '' ? {} : { state: town.state }),
    addressLine1: country.house(random.pick(country.streets), random.whole(1, 240)),
    postalCode: numbered(town.postal, random),
    firstName: contact.firstName,
    lastName: contact.lastName,
    phoneNumber: numbered(country.phone, random),
  };
}

function words(entry: string): readonly [written: string, spoken: string] {
  const [written = '', spoken = written] = entry.split('|');
  return [written, spoken];
}

function slug(text: string): string {
  return latin(text.replaceAll(' ', '').replaceAll('&', ''));
}

/** About six tenths of the way round, so that neighbours differ in both words. */
function stepThrough(pairs: number): number {
  let step = Math.floor(pairs * 0.618) | 1;
  while (commonDivisor(step, pairs) !== 1) step += 2;
  return step;
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
