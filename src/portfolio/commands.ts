import type { Caller } from '../access/caller.ts';
import { withFreshCatalog } from '../catalog/freshness.ts';
import type { PartnerId } from '../kit/ids.ts';
import type { Currency } from '../kit/money.ts';
import { readerOf } from '../platform/reader.ts';
import {
  atOneMoment,
  openMemory,
  readPortfolio,
  surveyNow,
  verdictsNow,
  type PortfolioDeps,
  type Survey,
} from './combinations/commands.ts';
import { asksForUplift, type PortfolioFilter } from './filter.ts';
import { readPage, type MatrixPage, type MatrixQuestion } from './matrix/commands.ts';
import { readSeller } from './store.ts';
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
    currencyOf: async (partnerId) => {
      const known = await readSeller(readerOf(deps.db), partnerId);
      if (known === null) throw new Error(`no such partner: ${partnerId}`);
      return known.partner.currency;
    },
    page: (question) => withFreshCatalog(deps.catalog, () => atOneMoment(deps.db, (reader) => readPage(reader, memory, question))),
    totals: (caller, filter) =>
      withFreshCatalog(deps.catalog, () =>
        atOneMoment(deps.db, async (reader) => {
          if (!asksTheRows(filter)) {
            const known = await surveyNow(reader, memory, caller);
            if (known.kind === 'catalog_outdated') return known;
            const { verdicts } = known.survey;
            return { kind: 'totals' as const, totals: totalsOf(known.survey, filter), currency: verdicts.seller.partner.currency };
          }
          const now = await verdictsNow(reader, memory, caller);
          if (now.kind === 'catalog_outdated') return now;
          const groups = await readPortfolio(reader, memory, { verdicts: now.verdicts, filter });
          return { kind: 'totals' as const, totals: countTotals(groups, filter), currency: now.verdicts.seller.partner.currency };
        }),
      ),
  };
}

const totalsBefore = new WeakMap<Survey, Map<string, Totals>>();

/** What was counted in a survey already is not counted again. */
function totalsOf(survey: Survey, filter: PortfolioFilter): Totals {
  const known = totalsBefore.get(survey) ?? new Map<string, Totals>();
  totalsBefore.set(survey, known);
  const key = JSON.stringify(filter);
  const made = known.get(key) ?? countTotals(survey.groups, filter);
  if (known.size < FILTERS_MOST) known.set(key, made);
  return made;
}

const FILTERS_MOST = 50;

/** What the survey of the whole portfolio does not tell apart: single rows must be read for it. */
function asksTheRows(filter: PortfolioFilter): boolean {
  const { customerId, resellerMpnId, seats } = filter;
  return customerId !== null || resellerMpnId !== null || seats.from !== null || seats.to !== null || asksForUplift(filter);
}
