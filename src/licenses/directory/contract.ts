import { Type, type Static } from 'typebox';
import { LicenseReason } from '../assignment/contract.ts';
import { CustomerUser } from '../contract.ts';

const name = (description: string) => Type.String({ maxLength: 256, description });

/** A password to set. It is answered and passed on, and kept nowhere here. */
export const PasswordProfile = Type.Object({
  password: Type.String({ minLength: 8, maxLength: 256 }),
  forceChangePassword: Type.Optional(Type.Boolean()),
});

const editable = {
  userPrincipalName: Type.String({
    maxLength: 113,
    pattern: '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$',
    description: 'Sign-in name, e.g. `ada@contoso.example`.',
  }),
  displayName: Type.String({ minLength: 1, maxLength: 256 }),
  firstName: name('Given name.'),
  lastName: name('Family name.'),
  usageLocation: Type.String({ pattern: '^[A-Za-z]{2}$', description: 'ISO country. Without it no licence can be assigned.' }),
  phoneNumber: Type.String({ maxLength: 64 }),
  immutableId: name('The id in the customer’s own directory, where users are synchronised from one.'),
  passwordProfile: PasswordProfile,
};

export const NewUserBody = Type.Object({
  ...Type.Partial(Type.Object(editable)).properties,
  userPrincipalName: editable.userPrincipalName,
  displayName: editable.displayName,
});

export const EditUserBody = Type.Object({
  ...Type.Partial(Type.Object(editable)).properties,
  state: Type.Optional(Type.Enum(['active', 'inactive'], { description: '`active` restores a deleted user.' })),
  attributes: Type.Optional(Type.Object({ etag: Type.Optional(Type.String()) })),
});

/** A user right after a change: with the password that was set, and what a restore could not give back. */
export const ChangedUser = Type.Object({
  ...CustomerUser.properties,
  passwordProfile: Type.Optional(PasswordProfile),
  licensesNotRestored: Type.Optional(
    Type.Array(Type.Object({ skuId: Type.String(), product: Type.String(), reasons: Type.Array(LicenseReason) }), {
      description: 'Licences that the user had and that could not be given back. Not in Partner Center’s own resource.',
    }),
  ),
});

export const EditUserHeaders = Type.Object({ 'if-match': Type.Optional(Type.String()) });

export type ChangedUser = Static<typeof ChangedUser>;
export type NewUserBody = Static<typeof NewUserBody>;
export type EditUserBody = Static<typeof EditUserBody>;
