import { expectedAfter, SEATS, type Expected, type Kind } from './scripts.ts';

/** What the database holds of one customer: counts, and the ids and numbers that must agree. */
export type Trace = {
  readonly customer: number;
  readonly sourceStatus: string;
  readonly sourceQuantity: number;
  readonly sourceVersion: number;
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
  /** Seats that the ledger charges for today, of the source (which the ledger knows from its first change on) and the targets. */
  readonly sourceSeatsCharged: number;
  readonly targetSeatsCharged: number;
  readonly auditEntries: number;
  readonly announcements: number;
  readonly answers: readonly string[];
  readonly leftBehind: number;
  readonly onSource: number;
  readonly onTarget: number;
};

/** What the callers know: the answers to the steps they have done, and whether they asked for one more and gave up. */
export type Known = { readonly answers: readonly string[]; readonly gaveUp: boolean };

/** Every way in which a trace contradicts what the callers know; none when all is well. */
export function judge(trace: Trace, known: Known, kind: Kind): readonly string[] {
  const after = (steps: number) => faultsAfter(trace, expectedAfter(kind, steps));
  const done = known.answers.length;
  const found = [...after(done), ...faultsOfAnswers(trace, known.answers)];
  if (found.length === 0) return [];
  const foundOfOneMore = known.gaveUp ? [...after(done + 1), ...faultsOfAnswers(trace, known.answers)] : found;
  if (foundOfOneMore.length === 0) return [];
  const earlier = Array.from({ length: done }, (_, steps) => steps).find((steps) => after(steps).length === 0);
  const nearest = foundOfOneMore.length < found.length ? foundOfOneMore : found;
  return earlier === undefined ? nearest : [`acknowledged, but lost: ${done} steps were answered, ${earlier} are there`];
}

/** How many steps the database holds; null where it is no whole number of them. */
export function stepsIn(trace: Trace, kind: Kind, most: number): number | null {
  const steps = Array.from({ length: most + 1 }, (_, each) => each).find(
    (each) => faultsAfter(trace, expectedAfter(kind, each)).length === 0,
  );
  return steps ?? null;
}

function faultsAfter(trace: Trace, expected: Expected): readonly string[] {
  return [
    ...faultsOfSource(trace, expected),
    ...(expected.upgrade === null ? faultsOfNoUpgrade(trace) : faultsOfUpgrade(trace, expected.upgrade)),
    ...faultsOfLedger(trace, expected),
    ...faults([
      [trace.auditEntries === expected.auditEntries, `${trace.auditEntries} audit entries, not ${expected.auditEntries}`],
      [trace.announcements === expected.announcements, `${trace.announcements} announcements, not ${expected.announcements}`],
      [trace.answers.length === expected.answers, `${trace.answers.length} kept answers, not ${expected.answers}`],
      [trace.leftBehind === expected.leftBehind, `${trace.leftBehind} people left behind, not ${expected.leftBehind}`],
      [
        trace.onSource === expected.onSource && trace.onTarget === expected.onTarget,
        `${trace.onSource} licences of the source and ${trace.onTarget} of the target, not ${expected.onSource} and ${expected.onTarget}`,
      ],
      [trace.sourceStatus !== 'active' || trace.onSource <= trace.sourceQuantity, 'more people than seats'],
    ]),
  ];
}

function faultsOfSource(trace: Trace, expected: Expected): readonly string[] {
  const status = `the source is ${trace.sourceStatus}, not ${expected.sourceStatus}`;
  const quantity = `the source has ${trace.sourceQuantity} seats, not ${expected.sourceQuantity}`;
  return faults([
    [trace.sourceStatus === expected.sourceStatus, status],
    [expected.sourceStatus === 'deleted' || trace.sourceQuantity === expected.sourceQuantity, quantity],
    [trace.sourceVersion === expected.sourceVersion, `the source has version ${trace.sourceVersion}, not ${expected.sourceVersion}`],
  ]);
}

function faultsOfNoUpgrade(trace: Trace): readonly string[] {
  return faults([
    [trace.targets.length === 0, `${trace.targets.length} targets`],
    [trace.upgrades.length === 0, `${trace.upgrades.length} upgrades`],
  ]);
}

function faultsOfUpgrade(trace: Trace, expected: NonNullable<Expected['upgrade']>): readonly string[] {
  const [target] = trace.targets;
  const [upgrade] = trace.upgrades;
  return faults([
    [trace.targets.length === 1 && target?.quantity === SEATS && target.status === 'active', `targets: ${JSON.stringify(trace.targets)}`],
    [
      trace.upgrades.length === 1 && upgrade?.targetId === target?.id && upgrade?.quantity === SEATS,
      `upgrades: ${JSON.stringify(trace.upgrades)}`,
    ],
    [
      upgrade?.usersMoved === expected.usersMoved && upgrade.usersLeftBehind === expected.usersLeftBehind,
      `users of the upgrade: ${JSON.stringify(upgrade)}`,
    ],
    [trace.charges.every((charge) => charge.eventId === upgrade?.id), 'ledger lines of another event'],
  ]);
}

/** The ledger has the lines of these steps, and charges for the seats that are there. */
function faultsOfLedger(trace: Trace, expected: Expected): readonly string[] {
  const changes = trace.charges.filter(({ cause }) => cause === 'seat_change');
  const causes = trace.charges
    .filter((charge) => !changes.includes(charge))
    .map(({ cause }) => cause)
    .sort()
    .join();
  const events = new Set(changes.map(({ eventId }) => eventId)).size;
  const sourceSeats = (expected.sourceStatus === 'active' ? expected.sourceQuantity : 0) - SEATS;
  const targetSeats = expected.upgrade === null ? 0 : SEATS;
  return faults([
    [causes === expected.causes.join(), `ledger lines: ${causes}`],
    [events === expected.seatChanges, `ledger lines of ${events} changes of seats, not ${expected.seatChanges}`],
    [trace.sourceSeatsCharged === sourceSeats, `the ledger charges ${trace.sourceSeatsCharged} seats of the source, not ${sourceSeats}`],
    [trace.targetSeatsCharged === targetSeats, `the ledger charges ${trace.targetSeatsCharged} seats of the target, not ${targetSeats}`],
  ]);
}

function faultsOfAnswers(trace: Trace, answers: readonly string[]): readonly string[] {
  const kept = new Set(trace.answers);
  const first = JSON.parse(answers[0] ?? '{}') as { readonly targetSubscriptionId?: string; readonly upgradeId?: string };
  return faults([
    [answers.every((answer) => kept.has(answer)), 'answers that were given are not among those kept'],
    [first.targetSubscriptionId === undefined || first.targetSubscriptionId === trace.targets[0]?.id, 'another target than was answered'],
    [first.upgradeId === undefined || first.upgradeId === trace.upgrades[0]?.id, 'another upgrade than was answered'],
  ]);
}

function faults(checks: readonly (readonly [holds: boolean, fault: string])[]): readonly string[] {
  return checks.filter(([holds]) => !holds).map(([, fault]) => fault);
}
