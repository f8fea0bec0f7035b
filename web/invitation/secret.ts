const REMEMBERED = 'upseat.invitation';

/**
 * The secret of the link that was opened; null without one. It is taken out of the address, so that nobody reads it off the
 * screen, and kept in this window alone, so that it is still there after signing in elsewhere.
 */
export function secretOfLink(): string | null {
  const fresh = location.hash.slice(1);
  if (/^[\w-]{20,100}$/.test(fresh)) {
    sessionStorage.setItem(REMEMBERED, fresh);
    history.replaceState(null, '', location.pathname + location.search);
    return fresh;
  }
  return sessionStorage.getItem(REMEMBERED);
}

/** The link has done its work. */
export function forgetSecret(): void {
  sessionStorage.removeItem(REMEMBERED);
}
