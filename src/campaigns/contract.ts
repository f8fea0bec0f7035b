import { Type, type Static } from 'typebox';
import { Attributes, Collection, Guid, Link, Money } from '../platform/contract.ts';
import { PortfolioFilterQuery } from '../portfolio/contract.ts';
import { AddOnChoice, ChargeLine, ImpossibleChoice, LeftBehindUser, UpgradeType } from '../upgrades/contract.ts';

const Named = Type.Object({ id: Type.String(), name: Type.String() });
const OfferId = Type.String({ minLength: 1, maxLength: 64 });
const Name = Type.String({ minLength: 1, maxLength: 200 });
const RowsPerMinute = Type.Integer({ minimum: 1, maximum: 100_000, description: 'At most so many upgrades begin in any sixty seconds.' });

/** The hours of a day in which upgrades may begin; over midnight where the first is later than the second. */
const CampaignHours = Type.Object({
  from: Type.Integer({ minimum: 0, maximum: 23 }),
  until: Type.Integer({ minimum: 1, maximum: 24 }),
  timeZone: Type.Optional(Type.String({ maxLength: 64, description: 'An IANA name such as `Asia/Taipei`; `UTC` when left out.' })),
});

const AcceptsLaterDay = Type.Boolean({
  description:
    'Whether an upgrade may run on a later day than it was worked out for: its term begins then, and it is billed by that day. Otherwise it counts as changed.',
});

const When = Type.Enum(['now', 'date', 'renewal'], {
  description: 'When the upgrades happen: as the campaign runs, or scheduled by it for a day or for the renewal of each subscription.',
});
const OnDay = Type.String({ maxLength: 64, description: 'With `when: date`: the day, after today.' });

/** What becomes of the add-ons of an offer; of every other one where no offer is named. */
const AddOnRules = Type.Array(Type.Object({ offerId: Type.Optional(OfferId), choice: AddOnChoice }), {
  maxItems: 100,
  description: 'A dry run keeps or drops add-ons by it where that is possible; about the others nobody decided, and such a row is refused.',
});

/** A new campaign: found by a filter of the portfolio, or listed. */
export const CampaignBody = Type.Object({
  name: Name,
  targetOfferId: Type.Optional(
    Type.String({
      description: 'What everything is to become. Without it: of a filter the dearest that is open to each; of a list what each says.',
    }),
  ),
  filter: Type.Optional(PortfolioFilterQuery),
  subscriptions: Type.Optional(
    Type.Array(
      Type.Object({
        customerId: Guid,
        subscriptionId: Guid,
        targetOfferId: Type.Optional(OfferId),
        quantity: Type.Optional(Type.Integer({ minimum: 1 })),
      }),
      { minItems: 1, maxItems: 5_000 },
    ),
  ),
  upgradeType: Type.Optional(UpgradeType),
  when: Type.Optional(When),
  date: Type.Optional(OnDay),
  rowsPerMinute: Type.Optional(RowsPerMinute),
  hours: Type.Optional(CampaignHours),
  acceptsLaterDay: Type.Optional(AcceptsLaterDay),
  addOns: Type.Optional(AddOnRules),
});

/** What goes beside a file. */
export const CampaignFileQuery = Type.Object({
  name: Name,
  targetOfferId: Type.Optional(OfferId),
  when: Type.Optional(When),
  date: Type.Optional(OnDay),
  rowsPerMinute: Type.Optional(RowsPerMinute),
  acceptsLaterDay: Type.Optional(AcceptsLaterDay),
  addOns: Type.Optional(Type.Enum(['keep', 'drop'], { description: 'What becomes of all add-ons, where that is possible.' })),
});

/** How a campaign is to run from now on; 0 per minute and no hours take a limit away. */
export const CampaignEditBody = Type.Object({
  name: Type.Optional(Name),
  rowsPerMinute: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000, description: '0 for no limit.' })),
  hours: Type.Optional(CampaignHours),
  everyHour: Type.Optional(Type.Boolean({ description: 'true: at every hour of the day.' })),
  acceptsLaterDay: Type.Optional(AcceptsLaterDay),
  addOns: Type.Optional(AddOnRules),
});

/** Which rows are meant; all that can be when left out. */
export const RowsBody = Type.Object({ rowIds: Type.Optional(Type.Array(Guid, { minItems: 1, maxItems: 1_000 })) });

const Counted = Type.Object({
  rows: Type.Integer(),
  customers: Type.Integer(),
  total: Money,
  monthMore: Type.Object({ ...Money.properties }, { description: 'What a month costs more afterwards.' }),
  usersMoved: Type.Integer(),
  usersLeftBehind: Type.Integer(),
  rowsLeavingBehind: Type.Integer(),
});

