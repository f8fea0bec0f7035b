import type { UpgradeUndoPreview } from '../../client/generated/schemas.ts';
import { failureOf, show } from '../kit/api.ts';
import { declareCommand } from '../kit/declare.ts';
import { guid } from '../kit/forms.ts';
import { keepPromise, PROMISE_OPTIONS } from '../kit/promise.ts';
import { CUSTOMER, withCustomer } from '../kit/resolve.ts';
import { billLines, reasonLines } from '../kit/words.ts';

/** Undoes an upgrade, after showing what that means. */
export const undoUpgrade = declareCommand({
  name: 'upgrades undo',
  summary: 'Undo an upgrade, after showing what comes back',
  words: { customer: CUSTOMER, upgrade: { about: 'its id', form: guid } },
  options: PROMISE_OPTIONS,
  run: (given, settings) =>
    withCustomer(settings, given.customer, async (api, customerId, url) => {
      const path = { customerId, upgradeId: given.upgrade };
      const preview = await api.call('GET /v1/customers/{customerId}/upgraderecords/{upgradeId}/undo', { path });
      if (preview.kind !== 'answered') return failureOf(preview);
      const promised = { isPossible: preview.body.isPossible, data: preview.body, lines: previewLines(preview.body, url) };
      return keepPromise(promised, given, () =>
        show(api, 'POST /v1/customers/{customerId}/upgraderecords/{upgradeId}/undo', { path }, ({ sourceSubscriptionId, usersBack }) => [
          `Undone. The subscription ${sourceSubscriptionId} is back, and ${usersBack} users hold it again.`,
        ]),
      );
    }),
});

function previewLines({ isPossible, reasons, usersBack, lines, total }: UpgradeUndoPreview, url: string): readonly string[] {
  if (!isPossible) return ['The upgrade cannot be undone:', ...reasons.flatMap((reason) => reasonLines(reason, url))];
  return [`Users who move back: ${usersBack}`, ...billLines(lines, total)];
}
