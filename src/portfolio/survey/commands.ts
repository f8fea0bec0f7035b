import type { Outdated } from '../../catalog/freshness.ts';
import type { Day } from '../../kit/dates.ts';
import type { CustomerId } from '../../kit/ids.ts';
import type { Reader } from '../../platform/reader.ts';
import { factsOfMany, learn, listAloneNow, remember, verdictsNow, type Asking, type PortfolioMemory } from '../combinations/commands.ts';
import { kindOfAsking, type Bands, type Verdicts } from '../combinations/memory.ts';
import { decide } from '../decided.ts';
import { asksForUplift, EVERYTHING, type PortfolioFilter } from '../filter.ts';
import { matchesRow } from '../row-match.ts';
import { seatLimitsOf } from '../seat-limits.ts';
import { listChangedSince } from '../store.ts';
import { sectionOf, type Sections } from './sections.ts';
import { sawAllOf } from './snapshots.ts';
import { listBounds, readExactGroups, readGroups, type GroupQuestion, type GroupRow } from './store.ts';
import { sectionOfGroups, type Group, type Survey } from './survey.ts';

/**
 * The whole portfolio: the survey that is remembered, with those sections read anew of which a customer changed since; or
 * a new one where nothing is remembered that holds today.
 */
export async function surveyNow(
  reader: Reader,
  memory: PortfolioMemory,
  asking: Asking,
  /** Customers whose sections are read anew though nothing of them changed. */
  written: readonly CustomerId[] = [],
): Promise<Outdated | { readonly kind: 'ready'; readonly survey: Survey }> {
  const now = await verdictsNow(reader, memory, asking);
  if (now.kind === 'catalog_outdated') return now;
  const { verdicts, snapshot } = now;
  const { sellerId } = asking.sales;
  const kind = kindOfAsking(asking);
  const remembered = memory.surveys.get(kind);
  // Somebody who began later may have put theirs there: what changed in between is not to be seen from here.
  const before = remembered?.verdicts === verdicts && sawAllOf(snapshot, remembered.snapshot) ? remembered : null;
  const changed =
    before === null ? null : await listChangedSince(reader, { sellerId, snapshot: before.snapshot, limit: CHANGED_BEFORE_ALL });
  if (before !== null && changed?.length === 0 && written.length === 0) return { kind: 'ready', survey: before };

  const bounds = before?.bounds ?? (await listBounds(reader, asking.sales, memory.deps.sizes?.rowsPerSection ?? ROWS_PER_SECTION));
  const all = Array.from({ length: bounds.length + 1 }, (_, section) => section);
  const isTooMany = changed === null || changed.length > CHANGED_BEFORE_ALL;
  const wanted = isTooMany ? all : [...new Set([...changed, ...written].map((id) => sectionOf(bounds, id)))];
  const read = Map.groupBy(
    await readPortfolio(reader, memory, { verdicts, filter: EVERYTHING, within: { bounds, wanted } }),
    (group) => group.section,
  );
  const sections = all.map((section) => {
    const known = wanted.includes(section) ? undefined : before?.sections[section];
    return known ?? sectionOfGroups(read.get(section) ?? [], verdicts.kindOf);
  });
  const survey = { verdicts, bounds, sections, snapshot };
  const latest = memory.surveys.get(kind);
  // An older one must not take the place of a newer one that was made meanwhile.
  if (latest?.verdicts !== verdicts || sawAllOf(snapshot, latest.snapshot)) remember(memory.surveys, kind, survey);
  return { kind: 'ready', survey };
}

const ROWS_PER_SECTION = 50_000;
const CHANGED_BEFORE_ALL = 1_000;

/** A survey that is new enough to find rows by, with those of whom it does not know the latest. */
export async function surveyToFindBy(
  reader: Reader,
  memory: PortfolioMemory,
  asking: Asking & { readonly verdicts: Verdicts; readonly snapshot: string; readonly besides: readonly CustomerId[] },
): Promise<Outdated | { readonly kind: 'known'; readonly survey: Survey; readonly changed: readonly CustomerId[] }> {
  const before = memory.surveys.get(kindOfAsking(asking));
  // Somebody else's, who began later: what changed in between is not to be seen from here.
  const isLater = before !== undefined && !sawAllOf(asking.snapshot, before.snapshot);
  let written: readonly CustomerId[] = [];
  if (!isLater && before !== undefined && before.verdicts === asking.verdicts) {
    const alone = before.sections.flatMap((section) => section.alone);
    const since = await changedSince(reader, memory, { ...before, alone }, asking.besides);
    if (!since.isTooMany) return { kind: 'known', survey: before, changed: since.customerIds };
    written = since.written;
  }
  const made = await surveyNow(reader, isLater ? { ...memory, surveys: new Map() } : memory, asking, written);
  if (made.kind === 'catalog_outdated') return made;
  return { kind: 'known', survey: made.survey, changed: [] };
}

/** What was found at one moment of the database, by the digest: but of those who were looked at alone. */
type FoundAt = { readonly verdicts: Verdicts; readonly snapshot: string; readonly alone: readonly CustomerId[] };

/**
 * Customers of whom the digest tells something else now than it told then, without those who are looked at alone now. Those who were looked
 * at alone are among them: their digest was `written` since, which is no change of theirs.
 */