export const CampaignView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  state: Type.Enum(['choosing', 'rehearsing', 'ready', 'approved', 'running', 'paused', 'stopped', 'done']),
  chosenBy: Type.Enum(['filter', 'list']),
  targetOffer: Type.Optional(Named),
  upgradeType: Type.Optional(UpgradeType),
  when: When,
  date: Type.Optional(Type.String({ format: 'date' })),
  rowsPerMinute: Type.Optional(Type.Integer()),
  hours: Type.Optional(CampaignHours),
  acceptsLaterDay: Type.Boolean(),
  addOns: Type.Array(Type.Object({ offer: Type.Optional(Named), choice: AddOnChoice })),
  preparedBy: Type.String(),
  preparedAt: Type.String({ format: 'date-time' }),
  approvedBy: Type.Optional(Type.String()),
  approvedAt: Type.Optional(Type.String({ format: 'date-time' })),
  needsSecondPerson: Type.Boolean({ description: 'Whoever prepared it may not approve it.' }),
  isPreparedByCaller: Type.Boolean(),
  createdAt: Type.String({ format: 'date-time' }),
  startedAt: Type.Optional(Type.String({ format: 'date-time' })),
  finishedAt: Type.Optional(Type.String({ format: 'date-time' })),
  waitsUntil: Type.Optional(
    Type.String({ format: 'date-time', description: 'Running, but outside its hours or above its limit: when it goes on.' }),
  ),
  rowsDecidedAlone: Type.Integer({
    description: 'Rows with choices of their own about add-ons, which go before the campaign’s rules and stay when these change.',
  }),
  isUndoing: Type.Boolean(),
  trouble: Type.Optional(Type.Object({ code: Type.String(), description: Type.String() })),
  rows: Type.Object({
    total: Type.Integer(),
    chosen: Type.Integer(),
    possible: Type.Integer(),
    refused: Type.Integer(),
    changed: Type.Integer(),
    failed: Type.Integer(),
    omitted: Type.Integer({ description: 'Left out by somebody.' }),
    scheduled: Type.Integer(),
    upgraded: Type.Integer(),
    undoing: Type.Integer(),
    undone: Type.Integer(),
  }),
  possible: Counted,
  scheduled: Counted,
  upgraded: Counted,
  actions: Type.Array(Type.Enum(['rehearse', 'omit', 'readmit', 'decide', 'approve', 'run', 'pause', 'stop', 'undo']), {
    description: 'What makes sense where the campaign stands, whoever asks.',
  }),
  links: Type.Object({ rows: Link, results: Link }),
  attributes: Attributes('Campaign'),
});
export const Campaigns = Collection(CampaignView);

export const RowsQuery = Type.Object({
  state: Type.Optional(
    Type.Array(Type.Enum(['chosen', 'possible', 'refused', 'changed', 'failed', 'omitted', 'scheduled', 'upgraded', 'undoing', 'undone']), {
      maxItems: 10,
    }),
  ),
  size: Type.Optional(Type.Integer({ description: '1 to 200; 0 or none: 50.' })),
});

const RowReason = Type.Object({
  code: Type.String({ description: 'Stable code; its page is /docs/refusals/{code}.' }),
  description: Type.String(),
  facts: Type.Record(Type.String(), Type.Unknown()),
  remedies: Type.Array(Type.Object({ kind: Type.String() }, { additionalProperties: true })),
});

const RowAddOn = Type.Object({
  subscriptionId: Type.String(),
  offer: Named,
  quantity: Type.Integer(),
  choice: Type.Optional(AddOnChoice),
  isDecidedAlone: Type.Boolean({ description: 'Decided for this row: a rule of the campaign does not change it.' }),
  choices: Type.Array(
    Type.Object({
      choice: AddOnChoice,
      total: Type.Optional(Type.Object({ ...Money.properties }, { description: 'What it costs now; below nothing for a credit.' })),
      nextPeriod: Type.Optional(Type.Object({ ...Money.properties }, { description: 'What it costs in each coming period.' })),
    }),
    { description: 'What can be chosen, as the last dry run found it; empty where the add-on must be cancelled first.' },
  ),
  impossible: Type.Array(ImpossibleChoice, {
    description: 'What cannot be chosen, and why not, as the last dry run found it; empty where an earlier version ran it.',
  }),
});

/** What somebody decides about one row, before the campaign is approved. */
export const RowDecisionBody = Type.Object({
  addOns: Type.Array(Type.Object({ subscriptionId: Guid, choice: AddOnChoice }), {
    maxItems: 100,
    description: 'All that is decided about add-ons of this row. The campaign’s rules decide about the others; without any, about all.',
  }),
});

