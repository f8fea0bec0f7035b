import type { Random } from './random.ts';
import type { EntitlementRow } from './rows.ts';

/** What a company runs on: one product for everybody, or several for parts of its people. */
export type Shelf = {
  readonly parts: readonly {
    readonly offer: string;
    /** Which part of the people works with it; the last part takes the rest. */
    readonly share: number;
    /** Every third person has it beside another part's product. */
    readonly sharesPeople?: boolean;
  }[];
  readonly peopleMax: number;
  readonly onlyCountry?: string;
  readonly notCountry?: string;
};

const SMALL_BUSINESS_SEATS = 280;
const ANY = 100_000;

const one = (offer: string, peopleMax = ANY): Shelf => ({ parts: [{ offer, share: 1 }], peopleMax });
const two = (first: string, share: number, second: string, peopleMax = ANY): Shelf => ({
  parts: [
    { offer: first, share },
    { offer: second, share: 1 - share },
  ],
  peopleMax,
});
const small = (shelf: Shelf): Shelf => ({ ...shelf, peopleMax: SMALL_BUSINESS_SEATS, notCountry: 'IN' });
const indian = (shelf: Shelf): Shelf => ({ ...shelf, peopleMax: SMALL_BUSINESS_SEATS, onlyCountry: 'IN' });

/** Common ways to be equipped, by how common they are. */
export const BASES: readonly (readonly [weight: number, shelf: Shelf])[] = [
  [22, small(one('m365-business-basic'))],
  [20, small(one('m365-business-standard'))],
  [9, small(two('m365-business-basic', 0.5, 'm365-business-standard'))],
  [8, small(one('m365-apps-for-business'))],
  [
    6,
    small({
      parts: [
        { offer: 'm365-apps-for-business', share: 1 },
        { offer: 'exchange-online-plan-1', share: 1, sharesPeople: true },
      ],
      peopleMax: SMALL_BUSINESS_SEATS,
    }),
  ],
  [7, small(one('m365-business-premium'))],
  [2, small(two('m365-business-basic', 0.6, 'm365-business-premium'))],
  [24, indian(one('m365-business-basic-india'))],
  [22, indian(one('m365-business-standard-india'))],
  [10, indian(one('m365-apps-for-business-india'))],
  [7, one('o365-e1')],
  [8, one('o365-e3')],
  [5, two('o365-e1', 0.4, 'o365-e3')],
  [3, one('o365-e5')],
  [3, two('o365-f3', 0.6, 'o365-e3')],
  [3, one('m365-e3')],
  [3, one('exchange-online-plan-1')],
  [1, one('m365-apps-for-enterprise')],
];

/** How often a company has a product for a few, and for which part of its people. */
export const EXTRAS: readonly (readonly [chance: number, offer: string, share: number])[] = [
  [0.12, 'visio-plan-2', 0.1],
  [0.07, 'project-plan-3', 0.1],
  [0.15, 'power-bi-pro', 0.15],
  [0.06, 'ems-e3', 0.5],
  [0.07, 'aad-premium-p1', 0.4],
  [0.05, 'exchange-online-plan-2', 0.05],
];

export const ADD_ONS: readonly (readonly [chance: number, offer: string])[] = [
  [0.1, 'audio-conferencing'],
  [0.12, 'phone-system'],
  [0.1, 'defender-o365-p1'],
];

/** What companies hold from elsewhere, and from where. */
export const ELSEWHERE: readonly (readonly [channel: EntitlementRow['channel'], offer: string])[] = [
  ['volume_agreement', 'm365-apps-for-enterprise'],
  ['volume_agreement', 'ems-e3'],
  ['open_license', 'project-plan-3'],
  ['open_license', 'sharepoint-plan-2'],
  ['retail_key', 'visio-plan-2'],
  ['web_direct', 'exchange-online-plan-1'],
  ['web_direct', 'm365-business-basic'],
  ['other_partner', 'power-bi-pro'],
  ['other_partner', 'o365-e3'],
  ['other_partner', 'exchange-online-plan-2'],
  ['advisor', 'aad-premium-p1'],
];

/** A trial that makes sense beside these products; null where none does. */
export function trialFor(keys: readonly string[]): string | null {
  if (keys.includes('m365-business-basic'))
    return keys.includes('m365-business-standard') ? 'o365-e3-trial' : 'm365-business-standard-trial';
  if (keys.includes('m365-apps-for-business')) return 'm365-business-premium-trial';
  return keys.includes('o365-e3') ? 'o365-e5-trial' : null;
}

/** How many people a company has: mostly three to sixty, now and then several hundred. */
export function sizeOf(random: Random): number {
  if (random.chance(0.03)) return random.whole(150, 600);
  // The product of two fractions favours small numbers, as companies do.
  return 3 + Math.floor(random.fraction() * random.fraction() * 58);
}
