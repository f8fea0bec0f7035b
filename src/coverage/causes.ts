/** Why something that existing clients know is not there. */
export type Why = 'new_commerce' | 'usage' | 'marketplace' | 'directory' | 'qualification' | 'support' | 'devices' | 'reports' | 'account';

/** One sentence for each cause. */
export const CAUSES: Readonly<Record<Why, string>> = {
  new_commerce: 'Of new commerce there is what buys, changes and turns subscriptions into others; this part of it is not.',
  usage: 'Consumption that is metered, as with Azure, is not sold here.',
  marketplace: 'Offers of third parties are not sold here.',
  directory: 'The customer’s directory is kept as far as licences need it.',
  qualification: 'Nobody here can vet a customer, so no qualification can be granted.',
  support: 'Service requests belong to the support system of the partner.',
  devices: 'Devices and their set-up are not part of subscription management.',
  reports: 'Reports over the partner are part of the console.',
  account: 'This belongs to the partner’s own account with Microsoft.',
};
