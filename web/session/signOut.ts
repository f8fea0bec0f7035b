/** Ends the session on the server, then starts over with an empty page: nothing of the customer stays in memory. */
export async function signOut(csrfToken: string): Promise<void> {
  await fetch('/signout', { method: 'POST', credentials: 'same-origin', headers: { 'X-CSRF-Token': csrfToken } });
  sessionStorage.clear();
  location.assign('/');
}

/** Where to sign in, and to come back to this very page afterwards. */
export function signInAddress(returnTo: string): string {
  return `/signin?returnTo=${encodeURIComponent(returnTo)}`;
}
