/** A JSON Schema as plain data, as far as those of the API go. */
export type Schema = Readonly<Record<string, unknown>>;

type Known = {
  readonly $ref?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
};

/** A schema as a TypeScript type. `indent` stands before its inner lines, `prefix` before names of other schemas. */
export function typeOf(schema: Schema, indent: string, prefix: string): string {
  const known: Known = schema;
  const inside = (inner: Schema): string => typeOf(inner, indent, prefix);
  if (known.$ref !== undefined) return `${prefix}${known.$ref.split('/').at(-1) ?? ''}`;
  if (known.const !== undefined) return literal(known.const);
  if (known.enum !== undefined) return known.enum.map(literal).join(' | ');
  const choices = known.anyOf ?? known.oneOf;
  if (choices !== undefined) return [...new Set(choices.map(inside))].join(' | ');
  if (known.allOf !== undefined) return known.allOf.map((part) => `(${inside(part)})`).join(' & ');
  if (Array.isArray(known.type)) return known.type.map((type: string) => inside({ ...schema, type })).join(' | ');
  switch (known.type) {
    case 'string':
      return known.format === 'binary' ? 'Uint8Array' : 'string';
    case 'integer':
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'null':
      return 'null';
    case 'array':
      return listOf(inside(known.items ?? {}));
    case 'object':
      return objectOf(known, indent, prefix);
    default:
      return known.properties === undefined ? 'unknown' : objectOf(known, indent, prefix);
  }
}

function objectOf(
  { properties = {}, required = [], patternProperties, additionalProperties }: Known,
  indent: string,
  prefix: string,
): string {
  const members = Object.entries(properties).map(([name, member]) => {
    const comment = typeof member['description'] === 'string' ? `${indent}  /** ${oneLine(member['description'])} */\n` : '';
    return `${comment}${indent}  readonly ${key(name)}${required.includes(name) ? '' : '?'}: ${typeOf(member, `${indent}  `, prefix)};\n`;
  });
  const others = [...Object.values(patternProperties ?? {}), ...(typeof additionalProperties === 'object' ? [additionalProperties] : [])];
  const [value] = others;
  const record = value === undefined ? null : `Readonly<Record<string, ${typeOf(value, indent, prefix)}>>`;
  if (members.length === 0) return record ?? 'Readonly<Record<string, unknown>>';
  const object = `{\n${members.join('')}${indent}}`;
  return record === null ? object : `${object} & ${record}`;
}

function listOf(item: string): string {
  return / [|&] /.test(item) && !item.startsWith('{') ? `readonly (${item})[]` : `readonly ${item}[]`;
}

function key(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name);
}

function literal(value: unknown): string {
  return typeof value === 'string' ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'` : JSON.stringify(value);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ').replaceAll('*/', '* /');
}
