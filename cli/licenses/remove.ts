import { declareLicenseChange } from './bulk.ts';

/** Takes a product away from users. */
export const removeLicenses = declareLicenseChange('licenses remove', 'Take a product away from users', (skuId) => ({
  licensesToRemove: [skuId],
}));
