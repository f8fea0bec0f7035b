/** An unknown customer and one of other partners get this same answer: nobody learns who is whose customer. */
export const NO_CUSTOMER = { code: 60003, description: 'There is no such customer.' };

/** What an indirect reseller is told where only the provider, who sells, may act. */
export const RESELLER_ASKS = {
  code: 20002,
  description: 'The indirect provider sells to this customer, so only it can do this. Ask your provider.',
  data: ['indirect_reseller'],
};
