/**
 * The personal link that holds a secret. It stands behind the #, which browsers keep to themselves: no server, proxy or
 * referrer ever sees it.
 */
export function invitationLink(publicUrl: string, secret: string): string {
  return `${publicUrl}/invitation#${secret}`;
}