const row = {
  id: Type.String(),
  state: Type.Enum(['chosen', 'possible', 'refused', 'changed', 'failed', 'omitted', 'scheduled', 'upgraded', 'undoing', 'undone']),
  customerId: Type.String(),
  customerName: Type.String(),
  subscriptionId: Type.String(),
  friendlyName: Type.String(),
  sourceOffer: Named,
  targetOffer: Named,
  quantity: Type.Optional(Type.Integer()),
  upgradeType: Type.Optional(UpgradeType),
  total: Type.Optional(Money),
  monthMore: Type.Optional(Money),
  usersMoved: Type.Optional(Type.Integer()),
  usersLeftBehind: Type.Optional(Type.Integer()),
  addOns: Type.Array(RowAddOn, { description: 'What becomes of the add-ons; what it costs or gives back is in the bill.' }),
  reasons: Type.Array(RowReason, { description: 'Why it cannot be, or was not.' }),
  differences: Type.Array(Type.Object({ what: Type.String(), promised: Type.String(), now: Type.String() }), {
    description: 'What was different from the dry run when it was to be carried out; so it was not.',
  }),
  undoReasons: Type.Array(RowReason, { description: 'Why it was not taken back.' }),
  scheduledFor: Type.Optional(
    Type.String({ format: 'date', description: 'The day on which it happens; while it is scheduled it follows the end of the term.' }),
  ),
  scheduleState: Type.Optional(
    Type.Enum(['pending', 'done', 'failed', 'cancelled'], {
      description: 'What has become of the scheduled change whose id is that of the row.',
    }),
  ),
  rehearsedAt: Type.Optional(Type.String({ format: 'date-time' })),
  finishedAt: Type.Optional(Type.String({ format: 'date-time' })),
  upgradeId: Type.Optional(Type.String()),
  upgradeState: Type.Optional(Type.Enum(['finishing', 'done', 'undone'])),
  targetSubscriptionId: Type.Optional(Type.String()),
  undoableUntil: Type.Optional(Type.String({ format: 'date-time' })),
  links: Type.Object({ self: Link, subscription: Link, upgrade: Type.Optional(Link) }),
};

export const CampaignRow = Type.Object({ ...row, attributes: Attributes('CampaignRow') });
export const CampaignRows = Collection(CampaignRow);

/** One row with its bill, and everyone it leaves behind. */
export const CampaignRowDetails = Type.Object({
  ...row,
  promiseHash: Type.Optional(Type.String()),
  lines: Type.Array(ChargeLine),
  nextPeriod: Type.Optional(Type.Object({ before: Money, after: Money, months: Type.Integer() })),
  leftBehind: Type.Array(LeftBehindUser),
  attributes: Attributes('CampaignRowDetails'),
});

/** The add-ons of an offer, in all that a campaign is to upgrade. */
export const CampaignAddOn = Type.Object({
  offer: Named,
  rows: Type.Integer({ description: 'Rows with such an add-on.' }),
  undecided: Type.Integer({ description: 'Rows that are refused because nobody decided about it.' }),
  decidedAlone: Type.Integer({ description: 'Rows with a choice of their own about it, which a rule does not change.' }),
  choices: Type.Array(AddOnChoice, { description: 'What can be chosen in at least one of the undecided rows.' }),
  choice: Type.Optional(AddOnChoice),
  attributes: Attributes('CampaignAddOn'),
});
export const CampaignAddOns = Collection(CampaignAddOn);

/** A partner's rules for its campaigns, as they are set. */
export const CampaignSettingsBody = Type.Object({ needsSecondPerson: Type.Boolean() });

/** A partner's rules for its campaigns. */
export const CampaignSettings = Type.Object({
  needsSecondPerson: Type.Boolean({ description: 'Whoever prepared a campaign may not approve it.' }),
  attributes: Attributes('CampaignSettings'),
});

export const CampaignParams = Type.Object({ campaignId: Guid });
export const RowParams = Type.Object({ campaignId: Guid, rowId: Guid });

export type CampaignBody = Static<typeof CampaignBody>;
export type CampaignEditBody = Static<typeof CampaignEditBody>;
export type CampaignView = Static<typeof CampaignView>;
export type CampaignRow = Static<typeof CampaignRow>;
export type CampaignRowDetails = Static<typeof CampaignRowDetails>;
export type CampaignAddOn = Static<typeof CampaignAddOn>;
export type RowDecisionBody = Static<typeof RowDecisionBody>;
export type CampaignSettings = Static<typeof CampaignSettings>;
