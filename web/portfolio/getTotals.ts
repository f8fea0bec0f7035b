import { useQuery } from '@tanstack/react-query';
import type { PortfolioTotals } from '../../src/portfolio/contract.ts';
import { read } from '../kit/request.ts';
import { queryStringOf, type PortfolioFilter } from './filter.ts';

/** The matrix counted. What was counted before stays in sight until the new counts are there. */
export function useTotals(filter: PortfolioFilter) {
  const query = queryStringOf(filter);
  return useQuery({
    queryKey: ['portfolio', 'totals', query],
    queryFn: ({ signal }) => read<PortfolioTotals>(`/v1/portfolio/upgrades/totals?${query}`, { signal }),
    placeholderData: (before) => before,
  });
}
