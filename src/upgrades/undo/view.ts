import { moneyView } from '../../billing/view.ts';
import { offerName } from '../../catalog/names.ts';
import { toIso } from '../../kit/dates.ts';
import type { Locale } from '../../kit/locale.ts';
import { lineView } from '../view.ts';
import type { Decided } from './commands.ts';
import type * as wire from './contract.ts';
import type { UndoFacts, UndoPlan } from './undo.ts';
import { explainUndo, undoRemedies } from './words.ts';

/** An undo that was done. */
export function undoneView(facts: UndoFacts, plan: UndoPlan, locale: Locale): wire.UpgradeUndo {
  return {
    ...effectView(facts, plan, locale),
    state: 'undone',
    undoneAt: facts.now.toISOString(),
    attributes: { objectType: 'UpgradeUndo' },
  };
}

/** What an undo would do, or every reason against it. */
export function undoPreviewView({ facts, planning }: Decided, locale: Locale): wire.UpgradeUndoPreview {
  const { catalog, remembered } = facts;
  return {
    ...effectView(facts, planning.kind === 'planned' ? planning.plan : null, locale),
    isPossible: planning.kind === 'planned',
    ...(remembered === null ? {} : { undoableUntil: toIso(remembered.undoableUntil) }),
    reasons:
      planning.kind === 'planned'
        ? []
        : planning.reasons.map((reason) => {
            const { code, ...told } = reason;
            return { code, description: explainUndo(reason, catalog, locale), facts: told, remedies: [...undoRemedies(reason)] };
          }),
    attributes: { objectType: 'UpgradeUndoPreview' },
  };
}

function effectView({ upgrade, source, target, catalog }: UndoFacts, plan: UndoPlan | null, locale: Locale) {
  return {
    upgradeId: upgrade.id,
    sourceSubscriptionId: source.id,
    targetSubscriptionId: target.id,
    usersBack: plan?.usersBack ?? 0,
    addOns: (plan?.addOns ?? []).map(({ id, chosen, now }) => ({
      subscriptionId: id,
      offerId: now.offerId,
      offerName: offerName(catalog, now.offerId, locale),
      quantity: now.quantity,
      change: chosen === 'drop' ? ('returns' as const) : ('moves_back' as const),
    })),
    lines: (plan?.lines ?? []).map((line) => lineView(line, source.id, { catalog, locale })),
    ...(plan === null ? {} : { total: moneyView(plan.total, target.currency) }),
  };
}
