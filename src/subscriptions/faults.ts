/** A subscription that does not exist, is another customer's or was sold by another partner. */
export const NO_SUBSCRIPTION = { code: 20003, description: 'The customer has no such subscription.' };
