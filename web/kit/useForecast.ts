import type { QueryFunctionContext } from '@tanstack/react-query';
import { write } from './request.ts';
import { newRequestId } from './requestId.ts';
import { useWriter } from './writer.ts';

/** Asks what something would do. It changes nothing, but what is asked about is too much for an address, so it is sent like a write. */
export function useForecast<Forecast>(path: string, body: unknown, method: 'POST' | 'PUT' = 'POST') {
  const { csrfToken } = useWriter();
  return ({ signal }: Pick<QueryFunctionContext, 'signal'>) =>
    write<Forecast>(path, { body, method, csrfToken, requestId: newRequestId(), signal });
}
