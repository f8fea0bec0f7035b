import type { ApplicationId } from '../../kit/ids.ts';
import type { Tx } from '../../platform/db.ts';
import type { Caller } from '../caller.ts';
import type { ClientGeneration } from '../generation.ts';
import { recordInJournal } from '../journal/store.ts';
import type { Application } from '../people.ts';
import { findApplication, setClientGeneration } from '../store.ts';

/** Who asks, and how it reached us. */
export type ProgramRequest = {
  readonly caller: Caller;
  readonly correlationId: string;
  readonly remoteAddress: string | null;
  readonly at: Date;
  readonly newId: () => string;
};

/** Sets what a program of the caller's partner can read. Null for one that the partner does not have. */
export async function changeProgram(
  tx: Tx,
  request: ProgramRequest,
  applicationId: ApplicationId,
  generation: ClientGeneration,
): Promise<Application | null> {
  const found = await findApplication(tx, applicationId);
  if (found === null || found.application.partnerId !== request.caller.partnerId) return null;
  const { generation: before = 'common', ...application } = found.application;
  const after: Application = generation === 'newest' ? { ...application, generation } : application;
  if (before === generation) return after;
  setClientGeneration(tx, applicationId, generation);
  recordInJournal(tx, [
    {
      auditId: request.newId(),
      partnerId: application.partnerId,
      doer: { kind: 'caller', caller: request.caller },
      remoteAddress: request.remoteAddress,
      correlationId: request.correlationId,
      resourceType: 'application',
      resourceId: applicationId,
      operationType: 'update_application',
      status: 'succeeded',
      oldValue: { DisplayName: application.displayName, ClientGeneration: before },
      newValue: { DisplayName: application.displayName, ClientGeneration: generation },
      customizedData: [],
      at: request.at,
    },
  ]);
  return after;
}
