/** What the matrix is narrowed to, as it stands in the address. Months are such as `2027-02`. */
export type PortfolioFilter = {
  readonly sourceOfferId?: string | undefined;
  readonly targetOfferId?: string | undefined;
  readonly country?: string | undefined;
  readonly resellerMpnId?: string | undefined;
  readonly eligible?: boolean | undefined;
  readonly upgradable?: boolean | undefined;
  readonly reason?: string | undefined;
  readonly onlyReason?: string | undefined;
  readonly upliftFrom?: number | undefined;
  readonly upliftTo?: number | undefined;
  readonly seatsFrom?: number | undefined;
  readonly seatsTo?: number | undefined;
  readonly renewalFrom?: string | undefined;
  readonly renewalTo?: string | undefined;
};

/** The filter, and in which order the rows stand; without `list` the overview is shown. */
export type PortfolioSearch = PortfolioFilter & { readonly list?: true | undefined; readonly order?: PortfolioOrder | undefined };

/** By customer, by the end of the term, the most seats first, or what would bring the most first. */
export const ORDERS = ['customer', 'renewal', 'seats', 'uplift'] as const;
export type PortfolioOrder = (typeof ORDERS)[number];

const NUMBERS = ['upliftFrom', 'upliftTo', 'seatsFrom', 'seatsTo'] as const;
const TEXTS = ['sourceOfferId', 'targetOfferId', 'country', 'resellerMpnId', 'reason', 'onlyReason'] as const;
const MONTHS = ['renewalFrom', 'renewalTo'] as const;
const TRUTHS = ['eligible', 'upgradable'] as const;

/** Reads the address; anything else in it is left out. */
export function readPortfolio(raw: Readonly<Record<string, unknown>>): PortfolioSearch {
  const pick = (names: readonly string[], isGood: (value: unknown) => boolean) =>
    Object.fromEntries(names.flatMap((name) => (isGood(raw[name]) ? [[name, raw[name]]] : [])));
  const order = ORDERS.find((each) => each === raw['order']);
  return {
    ...pick(TEXTS, (value) => (typeof value === 'string' && value !== '') || typeof value === 'number'),
    ...pick(NUMBERS, (value) => typeof value === 'number' && Number.isFinite(value)),
    ...pick(MONTHS, (value) => typeof value === 'string' && /^\d{4}-\d{2}$/.test(value)),
    ...pick(TRUTHS, (value) => typeof value === 'boolean'),
    ...(order === undefined ? {} : { order }),
    ...(raw['list'] === true ? { list: true as const } : {}),
  };
}

/** The filter as a query string; the list, its counts and its file take the same. */
export function queryStringOf(filter: PortfolioFilter): string {
  const names: readonly (keyof PortfolioFilter)[] = [...TEXTS, ...NUMBERS, ...MONTHS, ...TRUTHS];
  return names
    .flatMap((name) => {
      const value = filter[name];
      return value === undefined ? [] : [`${name}=${encodeURIComponent(String(value))}`];
    })
    .join('&');
}
