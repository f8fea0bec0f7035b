import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { UpgradeUndo, UpgradeUndoPreview } from '../../src/upgrades/undo/contract.ts';
import { read, write, type RequestError } from '../kit/request.ts';
import { useWriter } from '../kit/writer.ts';

/** Whether an upgrade can be undone, and what that would do. */
export function useUndoPreview(customerId: string, upgradeId: string, isAsked: boolean) {
  return useQuery({
    queryKey: ['customer', customerId, 'upgraderecords', upgradeId, 'undo'],
    queryFn: ({ signal }) => read<UpgradeUndoPreview>(`/v1/customers/${customerId}/upgraderecords/${upgradeId}/undo`, { signal }),
    enabled: isAsked,
  });
}

/** Takes an upgrade back; asked again with the same id it does nothing more. */
export function useUndo(customerId: string, upgradeId: string) {
  const { csrfToken } = useWriter();
  const queryClient = useQueryClient();
  return useMutation<UpgradeUndo, RequestError, string>({
    mutationFn: (requestId) =>
      write<UpgradeUndo>(`/v1/customers/${customerId}/upgraderecords/${upgradeId}/undo`, { body: {}, csrfToken, requestId }),
    networkMode: 'always',
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['customer', customerId] }),
  });
}
