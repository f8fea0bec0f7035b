import { useQuery } from '@tanstack/react-query';
import type { UpgradeUndo, UpgradeUndoPreview } from '../../src/upgrades/undo/contract.ts';
import { read } from '../kit/request.ts';
import { useWrite } from '../kit/useWrite.ts';

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
  return useWrite<null, UpgradeUndo>(
    () => ({ path: `/v1/customers/${customerId}/upgraderecords/${upgradeId}/undo`, body: {} }),
    [['customer', customerId]],
  );
}
