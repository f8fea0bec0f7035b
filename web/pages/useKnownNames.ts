import { useMemo } from 'react';
import { useSubscriptions } from '../subscriptions/listSubscriptions.ts';
import type { Names } from '../upgrades/names.ts';

/** What the partner calls a customer's subscriptions. */
export function useKnownNames(customerId: string): Names {
  const { data: subscriptions } = useSubscriptions(customerId);
  return useMemo(() => {
    const names = new Map(subscriptions?.map(({ id, friendlyName }) => [id.toLowerCase(), friendlyName]));
    return { subscription: (id) => names.get(id.toLowerCase()) ?? null };
  }, [subscriptions]);
}
