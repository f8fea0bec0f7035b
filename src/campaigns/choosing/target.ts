import type { MatrixRow } from '../../portfolio/matrix/row.ts';
import type { RowWish } from '../rows/row.ts';

/**
 * One row for each subscription, from the rows of the matrix in their order. Where nothing is open to a subscription its
 * first target stands for it, so that the dry run says why not.
 */
export async function* oneTargetEach(pages: AsyncIterable<readonly MatrixRow[]>): AsyncGenerator<readonly Omit<RowWish, 'upgradeType'>[]> {
  let best: MatrixRow | null = null;
  for await (const rows of pages) {
    const chosen: MatrixRow[] = [];
    for (const row of rows) {
      if (best !== null && best.facts.source.id !== row.facts.source.id) {
        chosen.push(best);
        best = row;
      } else if (best === null || isDearer(row, best)) best = row;
    }
    if (chosen.length > 0) yield chosen.map(wishOf);
  }
  if (best !== null) yield [wishOf(best)];
}

function isDearer({ target }: MatrixRow, than: MatrixRow): boolean {
  if (target.verdict.reasons.length > 0) return false;
  return than.target.verdict.reasons.length > 0 || (target.seatPriceMinor ?? -1) > (than.target.seatPriceMinor ?? -1);
}

function wishOf({ facts: { source }, target }: MatrixRow): Omit<RowWish, 'upgradeType'> {
  return { customerId: source.customerId, subscriptionId: source.id, targetOfferId: target.verdict.targetOfferId, quantity: null };
}
