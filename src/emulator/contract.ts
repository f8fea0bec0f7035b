import { Type, type Static } from 'typebox';

const Name = Type.String({ minLength: 1, maxLength: 120 });
const GuidText = Type.String({ pattern: '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' });
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const closed = { additionalProperties: false } as const;

/** A subscription of a scenario. What is left out: one seat, active, the first billing cycle of the offer, bought long ago. */
export const ScenarioSubscription = Type.Object(
  {
    /** By this name an add-on names its base; the offer where none is given. */
    name: Type.Optional(Name),
    subscriptionId: Type.Optional(GuidText),
    /** Key of the catalogue, such as `m365-business-basic`, or the id of the offer. */
    offer: Name,
    quantity: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
    status: Type.Optional(Type.Enum(['pending', 'active', 'suspended', 'deleted'])),
    billingCycle: Type.Optional(Type.Enum(['none', 'monthly', 'annual'])),
    boughtOn: Type.Optional(Day),
    autoRenew: Type.Optional(Type.Boolean()),
    addOnOf: Type.Optional(Name),
    friendlyName: Type.Optional(Name),
  },
  closed,
);

const ScenarioLicense = Type.Object({ offer: Name, disabledPlans: Type.Optional(Type.Array(Name)), group: Type.Optional(Name) }, closed);

/** A user of a scenario, or `count` alike ones. */
export const ScenarioUser = Type.Object(
  {
    name: Type.Optional(Name),
    userId: Type.Optional(GuidText),
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
    /** Two letters, or an empty text for none; the customer's country where it is left out. */
    usageLocation: Type.Optional(Type.String({ pattern: '^([A-Z]{2})?$' })),
    state: Type.Optional(Type.Enum(['active', 'inactive', 'soft_deleted'])),
    licenses: Type.Optional(Type.Array(ScenarioLicense, { maxItems: 100 })),
  },
  closed,
);

/** Something that the customer holds through another partner or channel. */
export const ScenarioEntitlement = Type.Object(
  {
    offer: Name,
    channel: Type.Enum(['other_partner', 'web_direct', 'volume_agreement', 'open_license', 'retail_key', 'advisor']),
    quantity: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
    status: Type.Optional(Type.Enum(['active', 'suspended', 'cancelled'])),
  },
  closed,
);

/** A customer of a scenario. What is left out: of the first partner, in the United States, delegated admin granted, agreement recorded. */
export const ScenarioCustomer = Type.Object(
  {
    name: Name,
    customerId: Type.Optional(GuidText),
    companyName: Type.Optional(Name),
    domain: Type.Optional(Name),
    country: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$' })),
    partner: Type.Optional(Type.Enum(['northwind', 'island', 'formosa', 'deccan', 'lakeland', 'alpen'])),
    /** `true` for all services, or their names. */
    delegatedAdmin: Type.Optional(Type.Union([Type.Boolean(), Type.Array(Name)])),
    agreement: Type.Optional(Type.Boolean()),
    subscriptions: Type.Optional(Type.Array(ScenarioSubscription, { maxItems: 1_000 })),
    users: Type.Optional(Type.Array(ScenarioUser, { maxItems: 10_000 })),
    heldElsewhere: Type.Optional(Type.Array(ScenarioEntitlement, { maxItems: 1_000 })),
  },
  closed,
);

/** What the emulator starts from: the customers of the demo world, those that are listed, or none. */
export const Scenario = Type.Object(
  {
    /** The demo world with so many customers, before those that are listed. */
    demoCustomers: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
    customers: Type.Optional(Type.Array(ScenarioCustomer, { maxItems: 10_000 })),
  },
  closed,
);
export type Scenario = Static<typeof Scenario>;

const Occasion = {
  method: Type.Optional(Type.String({ pattern: '^[A-Za-z]{3,7}$' })),
  /** The path without its query; `*` stands for any part of it. Every path where it is left out. */
  path: Type.Optional(Type.String({ maxLength: 500 })),
  /** How many such requests pass untouched before. */
  skip: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  /** How often it happens; once where it is left out, 0 until the rule is taken away. */
  times: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
};

/** A fault to let happen, and on which occasions. */
export const FaultOrder = Type.Object({
  ...Occasion,
  /**
   * `status` answers it instead of the program; `latency` waits before; `upgrade_error` refuses upgrades with the code;
   * `lost_answer` does what is asked and cuts the connection before the answer; `disconnect` cuts it before anything is done.
   */
  kind: Type.Enum(['status', 'latency', 'upgrade_error', 'lost_answer', 'disconnect']),
  status: Type.Optional(Type.Integer({ minimum: 400, maximum: 599 })),
  /** The code of the fault, where `kind` is `status`; of the upgrade error, where it is that. */
  code: Type.Optional(Type.Integer({ minimum: 0, maximum: 999_999 })),
  description: Type.Optional(Type.String({ maxLength: 1_000 })),
  retryAfterSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 86_400 })),
  milliseconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 110_000 })),
});
export type FaultOrder = Static<typeof FaultOrder>;

export const FaultRule = Type.Object({ ruleId: Type.String(), order: FaultOrder, happened: Type.Integer() });

export const ResetOrder = Type.Object({
  /** A `Scenario`; taken as it is, so that every mistake in it can be named. */
  scenario: Type.Optional(Type.Unknown()),
  /** A state kept before by this name; that of the start where both are left out. */
  snapshot: Type.Optional(Name),
});

export const ResetDone = Type.Object({ customers: Type.Integer(), rows: Type.Integer(), milliseconds: Type.Number() });

/** One request that was answered, secrets blackened. */
export const Exchange = Type.Object({
  number: Type.Integer(),
  at: Type.String(),
  milliseconds: Type.Number(),
  method: Type.String(),
  path: Type.String(),
  requestId: Type.String(),
  correlationId: Type.String(),
  requestHeaders: Type.Record(Type.String(), Type.String()),
  requestBody: Type.Optional(Type.String()),
  /** 0 where the connection was cut before an answer. */
  status: Type.Integer(),
  responseHeaders: Type.Record(Type.String(), Type.String()),
  responseBody: Type.Optional(Type.String()),
  /** What was let happen to it, if anything. */
  fault: Type.Optional(Type.String()),
});
export type Exchange = Static<typeof Exchange>;

export const EmulatorState = Type.Object({
  customers: Type.Integer(),
  snapshots: Type.Array(Type.String()),
  faults: Type.Array(FaultRule),
  recorded: Type.Integer(),
});
