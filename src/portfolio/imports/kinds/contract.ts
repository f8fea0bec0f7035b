/** What can be imported, in the order in which files follow each other: each names only what those before it bring. */
export const IMPORT_KINDS = [
  'customers',
  'subscriptions',
  'entitlements',
  'users',
  'groups',
  'group-licenses',
  'group-members',
  'licenses',
] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** What a file holds by its name, as exports and examples call theirs; null where the name says nothing. */
export function kindByName(fileName: string): ImportKind | null {
  const name = fileName.toLowerCase();
  return IMPORT_KINDS.find((kind) => name.startsWith(kind)) ?? null;
}
