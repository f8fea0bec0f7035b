import { declareCommand } from '../kit/declare.ts';
import { guid, oneOf } from '../kit/forms.ts';
import { setUp } from '../kit/setup.ts';

const KINDS = ['direct', 'indirect_provider', 'indirect_reseller'] as const;

/** Creates a partner in this installation: the first step of a new one. */
export const createPartner = declareCommand({
  name: 'partners create',
  summary: 'Create a partner in the database of this installation',
  options: {
    name: { type: 'string', required: true, value: 'NAME', about: 'how the partner is called' },
    domain: {
      type: 'string',
      required: true,
      value: 'DOMAIN',
      about: 'the domain of its own directory',
      form: { pattern: /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, says: 'is a domain, such as contoso.com' },
    },
    country: {
      type: 'string',
      required: true,
      value: 'COUNTRY',
      about: 'where it is, in two letters',
      form: { pattern: /^[a-z]{2}$/i, says: 'is two letters, such as TW' },
    },
    currency: {
      type: 'string',
      required: true,
      value: 'CURRENCY',
      about: 'in which it is invoiced',
      form: { pattern: /^[a-z]{3}$/i, says: 'is three letters, such as TWD' },
    },
    'mpn-id': {
      type: 'string',
      required: true,
      value: 'NUMBER',
      about: 'its number in the partner network',
      form: { pattern: /^\d{1,12}$/, says: 'is a number' },
    },
    kind: { type: 'string', value: 'KIND', about: `${KINDS.join(', ')}; direct when left out`, form: oneOf(KINDS) },
    id: { type: 'string', value: 'TENANT', about: 'its tenant id, as in the `tid` of its tokens; a new one when left out', form: guid },
  },
  run: ({ id, name, domain, country, currency, 'mpn-id': mpnId, kind }) =>
    setUp(
      {
        kind: 'create_partner',
        partner: {
          ...(id === undefined ? {} : { id: id.toLowerCase() }),
          name,
          kind: KINDS.find((one) => one === kind) ?? 'direct',
          country: country.toUpperCase(),
          currency: currency.toUpperCase(),
          domain: domain.toLowerCase(),
          mpnId,
        },
      },
      { changed: `Created ${name}.`, unchanged: `${name} is there already, just so.` },
    ),
});
