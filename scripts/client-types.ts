import type { Answer, OpenApi, Operation, Parameter, Reference } from '../src/platform/openapi.ts';
import { typeOf, type Schema } from './schema-types.ts';

const HEAD = '// Written by `npm run client` from the description of the API. Do not edit.\n\n';

/** The generated files of the client, by name. Operations that only answer 501 are left out: there is nothing to call. */
export function clientFiles(api: OpenApi): Readonly<Record<string, string>> {
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) =>
      Object.keys(operation.responses).some((status) => status.startsWith('2'))
        ? [{ name: `${method.toUpperCase()} ${path}`, operation }]
        : [],
    ),
  );
  const text = operations
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, operation }) => operationText(name, operation, api))
    .join('');
  const used = Object.keys(api.components.schemas).filter((name) => name === 'Fault' || new RegExp(`\\bSchemas\\.${name}\\b`).test(text));
  return {
    'operations.ts': `${HEAD}import type * as Schemas from './schemas.ts';\n\n/** Every operation of the API: what it takes, and what it answers by status. Every status that is not listed is a fault. */\nexport type Operations = {\n${text}};\n`,
    'schemas.ts': `${HEAD}${reached(used, api)
      .map((name) => `export type ${name} = ${typeOf(api.components.schemas[name] ?? {}, '', '')};\n`)
      .join('\n')}`,
  };
}

/** The named schemas that are used, and those inside them, by name. */
function reached(used: readonly string[], api: OpenApi): readonly string[] {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    for (const [, inner = ''] of JSON.stringify(api.components.schemas[name]).matchAll(/"#\/components\/schemas\/(\w+)"/g)) visit(inner);
  };
  used.forEach(visit);
  return [...found].toSorted();
}

function operationText(name: string, operation: Operation, api: OpenApi): string {
  const parameters = operation.parameters.filter((parameter): parameter is Parameter => 'name' in parameter);
  const body = operation.requestBody?.content['application/json']?.schema;
  const lines = [
    ...parametersText('path', parameters),
    ...parametersText('query', parameters),
    ...(body === undefined ? [] : [`    readonly body: ${typeOf(body, '    ', 'Schemas.')};`]),
    '    readonly answers: {',
    ...Object.entries(operation.responses)
      .map(([status, given]) => [status, answerText(given, api)] as const)
      .filter(([, type]) => type !== 'Schemas.Fault')
      .map(([status, type]) => `      readonly ${status}: ${type};`),
    '    };',
  ];
  return `  /** ${operation.summary}. Needs the right \`${operation['x-right']}\`. */\n  readonly '${name}': {\n${lines.join('\n')}\n  };\n`;
}

function parametersText(place: Parameter['in'], parameters: readonly Parameter[]): readonly string[] {
  const placed = parameters.filter((parameter) => parameter.in === place);
  if (placed.length === 0) return [];
  const optional = placed.every(({ required }) => required !== true) ? '?' : '';
  const members = placed.map(({ name, required, schema, description }) => {
    const comment = description === undefined ? '' : `      /** ${description.replaceAll('\n', ' ')} */\n`;
    return `${comment}      readonly ${name}${required === true ? '' : '?'}: ${typeOf(schema, '      ', 'Schemas.')};`;
  });
  return [`    readonly ${place}${optional}: {`, ...members, '    };'];
}

function answerText(given: Answer | Reference, api: OpenApi): string {
  const answer = '$ref' in given ? api.components.responses[given.$ref.split('/').at(-1) ?? ''] : given;
  const schema: Schema | undefined = answer?.content?.['application/json']?.schema;
  return schema === undefined ? 'undefined' : typeOf(schema, '      ', 'Schemas.');
}
