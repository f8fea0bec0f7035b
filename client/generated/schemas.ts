// Written by `npm run client` from the description of the API. Do not edit.

export type Address = {
  readonly country?: string;
  readonly region?: string;
  readonly city?: string;
  readonly state?: string;
  readonly addressLine1?: string;
  readonly addressLine2?: string;
  readonly addressLine3?: string;
  readonly postalCode?: string;
  readonly firstName?: string;
  readonly middleName?: string;
  readonly lastName?: string;
  readonly phoneNumber?: string;
};

export type Agreement = {
  /** Who of the partner confirmed it. Absent where the customer signed itself. */
  readonly userId?: string;
  /** The name of that person. Not in Partner Center. */
  readonly confirmedBy?: string;
  readonly primaryContact: {
    readonly firstName: string;
    readonly lastName: string;
    readonly email: string;
    readonly phoneNumber?: string;
  };
  readonly templateId: string;
  readonly dateAgreed: string;
  readonly type: 'MicrosoftCustomerAgreement' | 'MicrosoftCloudAgreement';
  readonly agreementLink: string;
  readonly attributes: {
    readonly objectType: 'Agreement';
    readonly etag?: string;
  };
};

export type AgreementCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly Agreement[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type AgreementMetaData = {
  readonly templateId: string;
  readonly agreementType: 'MicrosoftCustomerAgreement' | 'MicrosoftCloudAgreement';
  readonly agreementLink: string;
  readonly versionRank: number;
  readonly attributes: {
    readonly objectType: 'AgreementMetaData';
    readonly etag?: string;
  };
};

export type AgreementMetaDataCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly AgreementMetaData[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type Application = {
  readonly id: string;
  readonly displayName: string;
  readonly disabled: boolean;
  /** `common`: only words and codes that every client library knows. `newest`: those of 2023 too, at which older ones stop. */
  readonly clientGeneration: 'common' | 'newest';
  readonly attributes: {
    readonly objectType: 'Application';
    readonly etag?: string;
  };
};

export type ApplicationCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly Application[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type AuditRecord = {
  readonly id: string;
  readonly partnerId: string;
  readonly customerId: string;
  readonly customerName?: string;
  readonly userPrincipalName?: string;
  readonly applicationId?: string;
  /** ResourceType of the SDKs, e.g. `subscription`. One that older clients do not know is `undefined`. */
  readonly resourceType: string;
  /** JSON as text, its names in PascalCase. */
  readonly resourceOldValue?: string;
  /** JSON as text, its names in PascalCase. */
  readonly resourceNewValue?: string;
  /** OperationType of the SDKs, e.g. `upgrade_subscription`. For one that older clients do not know `undefined`, with the word in `customizedData`. */
  readonly operationType: string;
  readonly originalCorrelationId: string;
  readonly operationDate: string;
  readonly operationStatus: 'succeeded' | 'failed' | 'progress' | 'decline';
  readonly customizedData: readonly {
    readonly key: string;
    readonly value: string;
  }[];
  /** From where it was asked for. Not in Partner Center’s own resource. */
  readonly remoteAddress?: string;
  /** Not in Partner Center’s own resource. */
  readonly resourceId?: string;
  readonly attributes: {
    readonly objectType: 'AuditRecord';
    readonly etag?: string;
  };
};

export type AuditRecordCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly AuditRecord[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type Availability = {
  readonly id: string;
  readonly productId: string;
  readonly skuId: string;
  /** Product, SKU and availability: what a cart takes. */
  readonly catalogItemId: string;
  readonly defaultCurrency?: {
    readonly code: string;
    readonly symbol: string;
  };
  readonly segment: 'Commercial' | 'Education' | 'Government' | 'NonProfit';
  readonly country: string;
  readonly isPurchasable: boolean;
  readonly isRenewable: boolean;
  readonly terms: readonly {
    readonly id: string;
    readonly duration: 'P1M' | 'P1Y' | 'P3Y';
    readonly description: string;
    readonly billingCycle: 'none' | 'monthly' | 'annual';
    readonly cancellationPolicies: readonly {
      readonly refundOptions: readonly {
        readonly sequenceId: number;
        readonly type: 'Full' | 'Partial';
        readonly expiresAfter: string;
      }[];
    }[];
  }[];
  readonly links: {
    readonly self: Link;
  };
  readonly attributes: {
    readonly objectType: 'Availability';
    readonly etag?: string;
  };
};

export type AvailabilityCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly Availability[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type BillingProfile = {
  readonly companyName: string;
  readonly address: PartnerAddress;
  readonly billingCurrency: string;
  readonly profileType: 'BillingProfile';
  readonly links: {
    readonly self: Link;
  };
  readonly attributes: {
    readonly objectType: 'BillingProfile';
    readonly etag?: string;
  };
};

export type Campaign = {
  readonly id: string;
  readonly name: string;
  readonly state: 'choosing' | 'rehearsing' | 'ready' | 'approved' | 'running' | 'paused' | 'stopped' | 'done';
  readonly chosenBy: 'filter' | 'list';
  readonly targetOffer?: {
    readonly id: string;
    readonly name: string;
  };
  /** Whether the users’ licences move too. */
  readonly upgradeType?: 'none' | 'upgrade_only' | 'upgrade_with_license_transfer';
  /** When the upgrades happen: as the campaign runs, or scheduled by it for a day or for the renewal of each subscription. */
  readonly when: 'now' | 'date' | 'renewal';
  readonly date?: string;
  readonly rowsPerMinute?: number;
  readonly hours?: {
    readonly from: number;
    readonly until: number;
    /** An IANA name such as `Asia/Taipei`; `UTC` when left out. */
    readonly timeZone?: string;
  };
  readonly acceptsLaterDay: boolean;
  readonly addOns: readonly {
    readonly offer?: {
      readonly id: string;
      readonly name: string;
    };
    readonly choice: 'keep' | 'drop';
  }[];
  readonly preparedBy: string;
  readonly preparedAt: string;
  readonly approvedBy?: string;
  readonly approvedAt?: string;
  /** Whoever prepared it may not approve it. */
  readonly needsSecondPerson: boolean;
  readonly isPreparedByCaller: boolean;
  readonly createdAt: string;
  readonly startedAt?: string;
  readonly finishedAt?: string;
  /** Running, but outside its hours or above its limit: when it goes on. */
  readonly waitsUntil?: string;
  /** Rows with choices of their own about add-ons, which go before the campaign’s rules and stay when these change. */
  readonly rowsDecidedAlone: number;
  readonly isUndoing: boolean;
  readonly trouble?: {
    readonly code: string;
    readonly description: string;
  };
  readonly rows: {
    readonly total: number;
    readonly chosen: number;
    readonly possible: number;
    readonly refused: number;
    readonly changed: number;
    readonly failed: number;
    /** Left out by somebody. */
    readonly omitted: number;
    readonly scheduled: number;
    readonly upgraded: number;
    readonly undoing: number;
    readonly undone: number;
  };
  readonly possible: {
    readonly rows: number;
    readonly customers: number;
    readonly total: Money;
    /** What a month costs more afterwards. */
    readonly monthMore: {
      readonly amount: number;
      readonly currency: string;
    };
    readonly usersMoved: number;
    readonly usersLeftBehind: number;
    readonly rowsLeavingBehind: number;
  };
  readonly scheduled: {
    readonly rows: number;
    readonly customers: number;
    readonly total: Money;
    /** What a month costs more afterwards. */
    readonly monthMore: {
      readonly amount: number;
      readonly currency: string;
    };
    readonly usersMoved: number;
    readonly usersLeftBehind: number;
    readonly rowsLeavingBehind: number;
  };
  readonly upgraded: {
    readonly rows: number;
    readonly customers: number;
    readonly total: Money;
    /** What a month costs more afterwards. */
    readonly monthMore: {
      readonly amount: number;
      readonly currency: string;
    };
    readonly usersMoved: number;
    readonly usersLeftBehind: number;
    readonly rowsLeavingBehind: number;
  };
  /** What makes sense where the campaign stands, whoever asks. */
  readonly actions: readonly ('rehearse' | 'omit' | 'readmit' | 'decide' | 'approve' | 'run' | 'pause' | 'stop' | 'undo')[];
  readonly links: {
    readonly rows: Link;
    readonly results: Link;
  };
  readonly attributes: {
    readonly objectType: 'Campaign';
    readonly etag?: string;
  };
};

export type CampaignAddOn = {
  readonly offer: {
    readonly id: string;
    readonly name: string;
  };
  /** Rows with such an add-on. */
  readonly rows: number;
  /** Rows that are refused because nobody decided about it. */
  readonly undecided: number;
  /** Rows with a choice of their own about it, which a rule does not change. */
  readonly decidedAlone: number;
  /** What can be chosen in at least one of the undecided rows. */
  readonly choices: readonly ('keep' | 'drop')[];
  readonly choice?: 'keep' | 'drop';
  readonly attributes: {
    readonly objectType: 'CampaignAddOn';
    readonly etag?: string;
  };
};

export type CampaignAddOnCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly CampaignAddOn[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type CampaignCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly Campaign[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type CampaignRow = {
  readonly id: string;
  readonly state: 'chosen' | 'possible' | 'refused' | 'changed' | 'failed' | 'omitted' | 'scheduled' | 'upgraded' | 'undoing' | 'undone';
  readonly customerId: string;
  readonly customerName: string;
  readonly subscriptionId: string;
  readonly friendlyName: string;
  readonly sourceOffer: {
    readonly id: string;
    readonly name: string;
  };
  readonly targetOffer: {
    readonly id: string;
    readonly name: string;
  };
  readonly quantity?: number;
  /** Whether the users’ licences move too. */
  readonly upgradeType?: 'none' | 'upgrade_only' | 'upgrade_with_license_transfer';
  readonly total?: Money;
  readonly monthMore?: Money;
  readonly usersMoved?: number;
  readonly usersLeftBehind?: number;
  /** What becomes of the add-ons; what it costs or gives back is in the bill. */
  readonly addOns: readonly {
    readonly subscriptionId: string;
    readonly offer: {
      readonly id: string;
      readonly name: string;
    };
    readonly quantity: number;
    readonly choice?: 'keep' | 'drop';
    /** Decided for this row: a rule of the campaign does not change it. */
    readonly isDecidedAlone: boolean;
    /** What can be chosen, as the last dry run found it; empty where the add-on must be cancelled first. */
    readonly choices: readonly {
      readonly choice: 'keep' | 'drop';
      /** What it costs now; below nothing for a credit. */
      readonly total?: {
        readonly amount: number;
        readonly currency: string;
      };
      /** What it costs in each coming period. */
      readonly nextPeriod?: {
        readonly amount: number;
        readonly currency: string;
      };
    }[];
    /** What cannot be chosen, and why not, as the last dry run found it; empty where an earlier version ran it. */
    readonly impossible: readonly {
      readonly choice: 'keep' | 'drop';
      readonly why: 'services_twice' | 'no_base' | 'too_many_seats' | 'services_missing' | 'no_services' | 'not_provisioned' | 'offer_unknown';
      /** A sentence in the asked language. */
      readonly description: string;
    }[];
  }[];
  /** Why it cannot be, or was not. */
  readonly reasons: readonly {
    /** Stable code; its page is /docs/refusals/{code}. */
    readonly code: string;
    readonly description: string;
    readonly facts: Readonly<Record<string, unknown>>;
    readonly remedies: readonly {
      readonly kind: string;
    }[];
  }[];
  /** What was different from the dry run when it was to be carried out; so it was not. */
  readonly differences: readonly {
    readonly what: string;
    readonly promised: string;
    readonly now: string;
  }[];
  /** Why it was not taken back. */
  readonly undoReasons: readonly {
    /** Stable code; its page is /docs/refusals/{code}. */
    readonly code: string;
    readonly description: string;
    readonly facts: Readonly<Record<string, unknown>>;
    readonly remedies: readonly {
      readonly kind: string;
    }[];
  }[];
  /** The day on which it happens; while it is scheduled it follows the end of the term. */
  readonly scheduledFor?: string;
  /** What has become of the scheduled change whose id is that of the row. */
  readonly scheduleState?: 'pending' | 'done' | 'failed' | 'cancelled';
  readonly rehearsedAt?: string;
  readonly finishedAt?: string;
  readonly upgradeId?: string;
  readonly upgradeState?: 'finishing' | 'done' | 'undone';
  readonly targetSubscriptionId?: string;
  readonly undoableUntil?: string;
  readonly links: {
    readonly self: Link;
    readonly subscription: Link;
    readonly upgrade?: Link;
  };
  readonly attributes: {
    readonly objectType: 'CampaignRow';
    readonly etag?: string;
  };
};

export type CampaignRowCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly CampaignRow[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type CampaignRowDetails = {
  readonly id: string;
  readonly state: 'chosen' | 'possible' | 'refused' | 'changed' | 'failed' | 'omitted' | 'scheduled' | 'upgraded' | 'undoing' | 'undone';
  readonly customerId: string;
  readonly customerName: string;
  readonly subscriptionId: string;
  readonly friendlyName: string;
  readonly sourceOffer: {
    readonly id: string;
    readonly name: string;
  };
  readonly targetOffer: {
    readonly id: string;
    readonly name: string;
  };
  readonly quantity?: number;
  /** Whether the users’ licences move too. */
  readonly upgradeType?: 'none' | 'upgrade_only' | 'upgrade_with_license_transfer';
  readonly total?: Money;
  readonly monthMore?: Money;
  readonly usersMoved?: number;
  readonly usersLeftBehind?: number;
  /** What becomes of the add-ons; what it costs or gives back is in the bill. */
  readonly addOns: readonly {
    readonly subscriptionId: string;
    readonly offer: {
      readonly id: string;
      readonly name: string;
    };
    readonly quantity: number;
    readonly choice?: 'keep' | 'drop';
    /** Decided for this row: a rule of the campaign does not change it. */
    readonly isDecidedAlone: boolean;
    /** What can be chosen, as the last dry run found it; empty where the add-on must be cancelled first. */
    readonly choices: readonly {
      readonly choice: 'keep' | 'drop';
      /** What it costs now; below nothing for a credit. */
      readonly total?: {
        readonly amount: number;
        readonly currency: string;
      };
      /** What it costs in each coming period. */
      readonly nextPeriod?: {
        readonly amount: number;
        readonly currency: string;
      };
    }[];
    /** What cannot be chosen, and why not, as the last dry run found it; empty where an earlier version ran it. */
    readonly impossible: readonly {
      readonly choice: 'keep' | 'drop';
      readonly why: 'services_twice' | 'no_base' | 'too_many_seats' | 'services_missing' | 'no_services' | 'not_provisioned' | 'offer_unknown';
      /** A sentence in the asked language. */
      readonly description: string;
    }[];
  }[];
  /** Why it cannot be, or was not. */
  readonly reasons: readonly {
    /** Stable code; its page is /docs/refusals/{code}. */
    readonly code: string;
    readonly description: string;
    readonly facts: Readonly<Record<string, unknown>>;
    readonly remedies: readonly {
      readonly kind: string;
    }[];
  }[];
  /** What was different from the dry run when it was to be carried out; so it was not. */
  readonly differences: readonly {
    readonly what: string;
    readonly promised: string;
    readonly now: string;
  }[];
  /** Why it was not taken back. */
  readonly undoReasons: readonly {
    /** Stable code; its page is /docs/refusals/{code}. */
    readonly code: string;
    readonly description: string;
    readonly facts: Readonly<Record<string, unknown>>;
    readonly remedies: readonly {
      readonly kind: string;
    }[];
  }[];
  /** The day on which it happens; while it is scheduled it follows the end of the term. */
  readonly scheduledFor?: string;
  /** What has become of the scheduled change whose id is that of the row. */
  readonly scheduleState?: 'pending' | 'done' | 'failed' | 'cancelled';
  readonly rehearsedAt?: string;
  readonly finishedAt?: string;
  readonly upgradeId?: string;
  readonly upgradeState?: 'finishing' | 'done' | 'undone';
  readonly targetSubscriptionId?: string;
  readonly undoableUntil?: string;
  readonly links: {
    readonly self: Link;
    readonly subscription: Link;
    readonly upgrade?: Link;
  };
  readonly promiseHash?: string;
  readonly lines: readonly {
    readonly subscription: 'source' | 'target' | 'add_on';
    /** Charge type as in the reconciliation file, e.g. `Cancel fee`. */
    readonly chargeType: string;
    readonly offerId: string;
    readonly offerName: string;
    readonly chargeStartDate: string;
    /** Inclusive, as on bills. */
    readonly chargeEndDate: string;
    readonly days: number;
    readonly periodDays: number;
    readonly quantity: number;
    readonly unitPrice: Money;
    readonly amount: Money;
  }[];
  readonly nextPeriod?: {
    readonly before: Money;
    readonly after: Money;
    readonly months: number;
  };
  readonly leftBehind: readonly {
    readonly userId: string;
    readonly displayName: string;
    readonly userPrincipalName: string;
    readonly reasons: readonly {
      readonly code: string;
      readonly description: string;
      readonly services: readonly string[];
      readonly facts: Readonly<Record<string, unknown>>;
      /** What would help, best first. */
      readonly remedies: readonly {
        readonly kind: string;
      }[];
    }[];
  }[];
  readonly attributes: {
    readonly objectType: 'CampaignRowDetails';
    readonly etag?: string;
  };
};

export type CampaignSettings = {
  /** Whoever prepared a campaign may not approve it. */
  readonly needsSecondPerson: boolean;
  readonly attributes: {
    readonly objectType: 'CampaignSettings';
    readonly etag?: string;
  };
};

export type Cart = {
  readonly id: string;
  readonly creationTimestamp: string;
  readonly lastModifiedTimestamp: string;
  readonly expirationTimestamp: string;
  readonly lastModifiedUser: string;
  readonly status: 'Active' | 'Ordered';
  readonly lineItems: readonly CartLineItem2[];
  readonly total?: Money;
  readonly links: {
    readonly self: Link;
  };
  readonly attributes: {
    readonly objectType: 'Cart';
    readonly etag?: string;
  };
};

export type CartCheckoutResult = {
  readonly orders: readonly Order[];
  /** Always empty: a checkout buys everything or nothing. */
  readonly orderErrors: readonly {
    readonly orderGroupId: string;
    readonly code: number;
    readonly description: string;
  }[];
  readonly attributes: {
    readonly objectType: 'CartCheckoutResult';
    readonly etag?: string;
  };
};

export type CartLineItem = {
  readonly id: number;
  readonly catalogItemId: string;
  readonly friendlyName?: string;
  readonly quantity: number;
  readonly currencyCode: string;
  readonly billingCycle: 'unknown' | 'monthly' | 'annual' | 'none' | 'one_time';
  readonly termDuration?: string;
  readonly promotionId?: string;
  readonly customTermEndDate?: string;
  readonly participants: readonly {
    readonly key: 'transaction_reseller';
    readonly value: string;
  }[];
  readonly provisioningContext?: {
    readonly parentSubscriptionId: string;
  };
  /** Lines of one group make one order. */
  readonly orderGroup?: string;
  readonly error?: {
    readonly errorCode: 'currency_is_not_supported' | 'catalog_item_id_is_not_valid' | 'participants_is_not_supported_for_partner' | 'unable_to_process_cart_line_item' | 'subscription_is_not_valid' | 'invalid_input' | 'billing_plan_not_supported' | 'invalid_promotion_id' | 'max_allowed_seats_per_subscription_exceeded' | 'invalid_custom_term_end_date' | 'base_offer_seat_quantity_not_met' | 'legacy_offer_not_eligible_for_purchase';
    readonly errorDescription: string;
  };
  readonly reasons: readonly {
    /** Stable code; its page is /docs/refusals/{code}. */
    readonly code: string;
    readonly description: string;
    readonly facts: Readonly<Record<string, unknown>>;
    readonly remedies: readonly {
      readonly kind: string;
    }[];
  }[];
  readonly unitPrice?: Money;
  readonly amount?: Money;
  readonly bill?: {
    /** Charge type as in the reconciliation file, e.g. `Cycle instance prorate`. */
    readonly chargeType: string;
    readonly offerId: string;
    readonly offerName: string;
    readonly chargeStartDate: string;
    /** Inclusive, as on bills. */
    readonly chargeEndDate: string;
    readonly days: number;
    readonly periodDays: number;
    readonly quantity: number;
    readonly unitPrice: Money;
    readonly amount: Money;
  };
  readonly offerName?: string;
  readonly attributes: {
    readonly objectType: 'CartLineItem';
    readonly etag?: string;
  };
};

export type CartLineItem2 = {
  readonly id: number;
  readonly catalogItemId: string;
  readonly friendlyName?: string;
  readonly quantity: number;
  readonly currencyCode: string;
  readonly billingCycle: 'unknown' | 'monthly' | 'annual' | 'none' | 'one_time';
  readonly termDuration?: string;
  readonly promotionId?: string;
  readonly customTermEndDate?: string;
  readonly participants: readonly {
    readonly key: 'transaction_reseller';
    readonly value: string;
  }[];
  readonly provisioningContext?: {
    readonly parentSubscriptionId: string;
  };
  /** Lines of one group make one order. */
  readonly orderGroup?: string;
  readonly error?: {
    readonly errorCode: 'currency_is_not_supported' | 'catalog_item_id_is_not_valid' | 'participants_is_not_supported_for_partner' | 'unable_to_process_cart_line_item' | 'subscription_is_not_valid' | 'invalid_input' | 'billing_plan_not_supported' | 'invalid_promotion_id' | 'max_allowed_seats_per_subscription_exceeded' | 'invalid_custom_term_end_date' | 'base_offer_seat_quantity_not_met' | 'legacy_offer_not_eligible_for_purchase';
    readonly errorDescription: string;
  };
  readonly reasons: readonly {
    /** Stable code; its page is /docs/refusals/{code}. */
    readonly code: string;
    readonly description: string;
    readonly facts: Readonly<Record<string, unknown>>;
    readonly remedies: readonly {
      readonly kind: string;
    }[];
  }[];
  readonly unitPrice?: Money;
  readonly amount?: Money;
  readonly bill?: {
    /** Charge type as in the reconciliation file, e.g. `Cycle instance prorate`. */
    readonly chargeType: string;
    readonly offerId: string;
    readonly offerName: string;
    readonly chargeStartDate: string;
    /** Inclusive, as on bills. */
    readonly chargeEndDate: string;
    readonly days: number;
    readonly periodDays: number;
    readonly quantity: number;
    readonly unitPrice: Money;
    readonly amount: Money;
  };
  readonly offerName?: string;
  readonly addonItems: readonly CartLineItem[];
  readonly attributes: {
    readonly objectType: 'CartLineItem';
    readonly etag?: string;
  };
};

export type ComingDate = {
  /** The first day on which it is so. */
  readonly date: string;
  /** `renewal`: another term begins. `term_end`: none does. `removal`: what is suspended goes, with its data. `reduction_window_end`: seats can be given back before it. */
  readonly kind: 'renewal' | 'term_end' | 'trial_end' | 'removal' | 'reduction_window_end' | 'scheduled_change';
  readonly daysLeft: number;
  readonly customerId: string;
  readonly customerName: string;
  readonly subscriptionId: string;
  readonly offerId: string;
  readonly offerName: string;
  readonly friendlyName: string;
  readonly quantity: number;
  readonly status: 'active' | 'suspended';
  readonly autoRenewEnabled: boolean;
  readonly cost?: Money;
  readonly seats?: number;
  readonly scheduledNextTermInstructions?: {
    readonly product: {
      readonly productId: string;
      readonly skuId: string;
      readonly availabilityId: string;
      /** Its name. Not in Partner Center’s own resource. */
      readonly title?: string;
      readonly billingCycle: 'none' | 'monthly' | 'annual';
      readonly termDuration: 'P1M' | 'P1Y' | 'P3Y';
    };
    readonly quantity: number;
  };
  readonly scheduledChange?: {
    readonly id: string;
    readonly kind: 'seats' | 'upgrade';
    /** Seats that there are to be. */
    readonly quantity?: number;
    /** So many more, or, negative, fewer. */
    readonly quantityChange?: number;
    readonly targetOfferName?: string;
    /** As things stand it could not be carried out. */
    readonly wouldFail: boolean;
  };
  /** What can be done about it. */
  readonly actions: readonly ('change_seats' | 'switch_off_auto_renew' | 'switch_on_auto_renew' | 'convert_trial' | 'reactivate' | 'reduce_seats' | 'upgrade' | 'edit_schedule')[];
  readonly links: {
    readonly subscription: Link;
  };
  readonly attributes: {
    readonly objectType: 'ComingDate';
    readonly etag?: string;
  };
};

export type ComingDateCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly ComingDate[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type Conversion = {
  /** The trial. */
  readonly offerId: string;
  /** The paid offer. */
  readonly targetOfferId: string;
  readonly orderId: string;
  /** The seats of the trial, unless others are asked for. */
  readonly quantity: number;
  readonly billingCycle: 'unknown' | 'monthly' | 'annual' | 'none' | 'one_time';
  /** Not in Partner Center. */
  readonly targetOfferName: string;
  /** Of the paid offer. Not in Partner Center. */
  readonly minimumQuantity: number;
  /** Of the paid offer. Not in Partner Center. */
  readonly maximumQuantity: number;
  /** What it would cost, by billing cycle. Not in Partner Center. */
  readonly quotes: readonly {
    /** BillingCycleType of the SDKs. */
    readonly billingCycle: 'none' | 'monthly' | 'annual';
    readonly isPossible: boolean;
    readonly reasons: readonly {
      /** Stable code; its page is /docs/refusals/{code}. */
      readonly code: string;
      readonly description: string;
      readonly facts: Readonly<Record<string, unknown>>;
      readonly remedies: readonly {
        readonly kind: string;
      }[];
    }[];
    readonly unitPrice?: Money;
    readonly total?: Money;
    readonly lines: readonly {
      readonly subscriptionId: string;
      /** Charge type as in the reconciliation file, e.g. `Cycle instance prorate`. */
      readonly chargeType: string;
      readonly offerId: string;
      readonly offerName: string;
      readonly chargeStartDate: string;
      /** Inclusive, as on bills. */
      readonly chargeEndDate: string;
      readonly days: number;
      readonly periodDays: number;
      readonly quantity: number;
      readonly unitPrice: Money;
      readonly amount: Money;
    }[];
  }[];
  readonly attributes: {
    readonly objectType: 'Conversion';
    readonly etag?: string;
  };
};

export type ConversionCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly Conversion[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type ConversionError = {
  /** ConversionErrorCode of the SDKs: 0 Other, 1 ConversionsNotFound. */
  readonly code: number;
  readonly description: string;
  readonly attributes: {
    readonly objectType: 'ConversionError';
    readonly etag?: string;
  };
};

export type ConversionResult = {
  readonly subscriptionId: string;
  readonly offerId: string;
  readonly targetOfferId: string;
  readonly error?: ConversionError;
  readonly attributes: {
    readonly objectType: 'ConversionResult';
    readonly etag?: string;
  };
};

export type Customer = {
  /** Also the tenant id. */
  readonly id: string;
  readonly companyProfile: CustomerCompanyProfile;
  readonly relationshipToPartner: 'unknown' | 'reseller' | 'advisor' | 'syndication' | 'microsoftSupport' | 'none';
  /** ISO country. Not in Partner Center’s own resource. */
  readonly country: string;
  readonly billingProfile?: CustomerBillingProfile;
  /** Whether delegated admin privileges are granted. Never in lists. */
  readonly allowDelegatedAccess?: boolean;
  /** The indirect reseller of record. */
  readonly associatedPartnerId?: string;
  readonly userCredentials?: UserCredentials;
  readonly links: {
    readonly self: Link;
  };
  readonly attributes: {
    readonly objectType: 'Customer';
    readonly etag?: string;
  };
};

export type CustomerBillingProfile = {
  readonly id: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly email?: string;
  /** e.g. `en-US` */
  readonly culture: string;
  /** e.g. `en` */
  readonly language: string;
  readonly companyName: string;
  readonly defaultAddress: Address;
  readonly links: {
    readonly self: Link;
  };
  readonly attributes: {
    readonly objectType: 'CustomerBillingProfile';
    readonly etag?: string;
  };
};

export type CustomerChannels = {
  readonly customerId: string;
  readonly holdings: readonly {
    readonly kind: 'own' | 'other_partner' | 'other_channel';
    readonly channel?: string;
    readonly subscriptionId?: string;
    readonly offerId: string;
    readonly offerName: string;
    /** Not of another partner’s. */
    readonly quantity?: number;
    readonly heldSince: string;
    readonly heldUntil?: string;
  }[];
  readonly services: readonly {
    readonly servicePlanId: string;
    readonly name: string;
    readonly holders: readonly {
      readonly kind: 'own' | 'other_partner' | 'other_channel';
      readonly channel?: string;
      readonly subscriptionId?: string;
      readonly offerId: string;
      readonly offerName: string;
      /** Not of another partner’s. */
      readonly quantity?: number;
      readonly heldSince: string;
      readonly heldUntil?: string;
    }[];
  }[];
  readonly upgrades: readonly {
    readonly subscriptionId: string;
    readonly offerName: string;
    readonly targets: readonly {
      readonly targetOfferId: string;
      readonly targetOfferName: string;
      readonly when: 'now' | 'on' | 'unknown';
      /** If what is recorded is right and nothing is renewed. */
      readonly firstPossibleOn?: string;
      /** What is in the way today. */
      readonly waitsFor: readonly {
        readonly kind: 'own' | 'other_partner' | 'other_channel';
        readonly channel?: string;
        readonly subscriptionId?: string;
        readonly offerId: string;
        readonly offerName: string;
        /** Not of another partner’s. */
        readonly quantity?: number;
        readonly heldSince: string;
        readonly heldUntil?: string;
      }[];
      readonly otherReasons: readonly string[];
    }[];
  }[];
  readonly attributes: {
    readonly objectType: 'CustomerChannels';
    readonly etag?: string;
  };
};

export type CustomerClock = {
  readonly customerId: string;
  /** The customer’s own present. */
  readonly now: string;
  /** How far that is ahead of everybody else’s. */
  readonly aheadSeconds: number;
  /** False in production. */
  readonly canMove: boolean;
  /** Of a move: billing periods, renewals and removals that it brought. */
  readonly eventsDone?: number;
  readonly attributes: {
    readonly objectType: 'CustomerClock';
    readonly etag?: string;
  };
};

export type CustomerCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly Customer[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type CustomerCompanyProfile = {
  readonly tenantId: string;
  readonly domain: string;
  readonly companyName: string;
  readonly address?: Address;
  /** Only with delegated admin privileges, like the address. */
  readonly email?: string;
  readonly organizationRegistrationNumber?: string;
  readonly links: {
    readonly self: Link;
  };
  readonly attributes: {
    readonly objectType: 'CustomerCompanyProfile';
    readonly etag?: string;
  };
};

export type CustomerMargin = {
  readonly customerId: string;
  /** Hundredths of a percent on top of the partner’s bill: 1250 is 12.5 %. */
  readonly own?: number;
  /** Hundredths of a percent on top of the partner’s bill: 1250 is 12.5 %. */
  readonly reseller?: number;
  /** Hundredths of a percent on top of the partner’s bill: 1250 is 12.5 %. */
  readonly effective: number;
};

export type CustomerUser = {
  /** ISO country. Without it no licence can be assigned. */
  readonly usageLocation?: string;
  readonly id: string;
  readonly userPrincipalName: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly displayName: string;
  readonly immutableId?: string;
  readonly phoneNumber?: string;
  readonly userDomainType: 'none' | 'managed' | 'federated';
  /** `inactive`: deleted, and kept for a while. */
  readonly state: 'active' | 'inactive';
  readonly softDeletionTime?: string;
  /** What the user holds; only in lists asked for with `include=products`. Not in Partner Center’s own resource. */
  readonly products?: readonly {
    readonly skuId: string;
    readonly name: string;
    readonly assignedDirectly: boolean;
    readonly assignedByGroup: boolean;
  }[];
  readonly links: {
    readonly self: Link;
  };
  readonly attributes: {
    readonly objectType: 'CustomerUser';
    readonly etag?: string;
  };
};

export type CustomerUser2 = {
  /** ISO country. Without it no licence can be assigned. */
  readonly usageLocation?: string;
  readonly id: string;
  readonly userPrincipalName: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly displayName: string;
  readonly immutableId?: string;
  readonly phoneNumber?: string;
  readonly userDomainType: 'none' | 'managed' | 'federated';
  /** `inactive`: deleted, and kept for a while. */
  readonly state: 'active' | 'inactive';
  readonly softDeletionTime?: string;
  /** What the user holds; only in lists asked for with `include=products`. Not in Partner Center’s own resource. */
  readonly products?: readonly {
    readonly skuId: string;
    readonly name: string;
    readonly assignedDirectly: boolean;
    readonly assignedByGroup: boolean;
  }[];
  readonly links: {
    readonly self: Link;
  };
  readonly attributes: {
    readonly objectType: 'CustomerUser';
    readonly etag?: string;
  };
  readonly passwordProfile?: {
    readonly password: string;
    readonly forceChangePassword?: boolean;
  };
  /** Licences that the user had and that could not be given back. Not in Partner Center’s own resource. */
  readonly licensesNotRestored?: readonly {
    readonly skuId: string;
    readonly product: string;
    readonly reasons: readonly {
      /** Stable code; its page is /docs/refusals/{code}. */
      readonly code: string;
      readonly description: string;
      /** Names of the service plans concerned. */
      readonly services: readonly string[];
      readonly facts: Readonly<Record<string, unknown>>;
    }[];
  }[];
};

export type CustomerUserCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly CustomerUser[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type DelegatedAdminRelationship = {
  readonly id: string;
  readonly displayName: string;
  /** ISO 8601, `P1D` to `P2Y`. */
  readonly duration: string;
  /** `PT0S`, or `P180D`. */
  readonly autoExtendDuration: string;
  readonly customer: {
    readonly tenantId: string;
    readonly displayName: string;
  };
  readonly accessDetails: {
    readonly unifiedRoles: readonly {
      readonly roleDefinitionId: string;
      readonly displayName: string;
    }[];
  };
  readonly status: 'approvalPending' | 'active' | 'expiring' | 'expired' | 'terminated';
  readonly createdDateTime: string;
  readonly lastModifiedDateTime: string;
  readonly activatedDateTime?: string;
  readonly endDateTime?: string;
  readonly '@odata.etag': string;
  readonly requestExpiresDateTime: string;
  readonly createdBy: string;
  readonly approvedBy?: string;
  readonly terminatedBy?: 'partner' | 'customer' | 'rejected' | 'relationship_ended';
  /** Whole days until it ends, while it runs. */
  readonly daysLeft?: number;
  /** How far it reaches: `read` suffices to upgrade a subscription, `write` also to move the users’ licenses. */
  readonly directoryLevel: 'none' | 'read' | 'write';
  /** The link to send. Only in the answer to the creation. */
  readonly request?: {
    /** The personal link. Only in the answer to the creation. */
    readonly url?: string;
    /** A draft for your own mail program: nothing is sent from here. */
    readonly message?: {
      readonly subject: {
        readonly en: string;
        readonly 'zh-TW': string;
      };
      readonly body: {
        readonly en: string;
        readonly 'zh-TW': string;
      };
    };
  };
  readonly attributes: {
    readonly objectType: 'DelegatedAdminRelationship';
    readonly etag?: string;
  };
};

export type DelegatedAdminRelationshipCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly DelegatedAdminRelationship[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type DelegatedAdminRelationshipRequest = {
  readonly id: string;
  readonly action: 'terminate';
  readonly status: 'succeeded';
  readonly createdDateTime: string;
  readonly attributes: {
    readonly objectType: 'DelegatedAdminRelationshipRequest';
    readonly etag?: string;
  };
};

export type DirectSignedCustomerAgreementStatus = {
  readonly isSigned: boolean;
  readonly attributes: {
    readonly objectType: 'DirectSignedCustomerAgreementStatus';
    readonly etag?: string;
  };
};

export type DirectoryRole = {
  readonly id: string;
  readonly displayName: string;
  /** How far it reaches: `read` suffices to upgrade a subscription, `write` also to move the users’ licenses. */
  readonly directoryLevel: 'none' | 'read' | 'write';
  readonly attributes: {
    readonly objectType: 'DirectoryRole';
    readonly etag?: string;
  };
};

export type DirectoryRole2 = {
  readonly id: string;
  readonly name: string;
  readonly attributes: {
    readonly objectType: 'DirectoryRole';
    readonly etag?: string;
  };
};

export type DirectoryRoleCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly DirectoryRole[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type DirectoryRoleCollection2 = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly DirectoryRole2[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type Entitlement = {
  readonly channel: 'other_partner' | 'web_direct' | 'volume_agreement' | 'open_license' | 'retail_key' | 'advisor';
  readonly offerId: string;
  readonly offerName: string;
  readonly quantity: number;
  readonly status: 'active' | 'suspended' | 'cancelled';
  readonly heldSince: string;
  /** The first day on which it is no longer held, as far as known. */
  readonly heldUntil?: string;
  readonly attributes: {
    readonly objectType: 'Entitlement';
    readonly etag?: string;
  };
};

export type EntitlementCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly Entitlement[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type Fault = {
  readonly code: number;
  readonly description: string;
  readonly data: readonly string[];
  readonly source: string;
};

export type Group = {
  readonly id: string;
  readonly displayName: string;
  readonly memberCount: number;
  readonly licenses: readonly {
    readonly productSku: {
      /** SKU id of the directory. */
      readonly id: string;
      readonly name: string;
      readonly skuPartNumber: string;
      readonly targetType: 'User' | 'Tenant';
      /** `group1`: licences that the directory manages. */
      readonly licenseGroupId: 'none' | 'group1' | 'group2';
    };
    readonly servicePlans: readonly {
      readonly displayName: string;
      /** The directory’s name, e.g. `EXCHANGE_S_STANDARD`. */
      readonly serviceName: string;
      readonly id: string;
      /** `Enabled` on a product; `Assigned` or `Disabled` on a user’s licence. */
      readonly capabilityStatus: string;
      readonly targetType: 'User' | 'Tenant';
    }[];
    readonly membersWithLicense: number;
    /** Members who could not be given it; the list of members says why. */
    readonly membersWithout: number;
  }[];
  readonly links: {
    readonly self: Link;
  };
  readonly attributes: {
    readonly objectType: 'Group';
    readonly etag?: string;
  };
};

export type GroupChange = {
  readonly preview: boolean;
  readonly usersChanged: number;
  readonly usersUnchanged: number;
  readonly usersRefused: number;
  /** The users for whom something was in the way. */
  readonly results: readonly {
    readonly userId: string;
    readonly userPrincipalName: string;
    readonly displayName: string;
    /** Of the file; the headings are line 1. */
    readonly line?: number;
    readonly outcome: 'changed' | 'unchanged' | 'refused';
    readonly reasons: readonly {
      /** Stable code; its page is /docs/refusals/{code}. */
      readonly code: string;
      readonly description: string;
      /** Names of the service plans concerned. */
      readonly services: readonly string[];
      readonly facts: Readonly<Record<string, unknown>>;
    }[];
    readonly servicesLost: readonly string[];
  }[];
  readonly attributes: {
    readonly objectType: 'GroupChange';
    readonly etag?: string;
  };
};

export type GroupCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly Group[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type GroupMember = {
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly usageLocation?: string;
  readonly licenses: readonly {
    readonly skuId: string;
    readonly product: string;
    readonly state: 'assigned' | 'missing';
    /** Why the group’s licence did not reach the member; empty once nothing is in the way any more. */
    readonly reasons: readonly {
      /** Stable code; its page is /docs/refusals/{code}. */
      readonly code: string;
      readonly description: string;
      /** Names of the service plans concerned. */
      readonly services: readonly string[];
      readonly facts: Readonly<Record<string, unknown>>;
    }[];
  }[];
  readonly attributes: {
    readonly objectType: 'GroupMember';
    readonly etag?: string;
  };
};

export type GroupMemberCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly GroupMember[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type Import = {
  readonly id: string;
  readonly kind: 'customers' | 'subscriptions' | 'entitlements' | 'users' | 'groups' | 'group-licenses' | 'group-members' | 'licenses';
  readonly fileName: string;
  readonly format: 'csv' | 'jsonl';
  /** faulty: nothing of it is or will be written. ready: it waits to be started. failed: it could not be written several times, and waits to be started again. */
  readonly state: 'reading' | 'faulty' | 'ready' | 'running' | 'failed' | 'done';
  /** Rows of the file. */
  readonly rows: number;
  /** Places of the file that are wrong. */
  readonly mistakes: number;
  /** Rows that were written. */
  readonly written: number;
  /** Rows that were there before under the same key, and stayed as they were. */
  readonly alreadyThere: number;
  /** Rows that something kept from being written that changed after the check; they stand among the mistakes. */
  readonly refused: number;
  readonly createdBy: string;
  readonly createdDate: string;
  /** Absent before the start. */
  readonly startedDate?: string;
  /** Absent before the end. */
  readonly finishedDate?: string;
  /** While it is running and could not be written: when it is tried again, of itself. */
  readonly triedAgainDate?: string;
  /** Why it rests or failed. */
  readonly trouble?: {
    readonly code: 'unforeseen';
    /** In the language of the request. */
    readonly description: string;
    /** Of the first row of the customer that could not be written. */
    readonly line?: number;
  };
  readonly attributes: {
    readonly objectType: 'Import';
    readonly etag?: string;
  };
};

export type ImportCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly Import[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type ImportMistake = {
  /** Of the file, from 1; the line of headings counts. */
  readonly line: number;
  /** Empty where the line as a whole is wrong. */
  readonly column: string;
  readonly found: string;
  /** What should stand there, in the language of the request. */
  readonly expected: string;
  /** The same as a stable code. */
  readonly code: string;
  /** What the words were made of. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly attributes: {
    readonly objectType: 'ImportMistake';
    readonly etag?: string;
  };
};

export type ImportMistakeCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly ImportMistake[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type Invitation = {
  readonly kind: 'reseller' | 'delegated_admin';
  readonly state: 'open' | 'accepted' | 'declined' | 'revoked' | 'expired';
  readonly partner: {
    readonly id: string;
    readonly name: string;
    readonly country: string;
    readonly domain: string;
    readonly mpnId: string;
  };
  readonly reseller?: {
    readonly name: string;
  };
  /** Whether delegated admin privileges are asked along. They can be left out. */
  readonly withDelegatedAdmin: boolean;
  readonly delegatedAdmin?: {
    readonly displayName: string;
    readonly roles: readonly {
      readonly id: string;
      readonly name: string;
    }[];
    readonly duration: string;
    readonly autoExtendDuration: string;
  };
  /** The countries in which the partner may begin to sell. */
  readonly market: readonly string[];
  /** Known once somebody is signed in: the link was made for another organization than theirs. */
  readonly isForAnotherOrganization?: boolean;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly expiresAt: string;
  readonly agreement: {
    readonly agreementLink: string;
    /** Known once somebody of the customer is signed in. */
    readonly isRecorded?: boolean;
  };
  readonly person?: {
    readonly tenantId: string;
    readonly userPrincipalName: string;
    readonly displayName: string;
    /** Only a global administrator answers. */
    readonly isGlobalAdmin: boolean;
  };
  /** The tenant of who is signed in, where it is known here. */
  readonly company?: {
    readonly companyName: string;
    readonly domain: string;
    readonly country: string;
  };
  readonly attributes: {
    readonly objectType: 'Invitation';
    readonly etag?: string;
  };
};

export type InvitationOutcome = {
  readonly state: 'accepted' | 'declined';
  readonly partner: {
    readonly id: string;
    readonly name: string;
  };
  readonly customerId?: string;
  readonly allowDelegatedAccess?: boolean;
  readonly attributes: {
    readonly objectType: 'InvitationOutcome';
    readonly etag?: string;
  };
};

export type Invoice = {
  /** Counts without a gap, for each partner by itself. */
  readonly id: string;
  /** The day after the month that it is for. */
  readonly invoiceDate: string;
  /** First day of the month. */
  readonly billingPeriodStartDate: string;
  /** Last day of the month. */
  readonly billingPeriodEndDate: string;
  readonly totalCharges: number;
  readonly paidAmount: number;
  readonly currencyCode: string;
  readonly currencySymbol: string;
  /** Relative, without the version. */
  readonly pdfDownloadLink: string;
  readonly taxReceipts: readonly {
    readonly id: string;
    readonly taxReceiptPdfDownloadLink: string;
  }[];
  readonly invoiceDetails: readonly InvoiceDetail[];
  /** Always empty: a correction is a line of a later invoice. */
  readonly amendments: readonly unknown[];
  readonly documentType: 'none' | 'invoice' | 'void_note' | 'adjustment_note';
  readonly invoiceType: 'Recurring' | 'OneTime';
  readonly links: {
    readonly self: Link;
  };
  readonly attributes: {
    readonly objectType: 'Invoice';
    readonly etag?: string;
  };
};

export type InvoiceCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly Invoice[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type InvoiceDetail = {
  readonly invoiceLineItemType: 'none' | 'usage_line_items' | 'billing_line_items';
  readonly billingProvider: 'none' | 'office' | 'azure' | 'one_time' | 'marketplace' | 'all';
  readonly links: {
    readonly self: Link;
  };
  readonly attributes: {
    readonly objectType: 'InvoiceDetail';
    readonly etag?: string;
  };
};

export type InvoiceSummary = {
  /** All that was invoiced in the currency. */
  readonly balanceAmount: number;
  readonly currencyCode: string;
  readonly currencySymbol: string;
  /** When this was worked out. */
  readonly accountingDate: string;
  /** Absent before the first invoice. */
  readonly firstInvoiceCreationDate?: string;
  /** Absent before the first invoice. */
  readonly latestInvoiceDate?: string;
  readonly lastPaymentAmount: number;
  readonly links: {
    readonly self: Link;
  };
  readonly attributes: {
    readonly objectType: 'InvoiceSummary';
    readonly etag?: string;
  };
  readonly details: readonly {
    readonly invoiceType: string;
    readonly summary: InvoiceSummaryPart;
  }[];
};

export type InvoiceSummaryCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly InvoiceSummary[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type InvoiceSummaryPart = {
  /** All that was invoiced in the currency. */
  readonly balanceAmount: number;
  readonly currencyCode: string;
  readonly currencySymbol: string;
  /** When this was worked out. */
  readonly accountingDate: string;
  /** Absent before the first invoice. */
  readonly firstInvoiceCreationDate?: string;
  /** Absent before the first invoice. */
  readonly latestInvoiceDate?: string;
  readonly lastPaymentAmount: number;
  readonly links: {
    readonly self: Link;
  };
  readonly attributes: {
    readonly objectType: 'InvoiceSummary';
    readonly etag?: string;
  };
};

export type LedgerCharge = {
  readonly id: string;
  /** All lines of one event share it. */
  readonly eventId: string;
  readonly chargedAt: string;
  readonly cause: string;
  readonly chargeType: string;
  readonly offerId: string;
  readonly offerName: string;
  readonly chargeStartDate: string;
  /** Inclusive, as on bills. */
  readonly chargeEndDate: string;
  readonly days: number;
  readonly periodDays: number;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly amount: Money;
  /** How the amount was rounded. */
  readonly rounding: string;
  /** The amount in words: cause, days, seats, price. */
  readonly explanation: string;
  readonly invoiceId?: string;
  readonly attributes: {
    readonly objectType: 'LedgerCharge';
    readonly etag?: string;
  };
};

export type LedgerChargeCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly LedgerCharge[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type LeftBehindTask = {
  readonly userId: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly reasons: readonly {
    readonly code: string;
    readonly description: string;
    readonly services: readonly string[];
    readonly facts: Readonly<Record<string, unknown>>;
    /** What would help, best first. */
    readonly remedies: readonly {
      readonly kind: string;
    }[];
  }[];
  readonly customer: {
    readonly id: string;
    readonly name: string;
  };
  readonly upgradeId: string;
  readonly sourceSubscriptionId: string;
  readonly targetSubscriptionId: string;
  readonly sourceOffer: {
    readonly id: string;
    readonly name: string;
  };
  readonly targetOffer: {
    readonly id: string;
    readonly name: string;
  };
  /** `gone`: without the old licence when it was looked at again. */
  readonly state: 'open' | 'moved' | 'dismissed' | 'gone';
  /** False while the task is open: somebody changed it by hand, and a retry closes it. */
  readonly hasSourceLicense: boolean;
  readonly owner?: {
    readonly id: string;
    readonly name: string;
  };
  readonly note?: string;
  readonly recordedAt: string;
  readonly retriedAt?: string;
  readonly closedAt?: string;
  readonly attributes: {
    readonly objectType: 'LeftBehindTask';
    readonly etag?: string;
  };
};

export type LeftBehindTaskCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly LeftBehindTask[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type LeftBehindWork = {
  readonly upgradeId: string;
  readonly state: 'finishing' | 'done';
  /** Now. */
  readonly usersMoved: number;
  /** Found to have been moved by hand meanwhile. */
  readonly usersMovedByHand: number;
  /** Found without the old licence, or deleted. */
  readonly usersGone: number;
  readonly usersDismissed: number;
  /** Still left behind, chosen or not. */
  readonly usersOpen: number;
  /** The chosen for whom something is in the way, with the reasons of today. */
  readonly usersLeftBehind: readonly {
    readonly userId: string;
    readonly displayName: string;
    readonly userPrincipalName: string;
    readonly reasons: readonly {
      readonly code: string;
      readonly description: string;
      readonly services: readonly string[];
      readonly facts: Readonly<Record<string, unknown>>;
      /** What would help, best first. */
      readonly remedies: readonly {
        readonly kind: string;
      }[];
    }[];
  }[];
  readonly sourceSubscription: {
    readonly id: string;
    readonly quantity: number;
    readonly status: string;
  };
  readonly lines: readonly {
    readonly subscription: 'source' | 'target' | 'add_on';
    /** Charge type as in the reconciliation file, e.g. `Cancel fee`. */
    readonly chargeType: string;
    readonly offerId: string;
    readonly offerName: string;
    readonly chargeStartDate: string;
    /** Inclusive, as on bills. */
    readonly chargeEndDate: string;
    readonly days: number;
    readonly periodDays: number;
    readonly quantity: number;
    readonly unitPrice: Money;
    readonly amount: Money;
  }[];
  readonly total: Money;
  readonly attributes: {
    readonly objectType: 'LeftBehindWork';
    readonly etag?: string;
  };
};

export type LegalBusinessProfile = {
  readonly companyName: string;
  readonly address: PartnerAddress;
  /** Nobody vets partners here. */
  readonly vettingStatus: 'none';
  readonly vettingSubStatus: 'none';
  readonly profileType: 'LegalBusinessProfile';
  readonly links: {
    readonly self: Link;
  };
  readonly attributes: {
    readonly objectType: 'LegalBusinessProfile';
    readonly etag?: string;
  };
};

export type License = {
  readonly productSku: {
    /** SKU id of the directory. */
    readonly id: string;
    readonly name: string;
    readonly skuPartNumber: string;
    readonly targetType: 'User' | 'Tenant';
    /** `group1`: licences that the directory manages. */
    readonly licenseGroupId: 'none' | 'group1' | 'group2';
  };
  readonly servicePlans: readonly {
    readonly displayName: string;
    /** The directory’s name, e.g. `EXCHANGE_S_STANDARD`. */
    readonly serviceName: string;
    readonly id: string;
    /** `Enabled` on a product; `Assigned` or `Disabled` on a user’s licence. */
    readonly capabilityStatus: string;
    readonly targetType: 'User' | 'Tenant';
  }[];
  /** Groups that hand it on. Not in Partner Center’s own resource. */
  readonly assignedByGroups?: readonly {
    readonly id: string;
    readonly displayName: string;
  }[];
  /** Not in Partner Center’s own resource. */
  readonly assignedDirectly: boolean;
  /** Each way in which the user has it, with what is switched off in it; without `group`: directly. Not in Partner Center’s own resource. */
  readonly assignments: readonly {
    readonly group?: {
      readonly id: string;
      readonly displayName: string;
    };
    readonly disabledPlanIds: readonly string[];
  }[];
  readonly attributes: {
    readonly objectType: 'License';
    readonly etag?: string;
  };
};

export type LicenseBasedLineItem = {
  readonly partnerId: string;
  readonly customerId: string;
  readonly customerName: string;
  readonly domainName: string;
  /** The reseller’s; the partner’s where there is none. */
  readonly mpnId: number;
  readonly tier2MpnId: number;
  readonly orderId: string;
  readonly subscriptionId: string;
  /** The subscription’s id in this API. */
  readonly syndicationPartnerSubscriptionNumber: string;
  readonly offerId: string;
  /** The offer’s id in this API. */
  readonly durableOfferId: string;
  readonly offerName: string;
  readonly subscriptionName: string;
  readonly subscriptionDescription: string;
  readonly billingCycleType: string;
  /** First day of the term. No time zone, as on the wire of Partner Center. */
  readonly subscriptionStartDate: string;
  /** Last day of the term. No time zone, as on the wire of Partner Center. */
  readonly subscriptionEndDate: string;
  /** First day of the charge. No time zone, as on the wire of Partner Center. */
  readonly chargeStartDate: string;
  /** Last day of the charge. No time zone, as on the wire of Partner Center. */
  readonly chargeEndDate: string;
  readonly chargeType: string;
  /** Of one seat for the charged days; rounded, so the amount counts. */
  readonly unitPrice: number;
  readonly quantity: number;
  readonly amount: number;
  readonly totalOtherDiscount: number;
  readonly subtotal: number;
  readonly tax: number;
  readonly totalForCustomer: number;
  readonly currency: string;
  readonly invoiceLineItemType: 'billing_line_items';
  readonly billingProvider: 'office';
  readonly attributes: {
    readonly objectType: 'LicenseBasedLineItem';
    readonly etag?: string;
  };
};

export type LicenseCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly License[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type LicenseUpdate = {
  readonly licensesToAssign: readonly {
    readonly skuId: string;
    readonly excludedPlans: readonly string[];
  }[];
  readonly licensesToRemove: readonly string[];
  /** What the user loses by it. Never a refusal. */
  readonly licenseWarnings: readonly {
    readonly code: string;
    readonly message: string;
    readonly servicePlans: readonly string[];
  }[];
  readonly attributes: {
    readonly objectType: 'LicenseUpdate';
    readonly etag?: string;
  };
};

export type LicenseUpdates = {
  readonly preview: boolean;
  readonly usersChanged: number;
  readonly usersUnchanged: number;
  readonly usersRefused: number;
  readonly results: readonly {
    readonly userId: string;
    readonly userPrincipalName: string;
    readonly displayName: string;
    /** Of the file; the headings are line 1. */
    readonly line?: number;
    readonly outcome: 'changed' | 'unchanged' | 'refused';
    readonly reasons: readonly {
      /** Stable code; its page is /docs/refusals/{code}. */
      readonly code: string;
      readonly description: string;
      /** Names of the service plans concerned. */
      readonly services: readonly string[];
      readonly facts: Readonly<Record<string, unknown>>;
    }[];
    readonly servicesLost: readonly string[];
  }[];
  readonly attributes: {
    readonly objectType: 'LicenseUpdates';
    readonly etag?: string;
  };
};

export type Link = {
  readonly uri: string;
  readonly method: string;
  readonly headers: readonly {
    readonly key: string;
    readonly value: string;
  }[];
};

export type Money = {
  readonly amount: number;
  readonly currency: string;
};

export type Money2 = {
  readonly amount: number;
  readonly currency: string;
};

export type MpnProfile = {
  readonly partnerName: string;
  readonly mpnId: string;
  readonly profileType: 'MpnProfile';
  readonly links: {
    readonly self: Link;
  };
  readonly attributes: {
    readonly objectType: 'MpnProfile';
    readonly etag?: string;
  };
};

export type Notice = {
  readonly kind: 'left_behind' | 'schedule_trouble' | 'campaign_waiting' | 'term_end' | 'removal' | 'delegated_admin_end';
  /** Users, scheduled changes, campaigns, subscriptions or relationships. */
  readonly count: number;
  /** The first day of what has days. */
  readonly firstDate?: string;
  /** Whether the person has read it; new again when something newer joins. */
  readonly isRead: boolean;
  /** To be sent along when it is marked: what joins afterwards is not marked. */
  readonly newest: string;
  readonly attributes: {
    readonly objectType: 'Notice';
    readonly etag?: string;
  };
};

export type NoticeCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly Notice[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type NoticeSettings = {
  readonly muted: readonly ('left_behind' | 'schedule_trouble' | 'campaign_waiting' | 'term_end' | 'removal' | 'delegated_admin_end')[];
  /** daily: what is new comes by mail, at most once a day. Needs SMTP_URL on the server. */
  readonly mail: 'none' | 'daily';
  readonly attributes: {
    readonly objectType: 'NoticeSettings';
    readonly etag?: string;
  };
};

export type Offer = {
  /** Offer id, upper case; compared in any case. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly minimumQuantity: number;
  readonly maximumQuantity: number;
  readonly rank: number;
  readonly uri: string;
  readonly locale: string;
  readonly country: string;
  readonly category: OfferCategory;
  /** What `limit` counts: subscriptions at a time, or ever. */
  readonly limitUnitOfMeasure: 'None' | 'Concurrent' | 'LifeTime';
  /** 0 where nothing is limited. */
  readonly limit: number;
  /** Offers an add-on may hang on. */
  readonly prerequisiteOffers: readonly string[];
  readonly isAddOn: boolean;
  readonly hasAddOns: boolean;
  readonly isAvailableForPurchase: boolean;
  readonly isAutoRenewable: boolean;
  readonly isTrial: boolean;
  readonly isInternal: boolean;
  readonly billing: 'none' | 'usage' | 'license';
  readonly supportedBillingCycles: readonly ('none' | 'monthly' | 'annual')[];
  /** Offers to which a subscription of this one can be upgraded in this country. */
  readonly upgradeTargetOffers: readonly string[];
  /** Paid offers into which a trial can be turned. */
  readonly conversionTargetOffers: readonly string[];
  readonly partnerQualifications: readonly string[];
  readonly reselleeQualifications: readonly string[];
  readonly resellerQualifications: readonly string[];
  /** Offers of different groups cannot share an order. */
  readonly salesGroupId: string;
  readonly product: {
    /** SKU id of the directory. */
    readonly id: string;
    readonly name: string;
    readonly unit: string;
  };
  readonly unitType: string;
  readonly links: {
    readonly self: Link;
  };
  readonly attributes: {
    readonly objectType: 'Offer';
    readonly etag?: string;
  };
};

export type OfferCategory = {
  /** Stable key, e.g. `SmallBusiness_Key`. */
  readonly id: string;
  readonly name: string;
  readonly rank: number;
  readonly locale: string;
  readonly country: string;
  readonly attributes: {
    readonly objectType: 'OfferCategory';
    readonly etag?: string;
  };
};

export type OfferCategoryCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly OfferCategory[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type OfferCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly Offer[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type OneTimeInvoiceLineItem = {
  readonly partnerId: string;
  readonly customerId: string;
  readonly customerName: string;
  readonly customerDomainName: string;
  readonly customerCountry: string;
  readonly invoiceNumber: string;
  /** The partner’s. */
  readonly mpnId: string;
  /** 0 where there is no reseller. */
  readonly resellerMpnId: number;
  readonly orderId: string;
  /** When the subscription was bought. */
  readonly orderDate: string;
  readonly productId: string;
  readonly skuId: string;
  readonly availabilityId: string;
  readonly productName: string;
  readonly skuName: string;
  readonly productQualifiers: readonly string[];
  readonly chargeType: string;
  /** Of one seat for a whole billing period. */
  readonly unitPrice: number;
  /** Of one seat for the charged days; rounded, so the subtotal counts. */
  readonly effectiveUnitPrice: number;
  readonly unitType: string;
  readonly quantity: number;
  readonly billableQuantity: number;
  readonly subtotal: number;
  readonly taxTotal: number;
  readonly totalForCustomer: number;
  readonly currency: string;
  readonly pricingCurrency: string;
  /** Always 1: priced and billed in one currency. */
  readonly pcToBCExchangeRate: number;
  readonly subscriptionDescription: string;
  readonly subscriptionId: string;
  /** First day of the term. */
  readonly subscriptionStartDate: string;
  /** Last day of the term. */
  readonly subscriptionEndDate: string;
  /** First day of the charge. */
  readonly chargeStartDate: string;
  /** Last day of the charge. */
  readonly chargeEndDate: string;
  readonly termAndBillingCycle: string;
  /** The same on all lines of one change or transition. */
  readonly referenceId: string;
  readonly invoiceLineItemType: 'billing_line_items';
  readonly billingProvider: 'one_time';
  readonly attributes: {
    readonly objectType: 'OneTimeInvoiceLineItem';
    readonly etag?: string;
  };
};

export type Order = {
  readonly id: string;
  readonly alternateId: string;
  readonly referenceCustomerId: string;
  readonly billingCycle: 'unknown' | 'monthly' | 'annual' | 'none' | 'one_time';
  readonly transactionType: 'UserPurchase';
  readonly lineItems: readonly OrderLineItem[];
  readonly currencyCode: string;
  readonly currencySymbol: string;
  readonly creationDate: string;
  readonly status: 'completed' | 'pending' | 'cancelled' | 'suspended';
  /** Only with `include_price`. Before tax. */
  readonly totalPrice?: number;
  readonly links: {
    readonly self: Link;
    readonly provisioningStatus: Link;
    readonly patchOperation: Link;
  };
  readonly attributes: {
    readonly objectType: 'Order';
    readonly etag?: string;
  };
};

export type OrderCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly Order[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type OrderCyclePreview = {
  readonly id: string;
  readonly promiseHash: string;
  readonly expiresAt: string;
  /** BillingCycleType of the SDKs; offers of this catalogue know none, monthly and annual. */
  readonly billingCycle: 'unknown' | 'monthly' | 'annual' | 'none' | 'one_time' | 'triennial' | 'biennial';
  readonly isPossible: boolean;
  /** Why not; empty where it is possible. */
  readonly reasons: readonly {
    /** Stable code; its page is /docs/refusals/{code}. */
    readonly code: string;
    readonly description: string;
    readonly facts: Readonly<Record<string, unknown>>;
    readonly remedies: readonly {
      readonly kind: string;
    }[];
  }[];
  /** Everything in the order and all that hangs on it: the cycle is theirs together. */
  readonly subscriptions: readonly {
    readonly subscriptionId: string;
    readonly friendlyName: string;
    readonly isAddOn: boolean;
    readonly quantity: number;
    /** One seat for one of its billing periods. */
    readonly unitPrice: {
      readonly before: Money;
      readonly after: Money;
    };
  }[];
  readonly lines: readonly {
    readonly subscriptionId: string;
    /** Charge type as in the reconciliation file, e.g. `Cycle instance prorate`. */
    readonly chargeType: string;
    readonly offerId: string;
    readonly offerName: string;
    readonly chargeStartDate: string;
    /** Inclusive, as on bills. */
    readonly chargeEndDate: string;
    readonly days: number;
    readonly periodDays: number;
    readonly quantity: number;
    readonly unitPrice: Money;
    readonly amount: Money;
  }[];
  readonly total?: Money;
  readonly nextPeriod?: {
    readonly before: {
      readonly total: Money;
      readonly billingCycle: string;
      readonly months: number;
    };
    readonly after: {
      readonly total: Money;
      readonly billingCycle: string;
      readonly months: number;
    };
  };
  readonly resale?: {
    readonly marginBasisPoints: number;
    readonly total: Money;
  };
  readonly term?: {
    readonly startDate: string;
    /** Inclusive. */
    readonly endDate: string;
  };
  readonly attributes: {
    readonly objectType: 'OrderCyclePreview';
    readonly etag?: string;
  };
};

export type OrderLineItem = {
  /** From 0. */
  readonly lineItemNumber: number;
  readonly offerId: string;
  readonly subscriptionId: string;
  readonly parentSubscriptionId?: string;
  readonly friendlyName: string;
  /** Seats as they were bought. */
  readonly quantity: number;
  readonly termDuration?: string;
  readonly transactionType: 'New';
  /** MPN id of the indirect reseller of record, or empty. */
  readonly partnerIdOnRecord: string;
  readonly pricing?: OrderLineItemPricing;
  readonly links: {
    readonly subscription: Link;
    readonly provisioningStatus: Link;
  };
  readonly attributes: {
    readonly objectType: 'OrderLineItem';
    readonly etag?: string;
  };
};

export type OrderLineItemPricing = {
  readonly listPrice?: number;
  readonly discountedPrice?: number;
  readonly proratedPrice?: number;
  readonly price?: number;
  readonly extendedPrice?: number;
};

export type OrderLineItemProvisioningStatus = {
  readonly lineItemNumber: number;
  readonly status: 'Fulfilled' | 'Unfulfilled' | 'PrefulfillmentPending';
  readonly quantityProvisioningInformation: readonly {
    readonly quantity: number;
    readonly status: string;
  }[];
  readonly attributes: {
    readonly objectType: 'OrderLineItemProvisioningStatus';
    readonly etag?: string;
  };
};

export type OrderLineItemProvisioningStatusCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly OrderLineItemProvisioningStatus[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type OrganizationProfile = {
  readonly id: string;
  readonly companyName: string;
  readonly defaultAddress: PartnerAddress;
  readonly tenantId: string;
  readonly domain: string;
  readonly profileType: 'OrganizationProfile';
  readonly links: {
    readonly self: Link;
  };
  readonly attributes: {
    readonly objectType: 'OrganizationProfile';
    readonly etag?: string;
  };
};

export type Ownership = {
  readonly upgradeId: string;
  /** Tasks that changed hands. */
  readonly users: number;
  readonly owner?: {
    readonly id: string;
    readonly name: string;
  };
  readonly attributes: {
    readonly objectType: 'Ownership';
    readonly etag?: string;
  };
};

export type PartnerAddress = {
  readonly country: string;
};

export type PartnerAuditRecord = {
  readonly id: string;
  readonly partnerId: string;
  readonly userPrincipalName?: string;
  readonly applicationId?: string;
  readonly remoteAddress?: string;
  /** `partner_user`, `partner_relationship`, `relationship_request` or `sign_in`. */
  readonly resourceType: string;
  readonly resourceId?: string;
  /** JSON as text. */
  readonly resourceOldValue?: string;
  /** JSON as text. */
  readonly resourceNewValue?: string;
  readonly operationType: string;
  /** `succeeded` or `failed`. */
  readonly operationStatus: string;
  readonly operationDate: string;
  readonly originalCorrelationId: string;
  /** Of a failed sign-in the `Reason`, and `Unverified` where name and partner stand in a token for which nobody vouches. */
  readonly customizedData: readonly {
    readonly key: string;
    readonly value: string;
  }[];
  readonly attributes: {
    readonly objectType: 'PartnerAuditRecord';
    readonly etag?: string;
  };
};

export type PartnerAuditRecordCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly PartnerAuditRecord[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type PartnerRelationship = {
  readonly id: string;
  readonly name: string;
  /** What the caller’s partner is to the one named. */
  readonly relationshipType: 'none' | 'is_indirect_reseller_of' | 'is_indirect_cloud_solution_provider_of';
  readonly state: 'active';
  readonly mpnId: string;
  /** ISO country. */
  readonly location: string;
  readonly attributes: {
    readonly objectType: 'PartnerRelationship';
    readonly etag?: string;
  };
};

export type PartnerRelationshipCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly PartnerRelationship[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type PartnerUser = {
  /** The `oid` of their tokens. */
  readonly id: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly roles: readonly ('global_admin' | 'user_management_admin' | 'billing_admin' | 'admin_agent' | 'sales_agent' | 'helpdesk_agent')[];
  readonly state: 'active' | 'disabled';
  /** Only in the answer to the creation, and only where the built-in provider signs people in. */
  readonly userCredentials?: {
    readonly userName: string;
    readonly password: string;
  };
  readonly attributes: {
    readonly objectType: 'PartnerUser';
    readonly etag?: string;
  };
};

export type PartnerUserCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly PartnerUser[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type PortfolioTotals = {
  readonly currency: string;
  /** With at least one row. */
  readonly subscriptions: number;
  readonly seats: number;
  readonly rows: number;
  readonly eligibleRows: number;
  /** With an open target; each brings what the dearest of them brings. */
  readonly upgradable: {
    readonly subscriptions: number;
    readonly seats: number;
    readonly upliftPerMonth: Money;
    readonly upliftPerYear: Money;
  };
  readonly products: readonly {
    readonly sourceOffer: {
      readonly id: string;
      readonly name: string;
    };
    readonly subscriptions: number;
    readonly upgradable: number;
    readonly targets: readonly {
      readonly targetOffer: {
        readonly id: string;
        readonly name: string;
      };
      readonly subscriptions: number;
      readonly eligible: {
        readonly subscriptions: number;
        readonly seats: number;
        readonly upliftPerMonth: Money;
        readonly upliftPerYear: Money;
      };
    }[];
  }[];
  readonly reasons: readonly {
    readonly code: string;
    readonly subscriptions: number;
    readonly rows: number;
  }[];
  /** Each alone keeps so many subscriptions from any upgrade. Most first. */
  readonly causes: readonly {
    readonly code: string;
    /** Kinds of what would help. */
    readonly remedies: readonly string[];
    readonly subscriptions: number;
    readonly seats: number;
    readonly upliftPerMonth: Money;
    readonly upliftPerYear: Money;
  }[];
  readonly months: readonly {
    /** Its first day. */
    readonly month: string;
    readonly subscriptions: number;
    readonly seats: number;
    readonly upliftPerMonth: Money;
    readonly upliftPerYear: Money;
  }[];
  readonly countries: readonly {
    readonly country: string;
    readonly subscriptions: number;
  }[];
  readonly attributes: {
    readonly objectType: 'PortfolioTotals';
    readonly etag?: string;
  };
};

export type PortfolioUpgrade = {
  readonly customerId: string;
  readonly customerName: string;
  readonly country: string;
  readonly subscriptionId: string;
  readonly friendlyName: string;
  readonly sourceOffer: {
    readonly id: string;
    readonly name: string;
  };
  readonly targetOffer: {
    readonly id: string;
    readonly name: string;
  };
  readonly quantity: number;
  readonly billingCycle: string;
  /** The day on which the term ends. */
  readonly renewalDate: string;
  readonly resellerMpnId?: string;
  readonly isEligible: boolean;
  /** All reasons against it, in order; as the upgrades of the subscription tell them. */
  readonly upgradeErrors: readonly UpgradeError[];
  /** What keeps the users from moving along. */
  readonly transferErrors: readonly UpgradeError[];
  /** Of all seats in a month; a twelfth where a year is billed. Absent where there is no price. */
  readonly pricePerMonth: {
    readonly source?: Money;
    readonly target?: Money;
    readonly uplift?: Money;
  };
  readonly upliftPerYear?: Money;
  /** Absent where the upgrade is refused. */
  readonly usersToMove?: number;
  /** Absent where the upgrade is refused. */
  readonly usersLeftBehind?: number;
  /** What others, or the customer itself, hold that stands in the way. */
  readonly blockers: readonly {
    readonly kind: 'own' | 'other_partner' | 'other_channel';
    readonly channel?: string;
    readonly subscriptionId?: string;
    readonly offerId: string;
    readonly offerName: string;
    /** Not of another partner’s. */
    readonly quantity?: number;
    readonly heldSince: string;
    readonly heldUntil?: string;
  }[];
  /** When nothing that is held stands in the way any more. */
  readonly when: 'now' | 'on' | 'unknown';
  /** If what is recorded is right and nothing is renewed. */
  readonly firstPossibleOn?: string;
  readonly links: {
    readonly subscription: Link;
  };
  readonly attributes: {
    readonly objectType: 'PortfolioUpgrade';
    readonly etag?: string;
  };
};

export type PortfolioUpgradeCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly PortfolioUpgrade[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type Price = {
  readonly offerId: string;
  readonly offerName: string;
  /** BillingCycleType of the SDKs. */
  readonly billingCycle: 'none' | 'monthly' | 'annual';
  /** Of new commerce alone; everything else is sold by the year. */
  readonly termDuration?: 'P1M' | 'P1Y' | 'P3Y';
  readonly effectiveFrom: string;
  readonly listPrice: Money;
  readonly partnerPrice?: Money;
  readonly earnedBasisPoints?: number;
  readonly source: string;
};

export type PriceCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly Price[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
  /** What cannot be sold until a price is imported: no source names one in the partner’s currency. */
  readonly withoutPrice: readonly {
    readonly offerId: string;
    readonly offerName: string;
    /** BillingCycleType of the SDKs. */
    readonly billingCycle: 'none' | 'monthly' | 'annual';
    /** Of new commerce alone; everything else is sold by the year. */
    readonly termDuration?: 'P1M' | 'P1Y' | 'P3Y';
  }[];
};

export type PriceListImport = {
  readonly kind: 'imported' | 'unchanged' | 'invalid' | 'no_such_partner';
  /** How many came in. */
  readonly prices: number;
  readonly currency?: string;
  readonly errors: readonly {
    /** From 1, which is the line of the headings. */
    readonly line: number;
    /** Empty where the line is wrong as a whole. */
    readonly column: string;
    readonly problem: string;
  }[];
};

export type Product = {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly productType: {
    readonly id: string;
    readonly displayName: string;
  };
  readonly isMicrosoftProduct: boolean;
  readonly publisherName: string;
  readonly links: {
    readonly skus: Link;
    readonly self: Link;
  };
  readonly attributes: {
    readonly objectType: 'Product';
    readonly etag?: string;
  };
};

export type ProductCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly Product[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type PurchaseOption = {
  readonly offerId: string;
  readonly name: string;
  readonly description: string;
  readonly category: OfferCategory;
  readonly isAddOn: boolean;
  readonly isTrial: boolean;
  readonly minimumQuantity: number;
  readonly maximumQuantity: number;
  /** One for each billing cycle in which it is sold. */
  readonly prices: readonly {
    /** BillingCycleType of the SDKs. */
    readonly billingCycle: 'none' | 'monthly' | 'annual';
    readonly unitPrice?: Money2;
  }[];
  /** Of an add-on: what it may hang on. */
  readonly prerequisites: readonly {
    readonly offerId: string;
    readonly name: string;
  }[];
  /** Of an add-on: active subscriptions of this customer that it may hang on. */
  readonly bases: readonly {
    readonly subscriptionId: string;
    readonly friendlyName: string;
    readonly quantity: number;
    /** BillingCycleType of the SDKs. */
    readonly billingCycle: 'none' | 'monthly' | 'annual';
  }[];
  /** Whether the least number of seats could be bought now. */
  readonly isPossible: boolean;
  /** Why not; empty where it is possible. */
  readonly reasons: readonly {
    /** Stable code; its page is /docs/refusals/{code}. */
    readonly code: string;
    readonly description: string;
    readonly facts: Readonly<Record<string, unknown>>;
    readonly remedies: readonly {
      readonly kind: string;
    }[];
  }[];
  readonly attributes: {
    readonly objectType: 'PurchaseOption';
    readonly etag?: string;
  };
};

export type PurchaseOptionCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly PurchaseOption[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type RateLimited = {
  readonly statusCode: 429;
  readonly message: string;
};

export type Reconciliation = {
  readonly kind: 'compared' | 'invalid' | 'other_partner' | 'no_such_invoice';
  readonly same: number;
  readonly differs: number;
  readonly doubleInFile: number;
  readonly doubleInLedger: number;
  readonly missingInLedger: number;
  readonly missingInFile: number;
  readonly findings: readonly ReconciliationFinding[];
  readonly errors: readonly {
    readonly line: number;
    readonly column: string;
    readonly problem: string;
  }[];
};

export type ReconciliationFinding = {
  readonly kind: 'differs' | 'double_in_file' | 'double_in_ledger' | 'missing_in_ledger' | 'missing_in_file';
  /** Line of the file; absent for what only the ledger has. */
  readonly line?: number;
  /** Of a double: the line of the file that it repeats. */
  readonly ofLine?: number;
  /** Line of the ledger; absent for what only the file has. */
  readonly chargeId?: string;
  readonly subscriptionId: string;
  readonly chargeType: string;
  readonly chargeStartDate: string;
  readonly chargeEndDate: string;
  readonly quantity: number;
  readonly currency: string;
  /** Decimal text with all decimals of the currency. */
  readonly fileAmount?: string;
  /** Decimal text with all decimals of the currency. */
  readonly ledgerAmount?: string;
  /** File less ledger. */
  readonly difference?: string;
  /** Ways of rounding that give the amount of the file; none: it is no matter of rounding. */
  readonly roundingModes?: readonly string[];
};

export type RelationshipRequest = {
  readonly url: string;
  readonly attributes: {
    readonly objectType: 'RelationshipRequest';
    readonly etag?: string;
  };
};

export type ReplayedDeliveries = {
  readonly queued: number;
};

export type ResellerMargin = {
  readonly resellerId: string;
  readonly name: string;
  readonly mpnId: string;
  /** Hundredths of a percent on top of the partner’s bill: 1250 is 12.5 %. */
  readonly basisPoints?: number;
};

export type ResellerMarginCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly ResellerMargin[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type RightsTable = {
  readonly rights: readonly {
    readonly right: string;
    readonly asks: 'nothing' | 'caller' | 'role';
    /** Those that may, where a role is asked for. */
    readonly roles: readonly ('global_admin' | 'user_management_admin' | 'billing_admin' | 'admin_agent' | 'sales_agent' | 'helpdesk_agent')[];
    /** Whether a token without a person suffices. */
    readonly applications: boolean;
  }[];
  readonly attributes: {
    readonly objectType: 'RightsTable';
    readonly etag?: string;
  };
};

export type ScheduledChange = {
  readonly id: string;
  readonly customerId: string;
  readonly customerName: string;
  readonly subscriptionId: string;
  readonly friendlyName: string;
  readonly offerName: string;
  readonly kind: 'seats' | 'upgrade';
  readonly when: 'date' | 'renewal';
  readonly date: string;
  readonly state: 'pending' | 'done' | 'failed' | 'cancelled';
  readonly quantity?: number;
  readonly quantityChange?: number;
  readonly acceptLicenseConflict?: boolean;
  readonly targetOffer?: {
    readonly id: string;
    readonly name: string;
  };
  /** Whether the users’ licences move too. */
  readonly upgradeType?: 'none' | 'upgrade_only' | 'upgrade_with_license_transfer';
  readonly addOns?: readonly {
    readonly subscriptionId: string;
    readonly choice: 'keep' | 'drop';
  }[];
  readonly seatsNow: number;
  /** On the seats of this moment. */
  readonly seatsAfter: number;
  /** As things stand it could not be carried out on its day; `reasons` say why. */
  readonly wouldFail: boolean;
  /** Of a failed one: why it failed. */
  readonly reasons: readonly {
    /** Stable code; its page is /docs/refusals/{code}. */
    readonly code: string;
    readonly description: string;
    readonly facts: Readonly<Record<string, unknown>>;
    readonly remedies: readonly {
      readonly kind: string;
    }[];
  }[];
  /** When it was last worked out for its day. */
  readonly checkedDate?: string;
  readonly expected?: {
    readonly quantity: number;
    readonly total: Money;
    readonly usersLeftBehind: number;
    /** Of an upgrade that was carried out. */
    readonly upgradeId?: string;
  };
  /** How later edits changed what it is based on, the oldest first. */
  readonly rebased: readonly {
    readonly date: string;
    readonly because: 'seats_changed' | 'term_changed';
    /** The seats it was based on. */
    readonly seats?: {
      readonly was: number;
      readonly became: number;
    };
    /** The seats that come of it. */
    readonly result?: {
      readonly was: number;
      readonly became: number;
    };
    readonly day?: {
      readonly was: string;
      readonly became: string;
    };
  }[];
  readonly scheduledBy: string;
  readonly createdDate: string;
  readonly finishedDate?: string;
  readonly links: {
    readonly self: Link;
    readonly subscription: Link;
  };
  readonly attributes: {
    readonly objectType: 'ScheduledChange';
    readonly etag?: string;
  };
};

export type ScheduledChangeCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly ScheduledChange[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type ScheduledChangePreview = {
  readonly date: string;
  readonly isPossible: boolean;
  readonly reasons: readonly {
    /** Stable code; its page is /docs/refusals/{code}. */
    readonly code: string;
    readonly description: string;
    readonly facts: Readonly<Record<string, unknown>>;
    readonly remedies: readonly {
      readonly kind: string;
    }[];
  }[];
  readonly seats?: SubscriptionChangePreview;
  readonly upgrade?: UpgradePreview;
  readonly attributes: {
    readonly objectType: 'ScheduledChangePreview';
    readonly etag?: string;
  };
};

export type SentRelationshipRequest = {
  readonly id: string;
  readonly kind: 'reseller' | 'delegated_admin';
  readonly state: 'open' | 'accepted' | 'declined' | 'revoked' | 'expired';
  readonly withDelegatedAdmin: boolean;
  readonly indirectResellerId?: string;
  readonly note: string;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly expiresAt: string;
  readonly answeredAt?: string;
  readonly answeredBy?: string;
  /** Who answered, or is asked. */
  readonly customerId?: string;
  /** The personal link. Only in the answer to the creation. */
  readonly url?: string;
  /** A draft for your own mail program: nothing is sent from here. */
  readonly message?: {
    readonly subject: {
      readonly en: string;
      readonly 'zh-TW': string;
    };
    readonly body: {
      readonly en: string;
      readonly 'zh-TW': string;
    };
  };
  readonly attributes: {
    readonly objectType: 'SentRelationshipRequest';
    readonly etag?: string;
  };
};

export type SentRelationshipRequestCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly SentRelationshipRequest[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type ServiceFault = {
  readonly code: number;
  readonly description: string;
  readonly data: readonly string[];
  readonly attributes: {
    readonly objectType: 'ServiceFault';
    readonly etag?: string;
  };
};

export type Sku = {
  readonly id: string;
  readonly productId: string;
  readonly title: string;
  readonly description: string;
  readonly minimumQuantity: number;
  readonly maximumQuantity: number;
  readonly isTrial: boolean;
  readonly supportedBillingCycles: readonly ('none' | 'monthly' | 'annual')[];
  readonly purchasePrerequisites: readonly string[];
  readonly inventoryVariables: readonly string[];
  readonly provisioningVariables: readonly string[];
  readonly dynamicAttributes: {
    readonly isAddon: boolean;
    readonly prerequisiteSkus: readonly string[];
    /** Product and SKU of everything that it can become. */
    readonly upgradeTargetOffers: readonly string[];
    /** SKU id of the directory. */
    readonly provisioningId: string;
  };
  readonly links: {
    readonly availabilities: Link;
    readonly self: Link;
  };
  readonly attributes: {
    readonly objectType: 'Sku';
    readonly etag?: string;
  };
};

export type SkuCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly Sku[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type Spend = {
  readonly currency: string;
  readonly total: Money;
  /** Every month asked for, oldest first, those without charges too. */
  readonly months: readonly {
    /** Its first day. */
    readonly month: string;
    readonly total: Money;
    readonly products: readonly {
      readonly offerId: string;
      readonly offerName: string;
      readonly total: Money;
    }[];
  }[];
  /** Over all months, largest first. */
  readonly products: readonly {
    readonly offerId: string;
    readonly offerName: string;
    readonly total: Money;
  }[];
  readonly attributes: {
    readonly objectType: 'Spend';
    readonly etag?: string;
  };
};

export type SpendCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly Spend[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type SpentCharge = {
  readonly id: string;
  /** All lines of one event share it. */
  readonly eventId: string;
  readonly chargedAt: string;
  readonly cause: string;
  readonly chargeType: string;
  readonly offerId: string;
  readonly offerName: string;
  readonly chargeStartDate: string;
  /** Inclusive, as on bills. */
  readonly chargeEndDate: string;
  readonly days: number;
  readonly periodDays: number;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly amount: Money;
  /** How the amount was rounded. */
  readonly rounding: string;
  /** The amount in words: cause, days, seats, price. */
  readonly explanation: string;
  readonly invoiceId?: string;
  readonly attributes: {
    readonly objectType: 'LedgerCharge';
    readonly etag?: string;
  };
  readonly customerId: string;
  readonly customerName: string;
  readonly subscriptionId: string;
  readonly subscriptionName: string;
};

export type SpentChargeCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly SpentCharge[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
  /** Of all pages; told with the first. */
  readonly total?: {
    readonly amount: number;
    readonly currency: string;
  };
};

export type SubscribedSku = {
  /** total − consumed; below zero where more users hold a licence than there are seats. */
  readonly availableUnits: number;
  readonly activeUnits: number;
  /** Users who hold a licence. */
  readonly consumedUnits: number;
  readonly suspendedUnits: number;
  /** active + warning */
  readonly totalUnits: number;
  readonly warningUnits: number;
  readonly productSku: {
    /** SKU id of the directory. */
    readonly id: string;
    readonly name: string;
    readonly skuPartNumber: string;
    readonly targetType: 'User' | 'Tenant';
    /** `group1`: licences that the directory manages. */
    readonly licenseGroupId: 'none' | 'group1' | 'group2';
  };
  readonly servicePlans: readonly {
    readonly displayName: string;
    /** The directory’s name, e.g. `EXCHANGE_S_STANDARD`. */
    readonly serviceName: string;
    readonly id: string;
    /** `Enabled` on a product; `Assigned` or `Disabled` on a user’s licence. */
    readonly capabilityStatus: string;
    readonly targetType: 'User' | 'Tenant';
  }[];
  /** `Enabled`; `Warning` where the term of all its seats is over, and `Suspended` where none can be used. */
  readonly capabilityStatus: string;
  readonly attributes: {
    readonly objectType: 'SubscribedSku';
    readonly etag?: string;
  };
};

export type SubscribedSkuCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly SubscribedSku[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type Subscription = {
  readonly id: string;
  /** Upper case; compared in any case. */
  readonly offerId: string;
  readonly offerName: string;
  /** The subscription in the customer’s directory, once it is there. */
  readonly entitlementId?: string;
  /** The name that the partner gave it. */
  readonly friendlyName: string;
  /** Seats. */
  readonly quantity: number;
  readonly unitType: 'Licenses';
  /** Of an add-on: what it hangs on. */
  readonly parentSubscriptionId?: string;
  /** When it was bought. */
  readonly creationDate: string;
  /** First day of the term, at midnight. */
  readonly effectiveStartDate: string;
  /** Last day of the term, at midnight: the day itself is paid. */
  readonly commitmentEndDate: string;
  /** Last second of the term. */
  readonly commitmentEndDateTime: string;
  readonly status: 'none' | 'active' | 'suspended' | 'deleted' | 'expired' | 'pending' | 'disabled';
  /** Only while the subscription is being set up. Not in Partner Center’s own resource. */
  readonly provisioningStatus?: 'pending';
  readonly autoRenewEnabled: boolean;
  readonly isTrial: boolean;
  readonly billingType: 'license';
  readonly billingCycle: 'unknown' | 'monthly' | 'annual' | 'none' | 'one_time';
  /** ISO 8601, e.g. `P1Y`. */
  readonly termDuration: string;
  readonly hasPurchasableAddons: boolean;
  /** What can be done with it in this state. */
  readonly actions: readonly ('edit' | 'cancel')[];
  /** MPN id of the indirect reseller of record, or empty. */
  readonly partnerId: string;
  readonly attentionNeeded: boolean;
  readonly actionTaken: boolean;
  readonly suspensionReasons: readonly string[];
  readonly contractType: 'subscription';
  readonly orderId: string;
  /** The subscription that this one replaced. Not in Partner Center’s own resource. */
  readonly upgradedFromSubscriptionId?: string;
  /** Only of new commerce: `OnlineServicesNCE`. */
  readonly productType?: {
    readonly id: string;
    readonly displayName: string;
  };
  readonly isMicrosoftProduct?: boolean;
  readonly publisherName?: string;
  /** Only of new commerce. Absent: it cannot be cancelled before the end of its term. */
  readonly cancellationAllowedUntilDate?: string;
  readonly refundOptions?: readonly {
    readonly type: 'Full' | 'Partial';
    /** End of the window. */
    readonly expiresAt: string;
  }[];
  /** Seats that can be given back now, batch by batch. */
  readonly refundableQuantity?: {
    readonly totalQuantity: number;
    readonly details: readonly {
      readonly quantity: number;
      /** End of the window of these seats. */
      readonly allowedUntilDateTime: string;
    }[];
  };
  readonly scheduledNextTermInstructions?: {
    readonly product: {
      readonly productId: string;
      readonly skuId: string;
      readonly availabilityId: string;
      /** Its name. Not in Partner Center’s own resource. */
      readonly title?: string;
      readonly billingCycle: 'none' | 'monthly' | 'annual';
      readonly termDuration: 'P1M' | 'P1Y' | 'P3Y';
    };
    readonly quantity: number;
  };
  /** After the end of a term of new commerce, for clients to which `status` does not tell it. Not in Partner Center’s own resource. */
  readonly termState?: 'expired' | 'disabled';
  readonly links: {
    readonly offer?: Link;
    readonly product?: Link;
    readonly sku?: Link;
    readonly availability?: Link;
    readonly self: Link;
    readonly parentSubscription?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Subscription';
    readonly etag?: string;
  };
};

export type SubscriptionChangePreview = {
  readonly id: string;
  readonly promiseHash: string;
  readonly expiresAt: string;
  readonly isPossible: boolean;
  /** Why not; empty where it is possible. */
  readonly reasons: readonly {
    /** Stable code; its page is /docs/refusals/{code}. */
    readonly code: string;
    readonly description: string;
    readonly facts: Readonly<Record<string, unknown>>;
    readonly remedies: readonly {
      readonly kind: string;
    }[];
  }[];
  /** The subscription first, then the add-ons that follow it. */
  readonly subscriptions: readonly {
    readonly subscriptionId: string;
    readonly offerName: string;
    readonly friendlyName: string;
    readonly isAddOn: boolean;
    readonly quantity: {
      readonly before: number;
      readonly after: number;
    };
    readonly status: {
      readonly before: string;
      readonly after: string;
    };
    readonly term: {
      readonly startDate: string;
      /** Inclusive. */
      readonly endDate: string;
    };
  }[];
  readonly lines: readonly {
    readonly subscriptionId: string;
    /** Charge type as in the reconciliation file, e.g. `Cycle instance prorate`. */
    readonly chargeType: string;
    readonly offerId: string;
    readonly offerName: string;
    readonly chargeStartDate: string;
    /** Inclusive, as on bills. */
    readonly chargeEndDate: string;
    readonly days: number;
    readonly periodDays: number;
    readonly quantity: number;
    readonly unitPrice: Money;
    readonly amount: Money;
  }[];
  readonly total?: Money;
  readonly nextPeriod?: {
    readonly before: Money;
    readonly after: Money;
    readonly billingCycle: string;
    readonly months: number;
  };
  readonly resale?: {
    readonly marginBasisPoints: number;
    readonly total: Money;
  };
  /** Users who lose a licence, or hold one without a seat that they could use. */
  readonly usersAffected: number;
  readonly usersUnassigned: readonly {
    readonly userId: string;
    readonly displayName: string;
    readonly userPrincipalName: string;
  }[];
  readonly warnings: readonly {
    readonly code: string;
    readonly description: string;
    readonly facts: Readonly<Record<string, unknown>>;
  }[];
  readonly attributes: {
    readonly objectType: 'SubscriptionChangePreview';
    readonly etag?: string;
  };
};

export type SubscriptionCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly Subscription[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type SubscriptionProvisioningStatus = {
  /** The product in the customer’s directory. */
  readonly skuId: string;
  /** `none` once the subscription is gone. */
  readonly status: 'none' | 'success' | 'pending' | 'failed';
  /** Seats that are there. */
  readonly quantity: number;
  /** Last day of the term. */
  readonly endDate: string;
  readonly attributes: {
    readonly objectType: 'SubscriptionProvisioningStatus';
    readonly etag?: string;
  };
};

export type SupportContact = {
  readonly supportTenantId: string;
  readonly supportMpnId: string;
  readonly name: string;
  readonly links: {
    readonly self: Link;
  };
  readonly attributes: {
    readonly objectType: 'SupportContact';
    readonly etag?: string;
  };
};

export type SupportProfile = {
  readonly profileType: 'SupportProfile';
  readonly links: {
    readonly self: Link;
  };
  readonly attributes: {
    readonly objectType: 'SupportProfile';
    readonly etag?: string;
  };
};

export type TenantRelationships = {
  readonly person: {
    readonly tenantId: string;
    readonly userPrincipalName: string;
    readonly displayName: string;
    /** Only a global administrator answers. */
    readonly isGlobalAdmin: boolean;
  };
  readonly relationships: readonly {
    readonly partner: {
      readonly id: string;
      readonly name: string;
      readonly country: string;
      readonly domain: string;
    };
    readonly reseller?: {
      readonly name: string;
    };
    readonly since: string;
    readonly allowDelegatedAccess: boolean;
    readonly delegatedAccessSince?: string;
  }[];
  readonly delegatedAdminRelationships: readonly {
    readonly id: string;
    readonly partnerId: string;
    readonly displayName: string;
    readonly status: string;
    readonly roles: readonly {
      readonly id: string;
      readonly name: string;
    }[];
    readonly endDateTime?: string;
  }[];
  readonly attributes: {
    readonly objectType: 'TenantRelationships';
    readonly etag?: string;
  };
};

export type Transition = {
  readonly operationId: string;
  readonly fromCatalogItemId: string;
  readonly fromSubscriptionId: string;
  readonly toCatalogItemId: string;
  /** The same id as before where all seats became the new product. */
  readonly toSubscriptionId: string;
  readonly quantity: number;
  /** Whether the users’ licences move too. */
  readonly transitionType: 'none' | 'transition_only' | 'transition_with_license_transfer';
  readonly termDuration: string;
  /** Taken in any case; answered as everywhere, `monthly`. */
  readonly billingCycle: string;
  readonly events: readonly TransitionEvent[];
  readonly attributes: {
    readonly objectType: 'Transition';
    readonly etag?: string;
  };
};

export type TransitionCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly Transition[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type TransitionEligibility = {
  readonly catalogItemId: string;
  readonly title: string;
  readonly description: string;
  readonly quantity: number;
  readonly eligibilities: readonly {
    readonly isEligible: boolean;
    /** Whether the users’ licences move too. */
    readonly transitionType: 'none' | 'transition_only' | 'transition_with_license_transfer';
    readonly errors: readonly {
      /** TransitionErrorCode of the SDK of 2023. */
      readonly code: number;
      readonly description: string;
    }[];
    readonly reasons: readonly {
      /** Stable code; its page is /docs/refusals/{code}. */
      readonly code: string;
      readonly facts: Readonly<Record<string, unknown>>;
      readonly remedies: readonly {
        readonly kind: string;
      }[];
    }[];
  }[];
  /** Subscriptions of the product that could take the seats in; none for what is scheduled. */
  readonly subscriptionEligibilities: readonly {
    readonly isEligible: boolean;
    readonly subscriptionId: string;
    readonly subscriptionFriendlyName: string;
    readonly subscriptionTermDuration: string;
    readonly subscriptionBillingCycle: string;
    readonly errors: readonly {
      readonly code: number;
      readonly description: string;
    }[];
  }[];
  readonly attributes: {
    readonly objectType: 'TransitionEligibility';
    readonly etag?: string;
  };
};

export type TransitionEligibilityCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly TransitionEligibility[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type TransitionEvent = {
  readonly name: 'Conversion' | 'LicenseReassignment';
  readonly status: 'Started' | 'Completed' | 'Failed';
  readonly timestamp: string;
  readonly errors: readonly {
    /** TransitionErrorCode of the SDK of 2023. */
    readonly code: number;
    readonly description: string;
  }[];
  readonly attributes: {
    readonly objectType: 'TransitionEvent';
    readonly etag?: string;
  };
};

export type TransitionPreview = {
  readonly isPossible: boolean;
  readonly errors: readonly {
    /** TransitionErrorCode of the SDK of 2023. */
    readonly code: number;
    readonly description: string;
  }[];
  readonly reasons: readonly {
    /** Stable code; its page is /docs/refusals/{code}. */
    readonly code: string;
    readonly facts: Readonly<Record<string, unknown>>;
    readonly remedies: readonly {
      readonly kind: string;
    }[];
  }[];
  readonly toSubscription?: {
    readonly way: 'in_place' | 'partial' | 'into_existing';
    readonly quantity: number;
    readonly termDuration: string;
    readonly startDate: string;
    /** Inclusive. */
    readonly endDate: string;
    readonly unitPrice: Money;
  };
  /** Seats that the subscription keeps. */
  readonly seatsLeft?: number;
  readonly lines: readonly {
    readonly subscription: 'source' | 'target' | 'add_on';
    /** Charge type as in the reconciliation file, e.g. `Cancel fee`. */
    readonly chargeType: string;
    readonly offerId: string;
    readonly offerName: string;
    readonly chargeStartDate: string;
    /** Inclusive, as on bills. */
    readonly chargeEndDate: string;
    readonly days: number;
    readonly periodDays: number;
    readonly quantity: number;
    readonly unitPrice: Money;
    readonly amount: Money;
  }[];
  readonly total?: Money;
  readonly usersToMove: number;
  readonly usersLeftBehind: readonly {
    readonly userId: string;
    readonly displayName: string;
    readonly userPrincipalName: string;
    readonly reasons: readonly {
      readonly code: string;
      readonly description: string;
      readonly services: readonly string[];
      readonly facts: Readonly<Record<string, unknown>>;
      /** What would help, best first. */
      readonly remedies: readonly {
        readonly kind: string;
      }[];
    }[];
  }[];
  readonly attributes: {
    readonly objectType: 'TransitionPreview';
    readonly etag?: string;
  };
};

export type Upgrade = {
  readonly targetOffer: Offer;
  /** Whether the users’ licences move too. */
  readonly upgradeType: 'none' | 'upgrade_only' | 'upgrade_with_license_transfer';
  readonly isEligible: boolean;
  readonly quantity: number;
  readonly upgradeErrors: readonly UpgradeError[];
  readonly unitPrice?: Money;
  readonly attributes: {
    readonly objectType: 'Upgrade';
    readonly etag?: string;
  };
};

export type UpgradeCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly Upgrade[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type UpgradeError = {
  /** UpgradeErrorCode of the SDKs. */
  readonly code: number;
  readonly description: string;
  readonly additionalDetails?: string;
  readonly reason: {
    /** Stable code; its page is /docs/refusals/{code}. */
    readonly code: string;
    readonly facts: Readonly<Record<string, unknown>>;
    readonly remedies: readonly {
      readonly kind: string;
    }[];
  };
  readonly attributes: {
    readonly objectType: 'UpgradeError';
    readonly etag?: string;
  };
};

export type UpgradePreview = {
  readonly id: string;
  readonly promiseHash: string;
  readonly expiresAt: string;
  readonly targetOffer: Offer;
  /** Whether the users’ licences move too. */
  readonly upgradeType: 'none' | 'upgrade_only' | 'upgrade_with_license_transfer';
  readonly quantity: number;
  readonly isEligible: boolean;
  readonly upgradeErrors: readonly UpgradeError[];
  readonly lines: readonly {
    readonly subscription: 'source' | 'target' | 'add_on';
    /** Charge type as in the reconciliation file, e.g. `Cancel fee`. */
    readonly chargeType: string;
    readonly offerId: string;
    readonly offerName: string;
    readonly chargeStartDate: string;
    /** Inclusive, as on bills. */
    readonly chargeEndDate: string;
    readonly days: number;
    readonly periodDays: number;
    readonly quantity: number;
    readonly unitPrice: Money;
    readonly amount: Money;
  }[];
  readonly total?: Money;
  readonly nextPeriod?: {
    readonly before: Money;
    readonly after: Money;
    readonly billingCycle: string;
    readonly months: number;
  };
  readonly targetTerm?: {
    readonly startDate: string;
    readonly endDate: string;
  };
  /** Submitted now, the upgrade can be undone until then. */
  readonly undoableUntil?: string;
  readonly resale?: {
    readonly marginBasisPoints: number;
    readonly total: Money;
  };
  readonly addOns: readonly {
    readonly subscriptionId: string;
    readonly offerId: string;
    readonly offerName: string;
    readonly quantity: number;
    readonly chosen?: 'keep' | 'drop';
    /** What can be chosen; empty where the add-on must be cancelled first. */
    readonly choices: readonly {
      readonly choice: 'keep' | 'drop';
      readonly total: Money;
      readonly nextPeriod: Money;
    }[];
    /** What cannot be chosen, and why not. */
    readonly impossible: readonly {
      readonly choice: 'keep' | 'drop';
      readonly why: 'services_twice' | 'no_base' | 'too_many_seats' | 'services_missing' | 'no_services' | 'not_provisioned' | 'offer_unknown';
      /** A sentence in the asked language. */
      readonly description: string;
    }[];
  }[];
  readonly usersToMove: number;
  readonly usersLeftBehind: readonly {
    readonly userId: string;
    readonly displayName: string;
    readonly userPrincipalName: string;
    readonly reasons: readonly {
      readonly code: string;
      readonly description: string;
      readonly services: readonly string[];
      readonly facts: Readonly<Record<string, unknown>>;
      /** What would help, best first. */
      readonly remedies: readonly {
        readonly kind: string;
      }[];
    }[];
  }[];
  readonly servicesLost: readonly string[];
  readonly servicesGained: readonly string[];
  readonly attributes: {
    readonly objectType: 'UpgradePreview';
    readonly etag?: string;
  };
};

export type UpgradeRecord = {
  readonly id: string;
  readonly sourceSubscriptionId: string;
  readonly targetSubscriptionId: string;
  readonly sourceOffer: {
    readonly id: string;
    readonly name: string;
  };
  readonly targetOffer: {
    readonly id: string;
    readonly name: string;
  };
  /** Whether the users’ licences move too. */
  readonly upgradeType: 'none' | 'upgrade_only' | 'upgrade_with_license_transfer';
  readonly quantity: number;
  readonly state: 'finishing' | 'done' | 'undone';
  readonly usersMoved: number;
  readonly usersLeftBehind: readonly {
    readonly userId: string;
    readonly displayName: string;
    readonly userPrincipalName: string;
    readonly reasons: readonly {
      readonly code: string;
      readonly description: string;
      readonly services: readonly string[];
      readonly facts: Readonly<Record<string, unknown>>;
      /** What would help, best first. */
      readonly remedies: readonly {
        readonly kind: string;
      }[];
    }[];
  }[];
  readonly lines: readonly {
    readonly subscription: 'source' | 'target' | 'add_on';
    /** Charge type as in the reconciliation file, e.g. `Cancel fee`. */
    readonly chargeType: string;
    readonly offerId: string;
    readonly offerName: string;
    readonly chargeStartDate: string;
    /** Inclusive, as on bills. */
    readonly chargeEndDate: string;
    readonly days: number;
    readonly periodDays: number;
    readonly quantity: number;
    readonly unitPrice: Money;
    readonly amount: Money;
  }[];
  readonly total: Money;
  readonly submittedAt: string;
  readonly submittedBy?: string;
  /** Absent once it is undone, and where it cannot be. */
  readonly undoableUntil?: string;
  readonly undoneAt?: string;
  readonly attributes: {
    readonly objectType: 'UpgradeRecord';
    readonly etag?: string;
  };
};

export type UpgradeRecordCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly UpgradeRecord[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type UpgradeResult = {
  readonly sourceSubscriptionId: string;
  readonly targetSubscriptionId?: string;
  /** Whether the users’ licences move too. */
  readonly upgradeType: 'none' | 'upgrade_only' | 'upgrade_with_license_transfer';
  readonly upgradeErrors: readonly UpgradeError[];
  readonly licenseErrors: readonly UserLicenseError[];
  readonly upgradeId?: string;
  readonly attributes: {
    readonly objectType: 'UpgradeResult';
    readonly etag?: string;
  };
};

export type UpgradeUndo = {
  readonly upgradeId: string;
  readonly sourceSubscriptionId: string;
  readonly targetSubscriptionId: string;
  /** Users whose licences go back to the old product. */
  readonly usersBack: number;
  /** What becomes of the add-ons about which the upgrade decided. */
  readonly addOns: readonly {
    readonly subscriptionId: string;
    readonly offerId: string;
    readonly offerName: string;
    readonly quantity: number;
    /** An add-on that ended with the upgrade is there again; one that was kept hangs on what it hung on before. */
    readonly change: 'returns' | 'moves_back';
  }[];
  /** The opposite of every line of the upgrade. */
  readonly lines: readonly {
    readonly subscription: 'source' | 'target' | 'add_on';
    /** Charge type as in the reconciliation file, e.g. `Cancel fee`. */
    readonly chargeType: string;
    readonly offerId: string;
    readonly offerName: string;
    readonly chargeStartDate: string;
    /** Inclusive, as on bills. */
    readonly chargeEndDate: string;
    readonly days: number;
    readonly periodDays: number;
    readonly quantity: number;
    readonly unitPrice: Money;
    readonly amount: Money;
  }[];
  readonly total?: Money;
  readonly state: 'undone';
  readonly undoneAt: string;
  readonly attributes: {
    readonly objectType: 'UpgradeUndo';
    readonly etag?: string;
  };
};

export type UpgradeUndoPreview = {
  readonly upgradeId: string;
  readonly sourceSubscriptionId: string;
  readonly targetSubscriptionId: string;
  /** Users whose licences go back to the old product. */
  readonly usersBack: number;
  /** What becomes of the add-ons about which the upgrade decided. */
  readonly addOns: readonly {
    readonly subscriptionId: string;
    readonly offerId: string;
    readonly offerName: string;
    readonly quantity: number;
    /** An add-on that ended with the upgrade is there again; one that was kept hangs on what it hung on before. */
    readonly change: 'returns' | 'moves_back';
  }[];
  /** The opposite of every line of the upgrade. */
  readonly lines: readonly {
    readonly subscription: 'source' | 'target' | 'add_on';
    /** Charge type as in the reconciliation file, e.g. `Cancel fee`. */
    readonly chargeType: string;
    readonly offerId: string;
    readonly offerName: string;
    readonly chargeStartDate: string;
    /** Inclusive, as on bills. */
    readonly chargeEndDate: string;
    readonly days: number;
    readonly periodDays: number;
    readonly quantity: number;
    readonly unitPrice: Money;
    readonly amount: Money;
  }[];
  readonly total?: Money;
  readonly isPossible: boolean;
  /** Absent for an upgrade that remembers nothing to undo it by. */
  readonly undoableUntil?: string;
  /** Why not; empty where it is possible. */
  readonly reasons: readonly {
    /** Stable code; its page is /docs/refusals/{code}. */
    readonly code: string;
    readonly description: string;
    readonly facts: Readonly<Record<string, unknown>>;
    readonly remedies: readonly {
      readonly kind: string;
    }[];
  }[];
  readonly attributes: {
    readonly objectType: 'UpgradeUndoPreview';
    readonly etag?: string;
  };
};

export type UserCredentials = {
  readonly userName: string;
  /** Told once; a repeat of the request does not have it. */
  readonly password?: string;
};

export type UserLicenseError = {
  readonly userObjectId: string;
  readonly name: string;
  readonly email: string;
  readonly errors: readonly ServiceFault[];
  readonly attributes: {
    readonly objectType: 'UserLicenseError';
    readonly etag?: string;
  };
};

export type UserMember = {
  /** The user. */
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly roleId: string;
  readonly attributes: {
    readonly objectType: 'UserMember';
    readonly etag?: string;
  };
};

export type UserMemberCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly UserMember[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type ValidationEvent = {
  readonly correlationId: string;
  readonly partnerId: string;
  readonly status: 'pending' | 'completed';
  /** Where it was sent, or would be sent now. */
  readonly callbackUrl: string;
  readonly results: readonly {
    /** The name of the status as .NET has it, such as OK or NotFound; NoResponse without one. */
    readonly responseCode: string;
    readonly responseMessage: string;
    /** No answer came. */
    readonly systemError: boolean;
    readonly dateTimeUtc: string;
  }[];
};

export type ValidationEventAsked = {
  readonly correlationId: string;
};

export type WebhookDelivery = {
  /** The same in the MS-RequestId of every try. */
  readonly id: string;
  readonly eventName: string;
  readonly resourceName: string;
  /** Without the address of the server. */
  readonly resourceUri: string;
  readonly correlationId: string;
  readonly occurredDate: string;
  readonly queuedDate: string;
  readonly state: 'waiting' | 'delivered' | 'given_up';
  readonly isBeingSent: boolean;
  /** Since it was queued or last replayed, of at most ten. */
  readonly tries: number;
  readonly lastAttemptDate?: string;
  /** HTTP status of the answer. */
  readonly lastStatus?: number;
  /** Why no answer came. */
  readonly lastCause?: 'address_refused' | 'plain_http_refused' | 'url_unreadable' | 'name_unknown' | 'timed_out' | 'connection_refused' | 'tls_failed' | 'connection_failed' | 'stopped';
  /** While it waits. */
  readonly nextAttemptDate?: string;
  readonly attributes: {
    readonly objectType: 'WebhookDelivery';
    readonly etag?: string;
  };
};

export type WebhookDeliveryCollection = {
  /** Items on this page. */
  readonly totalCount: number;
  readonly items: readonly WebhookDelivery[];
  readonly continuationToken?: string;
  readonly links?: {
    readonly self?: Link;
    readonly next?: Link;
    readonly previous?: Link;
  };
  readonly attributes: {
    readonly objectType: 'Collection';
    readonly etag?: string;
  };
};

export type WebhookDeliveryDetail = {
  /** The same in the MS-RequestId of every try. */
  readonly id: string;
  readonly eventName: string;
  readonly resourceName: string;
  /** Without the address of the server. */
  readonly resourceUri: string;
  readonly correlationId: string;
  readonly occurredDate: string;
  readonly queuedDate: string;
  readonly state: 'waiting' | 'delivered' | 'given_up';
  readonly isBeingSent: boolean;
  /** Since it was queued or last replayed, of at most ten. */
  readonly tries: number;
  readonly lastAttemptDate?: string;
  /** HTTP status of the answer. */
  readonly lastStatus?: number;
  /** Why no answer came. */
  readonly lastCause?: 'address_refused' | 'plain_http_refused' | 'url_unreadable' | 'name_unknown' | 'timed_out' | 'connection_refused' | 'tls_failed' | 'connection_failed' | 'stopped';
  /** While it waits. */
  readonly nextAttemptDate?: string;
  /** The JSON that is sent, as it is. */
  readonly payload: string;
  /** Oldest first, replays included; the last thirty. */
  readonly attempts: readonly {
    readonly date: string;
    readonly url: string;
    readonly milliseconds: number;
    /** HTTP status of the answer. */
    readonly status?: number;
    /** The beginning of the answer. */
    readonly excerpt?: string;
    /** Why no answer came. */
    readonly cause?: 'address_refused' | 'plain_http_refused' | 'url_unreadable' | 'name_unknown' | 'timed_out' | 'connection_refused' | 'tls_failed' | 'connection_failed' | 'stopped';
    readonly detail?: string;
  }[];
  readonly attributes: {
    readonly objectType: 'WebhookDelivery';
    readonly etag?: string;
  };
};

export type WebhookRegistration = {
  /** The partner. */
  readonly subscriberId: string;
  readonly webhookUrl: string;
  readonly webhookEvents: readonly string[];
  /** The signature travels as x-ms-signature instead of Authorization. */
  readonly signatureTokenToMsSignatureHeader: boolean;
  readonly lastModifiedTimestamp: string;
};
