/** A user that the customer's directory does not have. */
export const NO_USER = { code: 60002, description: 'The customer has no such user.' };

/** The customer's directory cannot be changed without delegated admin privileges. */
export function notDelegatedFault(missingServices: readonly string[]): {
  readonly code: number;
  readonly description: string;
  readonly data: readonly string[];
} {
  const description = 'The customer has not granted you the delegated admin privileges that changes in its directory need.';
  return { code: 900308, description, data: ['delegated_admin_permissions_disabled', ...missingServices] };
}
