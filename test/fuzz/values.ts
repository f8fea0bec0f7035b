import fc, { type Arbitrary } from 'fast-check';
import type { TSchema } from 'typebox';
import { GUID_PATTERN } from '../../src/kit/ids.ts';
import type { Shape } from '../samples.ts';
import type { Ids } from './ids.ts';

/** Where ids are taken from: the nearest place first. */
export type Places = readonly Ids[];

/** Values that a schema takes. `name` is that of the member or parameter; ids are those of things that are there. */
export function valuesOf(schema: TSchema, name: string, places: Places): Arbitrary<unknown> {
  const shape: Shape = schema;
  if (shape.const !== undefined) return fc.constant(shape.const);
  if (shape.enum !== undefined) return fc.constantFrom(...shape.enum);
  if (shape.anyOf !== undefined) return fc.oneof(...shape.anyOf.map((option) => valuesOf(option, name, places)));
  switch (shape.type) {
    case 'object':
      return objects(shape, name, places);
    case 'array': {
      const { items, minItems = 0, maxItems = 4 } = shape;
      if (items === undefined) return fc.constant([]);
      return fc.array(valuesOf(items, name, places), { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, 4)) });
    }
    case 'integer':
    case 'number':
      return numbers(shape);
    case 'boolean':
      return fc.boolean();
    case 'string':
      return texts(shape, name, places);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function objects({ properties = {}, required = [] }: Shape, name: string, places: Places): Arbitrary<unknown> {
  const members = Object.entries(properties).map(([member, schema]) => {
    const isWithin = idsNamed(`${name}.${member}`, places).length > 0;
    return [member, valuesOf(schema, isWithin ? `${name}.${member}` : member, places)] as const;
  });
  return fc.record(Object.fromEntries(members), { requiredKeys: [...required], noNullPrototype: true });
}

function numbers({ minimum, maximum, type }: Shape): Arbitrary<unknown> {
  const usual = [0, 1, 2, 3, 5, 10, 25, 300].filter((n) => n >= (minimum ?? -Infinity) && n <= (maximum ?? Infinity));
  const edges = [minimum, maximum].filter((n) => n !== undefined);
  const any = fc.integer({ min: Math.ceil(minimum ?? -1000), max: Math.floor(maximum ?? 100_000) });
  const odd = type === 'number' ? [fc.double({ min: minimum ?? -1e6, max: maximum ?? 1e6, noNaN: true })] : [];
  return fc.oneof(
    { weight: 4, arbitrary: usual.length > 0 ? fc.constantFrom(...usual) : any },
    ...odd,
    ...(edges.length > 0 ? [fc.constantFrom(...edges)] : []),
    any,
  );
}

function texts(shape: Shape, name: string, places: Places): Arbitrary<unknown> {
  const known = idsNamed(name, places);
  const made = plainTexts(shape, name);
  return known.length === 0 ? made : fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: made });
}

function idsNamed(name: string, places: Places): readonly string[] {
  const key = name.toLowerCase();
  return places.find((ids) => (ids[key]?.length ?? 0) > 0)?.[key] ?? [];
}

function plainTexts({ pattern, format, minLength = 0, maxLength = 2000 }: Shape, name: string): Arbitrary<unknown> {
  if (pattern === GUID_PATTERN) return fc.uuid();
  if (format === 'date-time')
    return fc.date({ min: new Date(0), max: new Date('2099-12-31'), noInvalidDate: true }).map((on) => on.toISOString());
  if (format === 'date' || /date|from$|to$|^until$/i.test(name))
    return fc
      .date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
      .map((on) => on.toISOString().slice(0, 10));
  const fits = (text: string): boolean =>
    text.length >= minLength && text.length <= maxLength && (pattern === undefined || new RegExp(pattern, 'u').test(text));
  const usual = USUAL.filter(fits);
  const any = fc
    .string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 40) })
    .map((text) => (fits(text) ? text : (usual[0] ?? text)));
  return usual.length === 0 ? any : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: any });
}

