import { useMutation, useQuery } from '@tanstack/react-query';
import type { Import, ImportMistake } from '../../src/portfolio/imports/contract.ts';
import { read, readFile, type RequestError } from '../kit/request.ts';
import { useWrite } from '../kit/useWrite.ts';

/** So many mistakes are shown; the file has all of them. */
export const MISTAKES_SHOWN = 20;

const KEY = ['imports'];
/** While one is being written, how often it is asked how far it got. */
const LIVE_MS = 1_000;

type List<Item> = { readonly items: readonly Item[] };

/** The latest imports; read again and again while one is being written. */
export function useImports(isAllowed: boolean) {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => read<List<Import>>('/v1/imports', { signal }),
    enabled: isAllowed,
    refetchInterval: ({ state }) => (state.data?.items.some((each) => each.state === 'running') === true ? LIVE_MS : false),
  });
}

/** The first mistakes of a file. */
export function useMistakes(importId: string) {
  return useQuery({
    queryKey: [...KEY, importId, 'mistakes'],
    queryFn: ({ signal }) => read<List<ImportMistake>>(`/v1/imports/${importId}/mistakes?size=${MISTAKES_SHOWN}`, { signal }),
  });
}

/** Sends a file to be checked, as it is read from the disk. */
export function useSendFile() {
  return useWrite<{ readonly kind: Import['kind']; readonly file: File }, Import>(
    ({ kind, file }) => ({
      path: `/v1/imports?${new URLSearchParams({ kind, fileName: file.name })}`,
      body: file,
      contentType: /\.(jsonl|ndjson|json)$/i.test(file.name) ? 'application/x-ndjson' : 'text/csv',
    }),
    [KEY],
  );
}

/** Has a file written that was found right. */
export function useStart() {
  return useWrite<string, Import>((importId) => ({ path: `/v1/imports/${importId}/start`, body: undefined }), [KEY]);
}

/** Forgets an import. */
export function useForget() {
  return useWrite<string, null>((importId) => ({ path: `/v1/imports/${importId}`, body: undefined, method: 'DELETE' }), [KEY]);
}

/** Reads a file of the server, and hands it to the browser under a name. */
export function useDownload() {
  return useMutation<void, RequestError, { readonly path: string; readonly name: string }>({
    mutationFn: async ({ path, name }) => {
      const address = URL.createObjectURL(await readFile(path));
      const link = document.createElement('a');
      link.href = address;
      link.download = name;
      link.click();
      URL.revokeObjectURL(address);
    },
    networkMode: 'always',
  });
}
