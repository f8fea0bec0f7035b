/** One page of a list that is read by key. */
export type Page<Item> = {
  readonly totalCount: number;
  readonly items: readonly Item[];
  readonly continuationToken?: string;
  readonly links?: { readonly next?: PageLink };
};

type PageLink = { readonly uri: string; readonly headers: readonly { readonly key: string; readonly value: string }[] };

/** Where the next page is: a path below `/v1` and the token to send with it. */
export type NextPage = { readonly uri: string; readonly continuationToken: string | null };

/** The page after this one; undefined after the last. */
export function nextPageOf(page: Page<unknown>): NextPage | undefined {
  const next = page.links?.next;
  if (next === undefined) return undefined;
  const header = next.headers.find(({ key }) => key.toLowerCase() === 'ms-continuationtoken');
  return { uri: next.uri, continuationToken: header?.value ?? page.continuationToken ?? null };
}