/** Something for nearly every pattern that a member has. */
const USUAL = [
  'Contoso',
  'kim@contoso.example',
  'contoso.example',
  'US',
  'USD',
  'en-US',
  '1',
  '12.50',
  'P1D',
  '臺北市',
  "O'Neill; --",
  '98052',
  '4900101',
  'x'.repeat(32),
];

/** Values that belong nowhere: other types, extremes, and what is known to have gone wrong somewhere before. */
export const junk: Arbitrary<unknown> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.constantFrom<unknown>(
      ...[null, true, false, 0, -0, -1, 1.5, 255, 1e21, 1e308, -1e308, 5e-324],
      ...[2 ** 31 - 1, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, 2 ** 63, 2 ** 64],
      ...['', ' ', '\u0000', 'a\u0000b', '\ud800', '\udfff\ud800', '\ufeff', '\u202e', '💥'.repeat(30), '́'.repeat(50), 'ı', 'İ', 'ß'],
      ...["';drop table customer;--", '" or 1=1', '%', '%%', '_', '\\', '\\x00', '$1', '${7*7}', '{{7*7}}', '=1+1', '*', '.*', '(', '['],
      ...[
        '<script>',
        '../../etc/passwd',
        'http://169.254.169.254/',
        'file:///etc/passwd',
        'javascript:1',
        '__proto__',
        'constructor',
        'toString',
      ],
      ...['NaN', 'Infinity', '-0', '1e999', '0x10', '１２', '1,5', '1 000', 'null', 'undefined', 'true'],
      ...[
        '2026-02-30',
        '9999-12-31',
        '10000-01-01',
        '0000-00-00',
        '0001-01-01',
        '-4713-01-01',
        'infinity',
        '-infinity',
        'epoch',
        'now',
        '+275760-09-13T00:00:00Z',
        '2026-06-01T25:00:00Z',
        '2026-06-01T00:00:60Z',
        '2026-06-01T00:00:00+99:99',
      ],
      ...[
        'P0D',
        'P999999999Y',
        'PT1S',
        '-P1D',
        '00000000-0000-0000-0000-000000000000',
        'ffffffff-ffff-ffff-ffff-ffffffffffff',
        '{88d8e3e3-8f55-4a1e-953a-9b9898b8876b}',
        '88d8e3e38f554a1e953a9b9898b8876b',
      ],
      ...[
        [],
        {},
        [[]],
        [null],
        { a: 1 },
        { length: -1 },
        { toString: 1 },
        { $ref: '#' },
        JSON.parse('{"__proto__":{"x":1}}'),
        { constructor: { prototype: {} } },
      ],
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<unknown>(
      'x'.repeat(300),
      'x'.repeat(5000),
      '中'.repeat(70_000),
      Array.from({ length: 3000 }, () => 1),
      Array.from({ length: 1500 }, () => ({})),
      nested(40),
      nested(3000),
    ),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  { weight: 1, arbitrary: fc.anything({ maxDepth: 2, withNullPrototype: false }).filter((value) => writes(value)) },
  { weight: 2, arbitrary: fc.double() },
  { weight: 1, arbitrary: fc.maxSafeInteger() },
);

function nested(depth: number): unknown {
  return JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`);
}

function writes(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
}

/** The value with something else at one of its places: the nth member, item, or the whole. */
export function replaced(value: unknown, n: number, by: unknown): unknown {
  const places = placesOf(value, []);
  const place = places[n % places.length] ?? [];
  return put(value, place, by);
}

function placesOf(value: unknown, at: readonly string[]): readonly (readonly string[])[] {
  const members = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [at, ...members.flatMap(([key, member]) => placesOf(member, [...at, key]))];
}

function put(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((item, i) => (String(i) === key ? put(item, rest, by) : (item as unknown)));
  const members = Object.entries(value as object).map(([name, member]) => [
    name,
    name === key ? put(member, rest, by) : (member as unknown),
  ]);
  return Object.fromEntries(members);
}
