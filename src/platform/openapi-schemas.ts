import type { TSchema } from 'typebox';

/** A JSON Schema as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Collects the schemas that have a name of their own, so that each is written once and pointed at. */
export type NamedSchemas = {
  /** The schema with every named part replaced by a pointer to it. */
  use(schema: TSchema): JsonSchema;
  all(): Readonly<Record<string, JsonSchema>>;
};

/**
 * A resource's name is its title, or the `attributes.objectType` that the wire gives it. Two different schemas of one
 * name are told apart by a number.
 */
export function namedSchemas(): NamedSchemas {
  const named = new Map<string, JsonSchema>();
  const written = new Map<string, string>();

  const lift = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(lift);
    if (typeof value !== 'object' || value === null) return value;
    const schema = Object.fromEntries(Object.entries(value).map(([key, member]) => [key, lift(member)]));
    const name = nameOf(value as JsonSchema);
    return name === null ? schema : point(name, schema);
  };
  const point = (name: string, schema: JsonSchema): JsonSchema => {
    const text = JSON.stringify(schema);
    const known = written.get(`${name} ${text}`);
    const free = known ?? freeName(name, named);
    if (known === undefined) {
      named.set(free, schema);
      written.set(`${name} ${text}`, free);
    }
    return { $ref: `#/components/schemas/${free}` };
  };
  return {
    // Through JSON, because the builder's schemas carry members that are not meant for others.
    use: (schema) => lift(JSON.parse(JSON.stringify(schema))) as JsonSchema,
    all: () => Object.fromEntries([...named].toSorted(([a], [b]) => a.localeCompare(b, 'en'))),
  };
}

function freeName(name: string, named: ReadonlyMap<string, unknown>): string {
  let free = name;
  for (let number = 2; named.has(free); number++) free = `${name}${number}`;
  return free;
}

type ObjectSchema = {
  readonly type?: unknown;
  readonly title?: unknown;
  readonly properties?: Readonly<Record<string, ObjectSchema & { readonly const?: unknown; readonly items?: JsonSchema }>>;
};

function nameOf(schema: JsonSchema): string | null {
  const { type, title, properties } = schema as ObjectSchema;
  if (type !== 'object' || properties === undefined) return null;
  if (typeof title === 'string') return title;
  const objectType = properties['attributes']?.properties?.['objectType']?.const;
  if (typeof objectType !== 'string') return null;
  if (objectType !== 'Collection') return objectType;
  const { items } = properties['items'] ?? {};
  const item = items === undefined ? null : nameOf(items);
  return item === null ? null : `${item}Collection`;
}
