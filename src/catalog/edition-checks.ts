import type { CatalogDocument, OfferEntry } from './document.ts';
import { problemIf, type Problem } from './entry-checks.ts';
import { latestVersions, mergedOn, type Merged, type Placed } from './merge.ts';

/** A problem, and the document in which it must be mended. */
type DocumentProblem = Problem & { readonly document: CatalogDocument };

/**
 * What is wrong with editions taken together, on any of the days on which the catalogue changes: something named that
 * is not there, the same thing said twice, ids that changed hands.
 */
export function problemsAcross(documents: readonly CatalogDocument[]): readonly DocumentProblem[] {
  const found = new Map<string, DocumentProblem>();
  for (const day of daysOfChange(documents)) {
    for (const problem of problemsOn(mergedOn(documents, day), day)) {
      const { edition } = problem.document;
      found.set([edition.name, edition.version, problem.field, problem.problem].join('\n'), problem);
    }
  }
  return [...found.values()];
}

function daysOfChange(documents: readonly CatalogDocument[]): readonly string[] {
  const latest = latestVersions(documents);
  const first = latest[0]?.edition.effectiveFrom ?? '';
  const days = latest.flatMap(({ edition, exclusiveFamilies = [] }) => [
    edition.effectiveFrom,
    ...exclusiveFamilies.flatMap(({ validFrom, validUntil }) => [validFrom, ...(validUntil === undefined ? [] : [validUntil])]),
  ]);
  return [...new Set(days)].filter((day) => day >= first).sort();
}

function problemsOn(merged: Merged, day: string): readonly DocumentProblem[] {
  return [
    ...definedTwice(merged),
    ...idProblems(merged.offers, (offer) => offer.offerId, 'offerId'),
    ...idProblems(merged.servicePlans, (plan) => plan.id, 'id'),
    ...placed(merged.offers, (offer) => offerReferences(offer, merged)),
    ...placed(merged.upgradePaths, (path) => [
      ...unknown([path.source], 'source', merged.offers),
      ...unknown([path.target], 'target', merged.offers),
    ]),
    ...placed(merged.transitions, (path) => [
      ...unknown([path.source], 'source', merged.offers),
      ...unknown([path.target], 'target', merged.offers),
      ...outsideNewCommerce(path.source, 'source', merged),
      ...outsideNewCommerce(path.target, 'target', merged),
    ]),
    ...placed(merged.exclusiveFamilies, (family) => unknownItems(family.plans, 'plans', merged.servicePlans)),
    ...placed(merged.planDependencies, (dependency) => [
      ...unknown([dependency.plan], 'plan', merged.servicePlans),
      ...unknownItems(dependency.requiresAnyOf, 'requiresAnyOf', merged.servicePlans),
    ]),
    ...placed(merged.prices, (price) => [
      ...unknown([price.offer], 'offer', merged.offers),
      ...Object.keys(price.list).flatMap((cycle) => cycleProblem(merged.offers.get(price.offer)?.entry, cycle)),
    ]),
    ...overlappingFamilies(merged),
    ...exclusiveWithinOffer(merged, day),
    ...circlesOfPaths(merged.upgradePaths),
    ...circlesOfPaths(merged.transitions),
    ...circlesOfAddOns(merged),
  ];
}

function placed<Entry>(
  section: ReadonlyMap<string, Placed<Entry>>,
  check: (entry: Entry) => readonly Problem[],
): readonly DocumentProblem[] {
  return [...section.values()].flatMap(({ entry, document, field }) =>
    check(entry).map((found) => ({ document, field: `${field}.${found.field}`, problem: found.problem })),
  );
}

/** Within one file the second is wrong; of two editions either may be, and only one of them is at hand to be mended. */
function definedTwice(merged: Merged): readonly DocumentProblem[] {
  const all: readonly Placed<unknown>[] = Object.values(merged).flatMap((section) => [...section.values()]);
  return all.flatMap(({ key, document, field, before }): readonly DocumentProblem[] => {
    if (before === null || before.document.edition.effectiveFrom !== document.edition.effectiveFrom) return [];
    if (before.document === document) return [{ document, field, problem: `${key} is defined in ${before.field} of this file already` }];
    const inEdition = (other: CatalogDocument) => `${key} is defined in the edition ${other.edition.name} of the same day too`;
    return [
      { document, field, problem: inEdition(before.document) },
      { document: before.document, field: before.field, problem: inEdition(document) },
    ];
  });
}

/** An id stands for one thing for ever: other tables point at it. */
function idProblems<Entry>(
  section: ReadonlyMap<string, Placed<Entry>>,
  idOf: (entry: Entry) => string,
  member: string,
): readonly DocumentProblem[] {
  const owners = new Map<string, string>();
  return [...section.values()].flatMap(({ key, entry, document, field, before }) => {
    const id = idOf(entry);
    const owner = owners.get(id);
    owners.set(id, key);
    return [
      ...problemIf(owner !== undefined, `${field}.${member}`, `${id} belongs to ${owner} already`),
      ...problemIf(before !== null && idOf(before.entry) !== id, `${field}.${member}`, `the id of ${key} cannot change`),
    ].map((problem) => ({ ...problem, document }));
  });
}

