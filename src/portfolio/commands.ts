import type { Caller } from '../access/caller.ts';
import { withFreshCatalog, type Outdated } from '../catalog/freshness.ts';
import type { PartnerId } from '../kit/ids.ts';
import type { Currency } from '../kit/money.ts';
import { readerOf, type Reader } from '../platform/reader.ts';
import { atOneMoment, openMemory, verdictsNow, type Asking, type PortfolioDeps, type PortfolioMemory } from './combinations/commands.ts';
import { asksForUplift, type PortfolioFilter } from './filter.ts';
import { readPage, type MatrixPage, type MatrixQuestion } from './matrix/commands.ts';
import { listSales, readSeller, type SellerRow } from './store.ts';
import { readPortfolio, surveyNow } from './survey/commands.ts';
import type { Section } from './survey/survey.ts';
import { sumTotals } from './totals-sum.ts';
import { countTotals, type Totals } from './totals.ts';

export type { PortfolioDeps } from './combinations/commands.ts';

/** A partner's portfolio, counted; amounts are in the partner's currency. */
export type PortfolioTotals = { readonly kind: 'totals'; readonly totals: Totals; readonly currency: Currency };

/** What can be asked about a partner's whole portfolio. Both answers are exact for the moment in which they are given. */
export type Portfolio = {
  readonly page: (question: MatrixQuestion) => Promise<Extract<MatrixPage, { kind: 'page' }>>;
  readonly totals: (caller: Caller, filter: PortfolioFilter) => Promise<PortfolioTotals>;
  /** In what currency the partner's amounts are. */
  readonly currencyOf: (partnerId: PartnerId) => Promise<Currency>;
};

/** Opens the portfolio of all partners, with an empty memory of what was decided. */
export function openPortfolio(deps: PortfolioDeps): Portfolio {
  const memory = openMemory(deps);
  return {
    currencyOf: async (partnerId) => (await sellerOf(readerOf(deps.db), partnerId)).partner.currency,
    page: (question) => withFreshCatalog(deps.catalog, () => atOneMoment(deps.db, (reader) => readPage(reader, memory, question))),
    totals: (caller, filter) =>
      withFreshCatalog(deps.catalog, () =>
        atOneMoment(deps.db, async (reader) => {
          const seller = await sellerOf(reader, caller.partnerId);
          const parts: Totals[] = [];
          for (const sales of await listSales(reader, caller.partnerId)) {
            const counted = await countSales(reader, memory, { caller, sales }, filter);
            if (counted.kind === 'catalog_outdated') return counted;
            parts.push(...counted.parts);
          }
          return { kind: 'totals' as const, totals: sumTotals(parts), currency: seller.partner.currency };
        }),
      ),
  };
}

/** Amounts are of the caller’s own sales alone, hence in its own currency: a reseller is not told what its providers ask. */
async function countSales(
  reader: Reader,
  memory: PortfolioMemory,
  asking: Asking,
  filter: PortfolioFilter,
): Promise<Outdated | { readonly kind: 'counted'; readonly parts: readonly Totals[] }> {
  if (!asksTheRows(filter)) {
    const known = await surveyNow(reader, memory, asking);
    if (known.kind === 'catalog_outdated') return known;
    return { kind: 'counted', parts: known.survey.sections.map((section) => totalsOf(section, filter)) };
  }
  const now = await verdictsNow(reader, memory, asking);
  if (now.kind === 'catalog_outdated') return now;
  const groups = await readPortfolio(reader, memory, { verdicts: now.verdicts, filter, within: null });
  return { kind: 'counted', parts: [countTotals(groups, filter)] };
}

async function sellerOf(reader: Reader, partnerId: PartnerId): Promise<SellerRow> {
  const known = await readSeller(reader, partnerId);
  if (known === null) throw new Error(`no such partner: ${partnerId}`);
  return known;
}

const totalsBefore = new WeakMap<Section, Map<string, Totals>>();

/** What was counted in a section already is not counted again. */
function totalsOf(section: Section, filter: PortfolioFilter): Totals {
  const known = totalsBefore.get(section) ?? new Map<string, Totals>();
  totalsBefore.set(section, known);
  const key = JSON.stringify(filter);
  const made = known.get(key) ?? countTotals(section.groups, filter);
  if (known.size < FILTERS_MOST) known.set(key, made);
  return made;
}

const FILTERS_MOST = 50;

/** What the survey of the whole portfolio does not tell apart: single rows must be read for it. */
function asksTheRows(filter: PortfolioFilter): boolean {
  const { customerId, resellerMpnId, seats } = filter;
  return customerId !== null || resellerMpnId !== null || seats.from !== null || seats.to !== null || asksForUplift(filter);
}
