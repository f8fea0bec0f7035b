import type { CatalogDocument } from './document.ts';

/** An entry of a catalogue file, where it stands (what errors point at), and the earlier entry in whose place it comes. */
export type Placed<Entry> = {
  readonly key: string;
  readonly entry: Entry;
  readonly document: CatalogDocument;
  readonly field: string;
  readonly before: Placed<Entry> | null;
};

type Section<Entry> = ReadonlyMap<string, Placed<Entry>>;
type EntryOf<Name extends keyof CatalogDocument> = NonNullable<CatalogDocument[Name]> extends readonly (infer Entry)[] ? Entry : never;

/** All editions in force laid over each other: for every key the entry of the latest edition that has it. */
export type Merged = {
  readonly categories: Section<EntryOf<'categories'>>;
  readonly countryLists: Section<EntryOf<'countryLists'>>;
  readonly seatFamilies: Section<EntryOf<'seatFamilies'>>;
  readonly servicePlans: Section<EntryOf<'servicePlans'>>;
  readonly offers: Section<EntryOf<'offers'>>;
  readonly upgradePaths: Section<EntryOf<'upgradePaths'>>;
  readonly transitions: Section<EntryOf<'transitions'>>;
  readonly exclusiveFamilies: Section<EntryOf<'exclusiveFamilies'>>;
  readonly planDependencies: Section<EntryOf<'planDependencies'>>;
  readonly prices: Section<EntryOf<'prices'>>;
};

/** Of each edition its latest version; in order of their days. The order of importing plays no part. */
export function latestVersions(documents: readonly CatalogDocument[]): readonly CatalogDocument[] {
  const latest = new Map<string, CatalogDocument>();
  for (const document of documents) {
    const { name, version } = document.edition;
    if (version >= (latest.get(name)?.edition.version ?? 0)) latest.set(name, document);
  }
  return [...latest.values()].sort(
    (a, b) => compare(a.edition.effectiveFrom, b.edition.effectiveFrom) || compare(a.edition.name, b.edition.name),
  );
}

/** What the editions say together on one day. */
export function mergedOn(documents: readonly CatalogDocument[], day: string): Merged {
  return merge(latestVersions(documents).filter((document) => document.edition.effectiveFrom <= day));
}

/** The sections of one or more documents, the later ones winning. */
export function merge(documents: readonly CatalogDocument[]): Merged {
  return {
    categories: section(
      documents,
      'categories',
      (document) => document.categories,
      (entry) => entry.id,
    ),
    countryLists: section(
      documents,
      'countryLists',
      (document) => document.countryLists,
      (entry) => entry.name,
    ),
    seatFamilies: section(
      documents,
      'seatFamilies',
      (document) => document.seatFamilies,
      (entry) => entry.name,
    ),
    servicePlans: section(
      documents,
      'servicePlans',
      (document) => document.servicePlans,
      (entry) => entry.name,
    ),
    offers: section(
      documents,
      'offers',
      (document) => document.offers,
      (entry) => entry.key,
    ),
    upgradePaths: section(
      documents,
      'upgradePaths',
      (document) => document.upgradePaths,
      (entry) => `${entry.source} to ${entry.target}`,
    ),
    transitions: section(
      documents,
      'transitions',
      (document) => document.transitions,
      (entry) => `transition of ${entry.source} to ${entry.target}`,
    ),
    exclusiveFamilies: section(
      documents,
      'exclusiveFamilies',
      (document) => document.exclusiveFamilies,
      (entry) => `${entry.name} from ${entry.validFrom}`,
    ),
    planDependencies: section(
      documents,
      'planDependencies',
      (document) => document.planDependencies,
      (entry) => entry.plan,
    ),
    prices: section(
      documents,
      'prices',
      (document) => document.prices,
      (entry) => `${entry.offer}${entry.term === undefined ? '' : ` by ${entry.term}`} in ${entry.currency} from ${entry.validFrom}`,
    ),
  };
}

function section<Entry>(
  documents: readonly CatalogDocument[],
  name: string,
  entriesOf: (document: CatalogDocument) => readonly Entry[] | undefined,
  keyOf: (entry: Entry) => string,
): Section<Entry> {
  const merged = new Map<string, Placed<Entry>>();
  for (const document of documents) {
    for (const [i, entry] of (entriesOf(document) ?? []).entries()) {
      const key = keyOf(entry);
      merged.set(key, { key, entry, document, field: `${name}[${i}]`, before: merged.get(key) ?? null });
    }
  }
  return merged;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
