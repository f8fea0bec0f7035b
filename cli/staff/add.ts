import { declareCommand } from '../kit/declare.ts';
import { guid, oneOf } from '../kit/forms.ts';
import { PARTNER_OPTION, setUp } from '../kit/setup.ts';

const ROLES = ['global_admin', 'user_management_admin', 'billing_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'] as const;

/** Adds a person to a partner, above all its first global admin, who adds the others in the console. */
export const addStaff = declareCommand({
  name: 'staff add',
  summary: 'Add a person to a partner, or give them roles they lack',
  words: {
    user: {
      about: 'the name they sign in with, such as ada@contoso.com',
      form: { pattern: /^[^\s@]+@[^\s@]+$/, says: 'is like an e-mail address' },
    },
  },
  options: {
    id: {
      type: 'string',
      required: true,
      value: 'SUBJECT',
      about: 'who they are at the issuer: the `oid` or `sub` of their tokens',
      form: guid,
    },
    role: { type: 'string', multiple: true, value: 'ROLE', about: `${ROLES.join(', ')}; several times for several`, form: oneOf(ROLES) },
    name: { type: 'string', value: 'NAME', about: 'the name that is shown; the user name when left out' },
    'give-access-back': { type: 'boolean', about: 'where their access was taken' },
    ...PARTNER_OPTION,
  },
  check: ({ role }) => (role.length === 0 ? '--role is missing: which roles they have.' : null),
  run: ({ user, id, role, name = user, 'give-access-back': givesAccessBack, partner }) =>
    setUp(
      {
        kind: 'add_staff',
        ...(partner === undefined ? {} : { partner }),
        person: { id: id.toLowerCase(), userPrincipalName: user, displayName: name, roles: ROLES.filter((one) => role.includes(one)) },
        givesAccessBack,
      },
      { changed: `${user} may sign in now.`, unchanged: `${user} is there already, with these roles.` },
    ),
});
