/** An unknown customer and one of other partners get this same answer: nobody learns who is whose customer. */
export const NO_CUSTOMER = { code: 60003, description: 'There is no such customer.' };
