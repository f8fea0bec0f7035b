/** What the database holds of one customer's upgrade: counts, and the ids and numbers that must agree. */
export type Trace = {
  readonly customer: number;
  readonly sourceStatus: string;
  readonly sourceQuantity: number;
  readonly targets: readonly { readonly id: string; readonly quantity: number; readonly status: string }[];
  readonly upgrades: readonly {
    readonly id: string;
    readonly targetId: string;
    readonly quantity: number;
    readonly usersMoved: number;
    readonly usersLeftBehind: number;
  }[];
  /** Ledger lines by cause, with the event they belong to. */
  readonly charges: readonly {
    readonly cause: string;
    readonly eventId: string;
    readonly subscriptionId: string;
    readonly quantity: number;
  }[];
  readonly auditEntries: number;
  readonly announcements: number;
  readonly answers: readonly string[];
  readonly leftBehind: number;
  readonly onSource: number;
  readonly onTarget: number;
};

/** What the callers know of it. */
export type Known =
  | { readonly kind: 'acknowledged'; readonly body: string }
  | { readonly kind: 'given_up' }
  | { readonly kind: 'not_asked' };

/** What there is before an upgrade, and what one would do. */
export type Before = { readonly quantity: number; readonly users: number; readonly stranded: number };

/** Every way in which the trace of an upgrade contradicts what the callers know; none when all is well. */
export function judge(trace: Trace, known: Known, before: Before): readonly string[] {
  const absent = faultsOfAbsent(trace, before);
  const whole = faultsOfWhole(trace, before);
  switch (known.kind) {
    case 'acknowledged':
      return whole.length > 0 && absent.length === 0 ? ['acknowledged, but lost'] : [...whole, ...faultsOfAnswer(trace, known.body)];
    case 'given_up':
      return absent.length === 0 ? [] : whole;
    case 'not_asked':
      return absent;
  }
}

/** As if nobody had ever asked. */
function faultsOfAbsent(trace: Trace, { quantity, users }: Before): readonly string[] {
  return faults([
    [
      trace.sourceStatus === 'active' && trace.sourceQuantity === quantity,
      `the source is ${trace.sourceStatus} with ${trace.sourceQuantity} seats`,
    ],
    [trace.targets.length === 0, `${trace.targets.length} targets`],
    [trace.upgrades.length === 0, `${trace.upgrades.length} upgrades`],
    [trace.charges.length === 0, `${trace.charges.length} ledger lines`],
    [trace.auditEntries === 0, `${trace.auditEntries} audit entries`],
    [trace.announcements === 0, `${trace.announcements} announcements`],
    [trace.answers.length === 0, `${trace.answers.length} kept answers`],
    [trace.leftBehind === 0, `${trace.leftBehind} people left behind`],
    [trace.onSource === users && trace.onTarget === 0, `${trace.onSource} licences of the source and ${trace.onTarget} of the target`],
  ]);
}

/** Once, with all that belongs to it. */
function faultsOfWhole(trace: Trace, { quantity, users, stranded }: Before): readonly string[] {
  const [target] = trace.targets;
  const [upgrade] = trace.upgrades;
  const causes = trace.charges
    .map(({ cause }) => cause)
    .sort()
    .join();
  const status = stranded > 0 ? 'active' : 'deleted';
  return faults([
    [
      trace.targets.length === 1 && target?.quantity === quantity && target.status === 'active',
      `targets: ${JSON.stringify(trace.targets)}`,
    ],
    [trace.sourceStatus === status, `the source is ${trace.sourceStatus}, not ${status}`],
    [
      stranded === 0 || trace.sourceQuantity === stranded,
      `the source has ${trace.sourceQuantity} seats for ${stranded} people left behind`,
    ],
    [
      trace.upgrades.length === 1 && upgrade?.targetId === target?.id && upgrade?.quantity === quantity,
      `upgrades: ${JSON.stringify(trace.upgrades)}`,
    ],
    [upgrade?.usersMoved === users - stranded && upgrade.usersLeftBehind === stranded, `users of the upgrade: ${JSON.stringify(upgrade)}`],
    [trace.leftBehind === stranded, `${trace.leftBehind} people left behind, not ${stranded}`],
    [
      trace.onTarget === users - stranded && trace.onSource === stranded,
      `${trace.onTarget} licences of the target and ${trace.onSource} of the source`,
    ],
    [causes === 'upgrade_cancel,upgrade_purchase', `ledger lines: ${causes}`],
    [trace.charges.every((charge) => charge.eventId === upgrade?.id), 'ledger lines of another event'],
    [trace.auditEntries === 1, `${trace.auditEntries} audit entries`],
    [trace.announcements === 2, `${trace.announcements} announcements`],
    [trace.answers.length === 1, `${trace.answers.length} kept answers`],
  ]);
}

function faultsOfAnswer(trace: Trace, body: string): readonly string[] {
  const answer = JSON.parse(body) as {
    readonly targetSubscriptionId?: string;
    readonly upgradeId?: string;
    readonly licenseErrors?: readonly unknown[];
  };
  return faults([
    [answer.targetSubscriptionId === trace.targets[0]?.id, 'another target than was answered'],
    [answer.upgradeId === trace.upgrades[0]?.id, 'another upgrade than was answered'],
    [answer.licenseErrors?.length === trace.leftBehind, 'other people left behind than were answered'],
  ]);
}

function faults(checks: readonly (readonly [holds: boolean, fault: string])[]): readonly string[] {
  return checks.filter(([holds]) => !holds).map(([, fault]) => fault);
}
