/** So many operations by so many callers. */
export type Task = { readonly callers: number; readonly count: number };

/** How much is measured. Counts are multiples of 32, so that each caller does as many. */
export type Size = {
  readonly name: 'quick' | 'full';
  /** Each round measures everything once, side by side; the figures are the middle ones. */
  readonly rounds: number;
  readonly upgrades: readonly Task[];
  readonly seats: readonly Task[];
  readonly reads: readonly Task[];
  readonly lists: readonly Task[];
  readonly transfers: readonly { readonly users: number; readonly times: number }[];
  /** The pages of one customer with so many users, each asked for so many times. */
  readonly pages: { readonly users: number; readonly times: number };
  /** Worlds of so many subscriptions, one after the other, and how often each operation is done in each. */
  readonly growth: { readonly sizes: readonly number[]; readonly times: number };
  /** Customers of the large portfolio, each with four subscriptions. */
  readonly portfolioCustomers: number;
  /** How often the pages of the portfolio are gone through under each filter. */
  readonly portfolioWalks: number;
  /** How often the console is opened, cold and warm. */
  readonly consoleTimes: number;
  /** How long the server stays under half of the load that it can carry; 0 for not at all. */
  readonly soakMinutes: number;
  /** A campaign of so many upgrades, so many times. */
  readonly campaign: { readonly rows: number; readonly rounds: number };
};

export const QUICK: Size = {
  name: 'quick',
  rounds: 2,
  upgrades: [
    { callers: 1, count: 64 },
    { callers: 8, count: 192 },
    { callers: 32, count: 320 },
  ],
  seats: [
    { callers: 1, count: 64 },
    { callers: 8, count: 192 },
    { callers: 32, count: 320 },
  ],
  reads: [
    { callers: 1, count: 256 },
    { callers: 32, count: 1024 },
  ],
  lists: [
    { callers: 1, count: 64 },
    { callers: 32, count: 192 },
  ],
  transfers: [
    { users: 10, times: 7 },
    { users: 1000, times: 3 },
    { users: 10_000, times: 1 },
  ],
  pages: { users: 10_000, times: 5 },
  growth: { sizes: [1_000, 10_000], times: 50 },
  portfolioCustomers: 2_000,
  portfolioWalks: 1,
  consoleTimes: 1,
  soakMinutes: 0,
  campaign: { rows: 512, rounds: 1 },
};

export const FULL: Size = {
  name: 'full',
  rounds: 7,
  upgrades: [
    { callers: 1, count: 1024 },
    { callers: 8, count: 4096 },
    { callers: 32, count: 4096 },
  ],
  seats: [
    { callers: 1, count: 1024 },
    { callers: 8, count: 4096 },
    { callers: 32, count: 4096 },
  ],
  lists: [
    { callers: 1, count: 512 },
    { callers: 32, count: 2048 },
  ],
  reads: [
    { callers: 1, count: 2048 },
    { callers: 8, count: 8192 },
    { callers: 32, count: 8192 },
  ],
  transfers: [
    { users: 10, times: 51 },
    { users: 100, times: 21 },
    { users: 1000, times: 11 },
    { users: 10_000, times: 7 },
  ],
  pages: { users: 50_000, times: 51 },
  growth: { sizes: [10_000, 100_000, 1_000_000], times: 1_000 },
  portfolioCustomers: 250_000,
  // Of fifteen pages the 95th percentile would be the slowest alone.
  portfolioWalks: 4,
  consoleTimes: 11,
  soakMinutes: 5,
  campaign: { rows: 10_240, rounds: 3 },
};
