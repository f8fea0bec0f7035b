import type { UpgradePlan } from './plan.ts';

/**
 * What a preview promises, without ids that are made only at Submit: the same plan always reads the same. Its text is
 * hashed and kept; on Submit the new plan's promise is compared with it line by line.
 */
export type Promised = {
  readonly upgradeType: string;
  readonly target: {
    readonly offerId: string;
    readonly quantity: number;
    readonly unitPriceMinor: number;
    readonly currency: string;
    readonly from: string;
    readonly until: string;
  };
  readonly sourceSeatsLeft: number;
  readonly lines: readonly string[];
  readonly totalMinor: number;
  readonly usersMoved: readonly string[];
  readonly usersLeftBehind: readonly string[];
};

export function promiseOf(plan: UpgradePlan): Promised {
  const { target } = plan;
  return {
    upgradeType: plan.upgradeType,
    target: {
      offerId: target.offerId,
      quantity: target.quantity,
      unitPriceMinor: target.unitPriceMinor,
      currency: target.currency,
      from: target.term.from,
      until: target.term.until,
    },
    sourceSeatsLeft: plan.sourceSeatsLeft,
    lines: plan.lines.map((line) =>
      [line.cause, line.offerId, line.span.from, line.span.until, line.quantity, line.unitPriceMinor, line.amountMinor, line.currency].join(
        ' ',
      ),
    ),
    totalMinor: plan.total,
    usersMoved: plan.moves.flatMap((move) => move.userIds.map((id) => `${id} ${move.disabledPlanIds.join(',')}`)).toSorted(),
    usersLeftBehind: plan.leftBehind
      .flatMap((group) => group.userIds.map((id) => `${id} ${group.reasons.map((reason) => reason.code).join(',')}`))
      .toSorted(),
  };
}

export type Difference = { readonly what: string; readonly promised: string; readonly now: string };

/** What changed between a promise and what would happen now, one entry for each thing that differs. */
export function differences(promised: Promised, now: Promised): readonly Difference[] {
  const found: Difference[] = [];
  const compare = (what: string, before: string | number, after: string | number) => {
    if (String(before) !== String(after)) found.push({ what, promised: String(before), now: String(after) });
  };
  compare('upgradeType', promised.upgradeType, now.upgradeType);
  compare('targetOffer', promised.target.offerId, now.target.offerId);
  compare('quantity', promised.target.quantity, now.target.quantity);
  compare(
    'unitPrice',
    `${promised.target.unitPriceMinor} ${promised.target.currency}`,
    `${now.target.unitPriceMinor} ${now.target.currency}`,
  );
  compare('targetTerm', `${promised.target.from} ${promised.target.until}`, `${now.target.from} ${now.target.until}`);
  compare('sourceSeatsLeft', promised.sourceSeatsLeft, now.sourceSeatsLeft);
  const lines = Math.max(promised.lines.length, now.lines.length);
  for (let i = 0; i < lines; i += 1) compare(`line ${i + 1}`, promised.lines[i] ?? '', now.lines[i] ?? '');
  compare('total', promised.totalMinor, now.totalMinor);
  found.push(...listDifferences('usersMoved', promised.usersMoved, now.usersMoved));
  found.push(...listDifferences('usersLeftBehind', promised.usersLeftBehind, now.usersLeftBehind));
  return found;
}

function listDifferences(what: string, before: readonly string[], after: readonly string[]): Difference[] {
  const had = new Set(before);
  const has = new Set(after);
  return [
    ...before.filter((entry) => !has.has(entry)).map((entry) => ({ what, promised: entry, now: '' })),
    ...after.filter((entry) => !had.has(entry)).map((entry) => ({ what, promised: '', now: entry })),
  ];
}
