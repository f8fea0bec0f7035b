import { createContext, useContext } from 'react';

/** What every writing request carries: the proof that our own page sends it. The person's id keeps apart what two people began in one browser. */
export type Writer = { readonly userId: string; readonly csrfToken: string };

export const WriterContext = createContext<Writer | null>(null);

export function useWriter(): Writer {
  const writer = useContext(WriterContext);
  if (writer === null) throw new Error('nobody is signed in');
  return writer;
}
