/** What the operator may decide about the life of subscriptions. */
export type LifePolicy = {
  /** Days from the suspension to the removal: 90 by the public pages, 60 in one national cloud, 120 at most. */
  readonly removalDays: number;
};

/** After the end of a term of new commerce: days in which users still work, and days in which only administrators reach the data (domain rules 5.2). */
export const EXPIRED_DAYS = 30;
export const DISABLED_DAYS = 90;

export const LIFE_POLICY: LifePolicy = { removalDays: 90 };