function offerReferences(offer: OfferEntry, merged: Merged): readonly Problem[] {
  return [
    ...unknown([offer.category], 'category', merged.categories),
    ...unknownItems(offer.servicePlans, 'servicePlans', merged.servicePlans),
    ...unknownItems(offer.addOnTo ?? [], 'addOnTo', merged.offers),
    ...unknownItems(offer.convertsTo ?? [], 'convertsTo', merged.offers),
    ...(offer.seatFamily === undefined ? [] : unknown([offer.seatFamily], 'seatFamily', merged.seatFamilies)),
    ...(offer.prohibitedUsageLocations === undefined
      ? []
      : unknown([offer.prohibitedUsageLocations], 'prohibitedUsageLocations', merged.countryLists)),
  ];
}

function unknown(names: readonly string[], field: string, section: ReadonlyMap<string, unknown>): readonly Problem[] {
  return names.flatMap((name) => problemIf(!section.has(name), field, `${name} is not in the catalogue`));
}

function unknownItems(names: readonly string[], field: string, section: ReadonlyMap<string, unknown>): readonly Problem[] {
  return names.flatMap((name, i) => unknown([name], `${field}[${i}]`, section));
}

/** A transition leads from one product of new commerce to another. */
function outsideNewCommerce(key: string, field: string, { offers }: Merged): readonly Problem[] {
  const offer = offers.get(key)?.entry;
  return problemIf(offer !== undefined && offer.newCommerce === undefined, field, `${key} is not an offer of new commerce`);
}

function cycleProblem(offer: OfferEntry | undefined, cycle: string): readonly Problem[] {
  const isSold = offer === undefined || offer.billingCycles.some((sold) => sold === cycle);
  return problemIf(!isSold, `list.${cycle}`, `${offer?.key} is not sold with this billing cycle`);
}

/** Two validities of one family may not share a day. */
function overlappingFamilies(merged: Merged): readonly DocumentProblem[] {
  const families = [...merged.exclusiveFamilies.values()].sort((a, b) => (a.entry.validFrom < b.entry.validFrom ? -1 : 1));
  return families.flatMap(({ entry, document, field }, i) => {
    const overlapped = families
      .slice(0, i)
      .find((earlier) => earlier.entry.name === entry.name && (earlier.entry.validUntil ?? '9999') > entry.validFrom);
    if (overlapped === undefined) return [];
    return [{ document, field: `${field}.validFrom`, problem: `overlaps ${entry.name} from ${overlapped.entry.validFrom}` }];
  });
}

/** A product with two plans of one family could be given to nobody. */
function exclusiveWithinOffer(merged: Merged, day: string): readonly DocumentProblem[] {
  const families = [...merged.exclusiveFamilies.values()]
    .map(({ entry }) => entry)
    .filter((family) => family.validFrom <= day && day < (family.validUntil ?? '9999'));
  return placed(merged.offers, (offer) =>
    families.flatMap((family) => {
      const held = offer.servicePlans.filter((plan) => family.plans.includes(plan));
      return problemIf(held.length > 1, 'servicePlans', `${held.join(' and ')} exclude each other (${family.name})`);
    }),
  );
}

/** A customer could be upgraded for ever. */
function circlesOfPaths(paths: Merged['upgradePaths']): readonly DocumentProblem[] {
  const open = [...paths.values()].map(({ entry }) => entry).filter((path) => path.enabled !== false && path.source !== path.target);
  const reaches = reachability(open.map((path) => ({ from: path.source, to: path.target })));
  return placed(paths, (path) =>
    problemIf(
      open.includes(path) && reaches(path.target, path.source),
      'target',
      `upgrades would lead from ${path.target} back to ${path.source}`,
    ),
  );
}

function circlesOfAddOns({ offers }: Merged): readonly DocumentProblem[] {
  const reaches = reachability([...offers.values()].flatMap(({ entry }) => (entry.addOnTo ?? []).map((to) => ({ from: entry.key, to }))));
  return placed(offers, (offer) =>
    (offer.addOnTo ?? []).flatMap((parent, i) =>
      problemIf(reaches(parent, offer.key), `addOnTo[${i}]`, `${parent} hangs on ${offer.key} itself`),
    ),
  );
}

function reachability(edges: readonly { readonly from: string; readonly to: string }[]): (from: string, goal: string) => boolean {
  const next = Map.groupBy(edges, (edge) => edge.from);
  return (from, goal) => {
    const seen = new Set<string>();
    const open = [from];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (at === goal) return true;
      if (seen.has(at)) continue;
      seen.add(at);
      open.push(...(next.get(at) ?? []).map((edge) => edge.to));
    }
    return false;
  };
}
