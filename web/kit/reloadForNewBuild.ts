const REMEMBERED = 'upseat.reloadedFor';

/**
 * Reloads the page when a part of it is gone from the server, because a newer console was installed while it was open.
 * Once for each part: if it is missing after the reload too, the trouble is shown instead. Without a network a reload would
 * lose what is on the page.
 */
export function reloadForNewBuild(): void {
  addEventListener('vite:preloadError', (event) => {
    const part = event.payload.message;
    if (!navigator.onLine || sessionStorage.getItem(REMEMBERED) === part) return;
    sessionStorage.setItem(REMEMBERED, part);
    event.preventDefault();
    location.reload();
  });
}