export async function changedSince(
  reader: Reader,
  { deps }: PortfolioMemory,
  { verdicts, snapshot, alone }: FoundAt,
  besides: readonly CustomerId[],
): Promise<{ readonly isTooMany: boolean; readonly customerIds: readonly CustomerId[]; readonly written: readonly CustomerId[] }> {
  const { sellerId } = verdicts.sales;
  const most = deps.sizes?.changedBeside ?? CHANGED_BESIDE_MOST;
  const changed = await listChangedSince(reader, { sellerId, snapshot, limit: most });
  const leftOut = new Set(besides);
  const written = alone.filter((id) => !leftOut.has(id));
  const customerIds = [...new Set([...changed, ...written])].filter((id) => !leftOut.has(id));
  return { isTooMany: changed.length > most || customerIds.length > most, customerIds, written };
}

/** Above so many it is cheaper to look at their sections than to look at each. */
const CHANGED_BESIDE_MOST = 1_000;

/** Groups, and in which section they were found. */
type Found = Group & { readonly section: number };

/** The part of the portfolio whose rows have what the filter asks of them, decided; the law is not asked about the filter. */
export async function readPortfolio(
  reader: Reader,
  memory: PortfolioMemory,
  { verdicts, filter, within }: { readonly verdicts: Verdicts; readonly filter: PortfolioFilter; readonly within: Sections | null },
): Promise<readonly Found[]> {
  const { catalog, sales } = verdicts;
  const besides = await listAloneNow(reader, memory, verdicts);
  const asked: GroupQuestion = { sales, filter, besides, within };
  const rows = await readGroups(reader, { ...asked, limits: seatLimitsOf(catalog), alike: asksForUplift(filter) });
  await learn(
    reader,
    memory,
    sales.sellerId,
    rows.map((row) => row.combination),
  );
  const { groups, open } = decideGroups(rows, verdicts);
  return [...groups, ...(await readExactly(reader, asked, verdicts, open)), ...(await readAlone(reader, memory, asked, verdicts))];
}

/** Those combinations whose bands do not decide, by their facts and the band of all seats, with where that begins. */
type Open = ReadonlyMap<string, { readonly combination: string; readonly from: number }>;

function decideGroups(rows: readonly GroupRow[], verdicts: Verdicts): { readonly groups: Found[]; readonly open: Open } {
  const groups: Found[] = [];
  const open = new Map<string, { combination: string; from: number }>();
  for (const { combination, unitMinor, fewest, most, fewestOfAll, months } of rows) {
    const bands = verdicts.bandsOf(fewest, fewestOfAll);
    const decided = verdicts.of(combination, bands);
    if (decided === null) {
      open.set(openKey(combination, bands), { combination, from: bands.all.from });
      continue;
    }
    const place = { combination, bands, unitMinor, fewest, most, isExact: false };
    for (const { section, month, subscriptions, seats, periodMinor } of months)
      groups.push({ section, decided, place, month, subscriptions, seats, periodMinor });
  }
  return { groups, open };
}

function openKey(combination: string, { all }: Bands): string {
  return `${combination} ${all.from}`;
}

/** Those whose bands do not decide, by all of their seats. */
async function readExactly(reader: Reader, asked: GroupQuestion, verdicts: Verdicts, open: Open): Promise<readonly Found[]> {
  const fewest = new Map<string, number>();
  for (const { combination, from } of open.values()) fewest.set(combination, Math.min(fewest.get(combination) ?? from, from));
  const of = [...fewest].map(([combination, fewestOfAll]) => ({ combination, fewestOfAll }));
  const groups: Found[] = [];
  for (const row of await readExactGroups(reader, { ...asked, of })) {
    const { combination, quantity, held, section, month, subscriptions, seats, periodMinor } = row;
    const bands = verdicts.bandsOf(
      quantity,
      held.reduce((sum, each) => sum + each, quantity),
    );
    // Of a combination all seats from the fewest on are read, and some of them were decided by their bands.
    if (!open.has(openKey(combination, bands))) continue;
    const unitMinor = seats === 0 ? 0 : periodMinor / seats;
    const place = { combination, bands, unitMinor, fewest: quantity, most: quantity, isExact: true };
    groups.push({ section, decided: verdicts.ofExactly(combination, row), place, month, subscriptions, seats, periodMinor });
  }
  return groups;
}

/** Those who are looked at alone, from their facts themselves. */
async function readAlone(
  reader: Reader,
  memory: PortfolioMemory,
  { filter, besides, within }: GroupQuestion,
  { caller, sales }: Verdicts,
): Promise<readonly Found[]> {
  const sectionFor = (id: CustomerId) => (within === null ? 0 : sectionOf(within.bounds, id));
  const meant = within === null ? besides : besides.filter((id) => within.wanted.includes(sectionFor(id)));
  const groups: Found[] = [];
  for await (const facts of factsOfMany(reader, memory, { caller, sales }, meant)) {
    const { source } = facts;
    if (!matchesRow(filter, source)) continue;
    groups.push({
      section: sectionFor(source.customerId),
      decided: decide(facts),
      place: null,
      customerId: source.customerId,
      month: `${source.term.until.slice(0, 7)}-01` as Day,
      subscriptions: 1,
      seats: source.quantity,
      periodMinor: source.quantity * source.unitPriceMinor,
    });
  }
  return groups;
}
