import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { AppearanceProvider } from './kit/AppearanceProvider.tsx';
import './kit/console.css';
import { htmlLang, loadWords, preferredLanguage } from './kit/language.ts';
import { LanguageProvider } from './kit/LanguageProvider.tsx';
import { createQueryClient } from './kit/queries.ts';
import { reloadForNewBuild } from './kit/reloadForNewBuild.ts';
import { createConsoleRouter } from './pages/router.tsx';
import { sessionQuery } from './session/getSession.ts';
import { SessionGate } from './session/SessionGate.tsx';

reloadForNewBuild();
const language = preferredLanguage();
// Before anything is asked or shown: requests and typefaces go by it.
document.documentElement.lang = htmlLang(language);
const queryClient = createQueryClient((client) => client.setQueryData(sessionQuery.queryKey, null));
// People of customers have their own page and their own sign-in: nothing of the console is loaded or asked for there.
const isInvitation = /^\/invitation\/?$/i.test(location.pathname);
if (!isInvitation) void queryClient.prefetchQuery(sessionQuery);
const words = await loadWords(language);

const InvitationPage = lazy(async () => ({ default: (await import('./invitation/InvitationPage.tsx')).InvitationPage }));

const place = document.getElementById('console');
if (place === null) throw new Error('the page has no place for the console');
createRoot(place).render(
  <QueryClientProvider client={queryClient}>
    <LanguageProvider initial={language} words={words}>
      <AppearanceProvider>
        {isInvitation ? (
          <Suspense>
            <InvitationPage />
          </Suspense>
        ) : (
          <SessionGate>
            <RouterProvider router={createConsoleRouter(queryClient)} />
          </SessionGate>
        )}
      </AppearanceProvider>
    </LanguageProvider>
  </QueryClientProvider>,
);
