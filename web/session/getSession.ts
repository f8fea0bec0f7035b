import { queryOptions, useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { ConsoleSessionView } from '../../src/access/contract.ts';
import { read, type RequestError } from '../kit/request.ts';

/** Who is signed in here, for which partner, with which rights, and the proof that writing requests carry. */
export type Session = ConsoleSessionView;

/** Reads the session; null when nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => read<Session>('/console/session', { signal }).catch(nobody),
  staleTime: 5 * 60_000,
});

export function useSessionQuery() {
  return useQuery(sessionQuery);
}

export const SessionContext = createContext<Session | null>(null);

/** The session, for everything that is shown only to those signed in. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('nobody is signed in');
  return session;
}

function nobody(error: RequestError): null {
  if (error.problem?.kind === 'fault' && error.problem.status === 401) return null;
  throw error;
}
