/** What the operator may decide about the life of subscriptions. */
export type LifePolicy = {
  /** Days from the suspension to the removal: 90 by the public pages, 60 in one national cloud, 120 at most. */
  readonly removalDays: number;
};

export const LIFE_POLICY: LifePolicy = { removalDays: 90 };
