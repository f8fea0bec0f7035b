import { createContext, useContext } from 'react';

/** The partner's own names of the subscriptions that refusals point at, as far as the page knows them. */
export type Names = { readonly subscription: (subscriptionId: string) => string | null };

export const NamesContext = createContext<Names>({ subscription: () => null });

export function useNames(): Names {
  return useContext(NamesContext);
}
