import { declareLicenseChange } from './bulk.ts';

/** Gives users a product. */
export const assignLicenses = declareLicenseChange('licenses assign', 'Give users a product', (skuId) => ({
  licensesToAssign: [{ skuId }],
}));
