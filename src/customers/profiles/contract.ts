import { Type } from 'typebox';
import { Address } from '../contract.ts';

const text = Type.Optional(Type.String());

/** A billing profile as it is sent back: the whole resource, of which these members count. */
export const BillingProfileBody = Type.Object({
  firstName: text,
  lastName: text,
  email: text,
  culture: text,
  language: text,
  companyName: text,
  defaultAddress: Type.Optional(Address),
  attributes: Type.Optional(Type.Object({ etag: text })),
});

export const IfMatch = Type.Object({
  'if-match': Type.Optional(Type.String({ description: 'The ETag with which the profile was read.' })),
});
