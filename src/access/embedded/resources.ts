import { withoutSlash } from '../claims.ts';

/** What tokens of the embedded provider are for: the audiences that Partner Center's clients ask for, the first by default. */
export const RESOURCES = ['https://api.partnercenter.microsoft.com', 'https://graph.windows.net'] as const;

/** The one scope of a person's token. */
export const SCOPE = 'user_impersonation';

/** How Partner Center's API is also named where a resource is asked for. */
const NAMES_OF_THE_FIRST = ['fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd', 'api://fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd'];

/** The resource among the known ones that is meant, slash at the end or not; null when none is. */
export function knownResource(asked: string, known: readonly string[]): string | null {
  const plain = withoutSlash(asked);
  if (NAMES_OF_THE_FIRST.includes(plain.toLowerCase())) return RESOURCES[0];
  return known.find((resource) => withoutSlash(resource).toLowerCase() === plain.toLowerCase()) ?? null;
}
