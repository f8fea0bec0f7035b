import type { TSchema } from 'typebox';
import type { DescribedRoute } from './app.ts';
import { Fault } from './contract.ts';
import { faultBody, type FaultSaid } from './faults.ts';
import { namedSchemas, type JsonSchema, type NamedSchemas } from './openapi-schemas.ts';

/** The description of the API, as far as our own page and tests look into it. */
export type OpenApi = {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly parameters: Readonly<Record<string, Parameter>>;
    readonly responses: Readonly<Record<string, Answer>>;
    readonly securitySchemes: object;
  };
};

export type Operation = {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly security: readonly object[];
  /** The right that the caller needs: a row of the rights matrix. */
  readonly 'x-right': string;
  readonly parameters: readonly (Parameter | Reference)[];
  readonly requestBody?: { readonly required: true; readonly content: Content };
  readonly responses: Readonly<Record<string, Answer | Reference>>;
};

export type Parameter = {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
  readonly style?: 'form';
  readonly explode?: boolean;
};
export type Answer = { readonly description: string; readonly content?: Content };
export type Reference = { readonly $ref: string };
type Content = Readonly<Record<string, { readonly schema: JsonSchema; readonly example?: unknown }>>;

/** Describes every route that has a summary, from the schemas that also validate it. */
export function describeApi(routes: readonly DescribedRoute[], version: string): OpenApi {
  const schemas = namedSchemas();
  const fault = schemas.use(Fault);
  const paths: Record<string, Record<string, Operation>> = {};
  for (const route of routes) {
    if (route.schema.summary === undefined || ['HEAD', 'OPTIONS'].includes(route.method)) continue;
    const path = route.url.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, schemas) };
  }
  const tags = new Set(Object.values(paths).flatMap((path) => Object.values(path).flatMap((operation) => operation.tags)));
  return {
    openapi: '3.1.0',
    info: { title: 'Upseat', version, description: DESCRIPTION },
    tags: [...tags].map((name) => ({ name })),
    paths,
    components: {
      schemas: schemas.all(),
      parameters: HEADERS,
      responses: Object.fromEntries(
        Object.entries(FAULTS).map(([name, { description, example }]) => [name, { description, content: json(fault, faultBody(example)) }]),
      ),
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

const DESCRIPTION = [
  'The subscription desk of a cloud reseller, in the wire shapes of the public Partner Center REST API.',
  'Names in paths, queries and bodies are matched in any case, unknown and null members are ignored, and words of a list come as `one_time`, `OneTime` or by their ordinal.',
  'Every answer outside 2xx is a fault `{code, description, data, source}`.',
].join(' ');

/** Headers that every request may carry. */
const HEADERS: Readonly<Record<string, Parameter>> = {
  RequestId: header(
    'MS-RequestId',
    'GUID of this request. A write that is repeated under the same id has the same answer and one effect. One that is missing or no GUID is replaced.',
  ),
  CorrelationId: header('MS-CorrelationId', 'GUID that ties requests together in the log. Comes back.'),
  Locale: header('X-Locale', 'Language of names and sentences: `en-US`, or `zh-TW` for Traditional Chinese.'),
};

/** Answers that any route may give, beside its own. */
const FAULTS: Readonly<Record<string, { readonly description: string; readonly example: FaultSaid }>> = {
  Malformed: {
    description: 'An argument is malformed; `data` names it.',
    example: { code: 2000, description: '`quantity` must be a whole number.', data: ['quantity'] },
  },
  NotSignedIn: {
    description: 'The token is missing, expired or not ours.',
    example: { code: 400, description: 'Access denied. The token has expired.' },
  },
  NotAllowed: {
    description: 'The caller’s role lacks the right, or the token has no person behind it.',
    example: { code: 900150, description: 'Your roles do not allow this. One of these does: global_admin.', data: ['global_admin'] },
  },
  Unforeseen: {
    description: 'Something unforeseen happened; the log has it under the correlation id.',
    example: { code: 800003, description: 'Something unforeseen happened. The log has it under the correlation id.' },
  },
  Away: {
    description: 'The database cannot answer at the moment; `Retry-After` says when to repeat.',
    example: { code: 503, description: 'The database cannot answer at the moment. Repeat the request with the same MS-RequestId.' },
  },
};

/** What a fault of a route's own looks like, by its status. */
const EXAMPLES: Readonly<Record<string, FaultSaid>> = {
  400: { code: 2000, description: '`quantity` must be a whole number.', data: ['quantity'] },
  403: { code: 900150, description: 'Your roles do not allow this. One of these does: global_admin.', data: ['global_admin'] },
  404: { code: 1000, description: 'There is no resource at this address.' },
  409: { code: 900278, description: 'Something else is pending. Try again when it is done.' },
  412: { code: 2055, description: 'It has changed since it was read. Read it again.' },
  501: { code: 0, description: 'Transitions: not there.', data: ['transitions'] },
};

function operationOf({ method, url, right, schema }: DescribedRoute, schemas: NamedSchemas): Operation {
  const { params, querystring, headers, body, response } = schema as Readonly<Record<string, TSchema | undefined>>;
  const isPublic = right === 'public';
  const own = Object.entries((response ?? {}) as Readonly<Record<string, TSchema>>).map(
    ([status, answer]) => [status, answerOf(status, answer, schemas)] as const,
  );
  return {
    operationId: nameOf(method, url),
    summary: schema.summary ?? '',
    tags: schema.tags ?? ['other'],
    security: isPublic ? [] : [{ bearer: [] }],
    'x-right': right,
    parameters: [
      ...parametersOf('path', params, schemas),
      ...parametersOf('query', querystring, schemas),
      ...parametersOf('header', headers, schemas),
      ...(isPublic ? [] : Object.keys(HEADERS).map((name) => ({ $ref: `#/components/parameters/${name}` }))),
    ],
    ...(body === undefined ? {} : { requestBody: { required: true as const, content: json(schemas.use(body)) } }),
    responses: { ...(isPublic ? {} : commonAnswers(params ?? querystring ?? body)), ...Object.fromEntries(own) },
  };
}

/** `GET /v1/customers/:customerId` as `getCustomersByCustomerId`. */
function nameOf(method: string, url: string): string {
  const parts = url.split('/').filter((part) => part !== '' && part !== 'v1');
  const words = parts.map((part) =>
    part.startsWith(':')
      ? `By${capital(part.slice(1))}`
      : part
          .split(/[^A-Za-z0-9]+/)
          .map(capital)
          .join(''),
  );
  return `${method.toLowerCase()}${words.join('')}`;
}

function capital(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}

function parametersOf(place: Parameter['in'], schema: TSchema | undefined, schemas: NamedSchemas): Parameter[] {
  const { properties = {}, required = [] } = (schema ?? {}) as {
    properties?: Readonly<Record<string, TSchema>>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...shape } = schemas.use(property);
    return {
      name,
      in: place,
      required: place === 'path' || required.includes(name),
      ...(typeof description === 'string' ? { description } : {}),
      schema: shape,
      ...(shape['type'] === 'array' ? { style: 'form' as const, explode: true } : {}),
    };
  });
}

function commonAnswers(takesArguments: TSchema | undefined): Readonly<Record<string, Reference>> {
  const reference = (name: string): Reference => ({ $ref: `#/components/responses/${name}` });
  return {
    ...(takesArguments === undefined ? {} : { 400: reference('Malformed') }),
    401: reference('NotSignedIn'),
    403: reference('NotAllowed'),
    500: reference('Unforeseen'),
    503: reference('Away'),
  };
}

function answerOf(status: string, schema: TSchema, schemas: NamedSchemas): Answer {
  const shape = schemas.use(schema);
  const { description = STATUS_WORDS[status] ?? 'Answer' } = schema as { description?: string };
  if (shape['type'] === 'null') return { description };
  const example = schema === Fault ? faultBody(EXAMPLES[status] ?? { code: Number(status), description }) : undefined;
  return { description, content: json(shape, example) };
}

const STATUS_WORDS: Readonly<Record<string, string>> = {
  200: 'Done',
  201: 'Made',
  204: 'Done',
  400: 'An argument is malformed or out of its bounds',
  403: 'Not allowed',
  404: 'There is no such thing, or none that the caller may know of',
  409: 'What was asked for does not fit what is there',
  412: 'It has changed since it was read',
  501: 'Known to existing clients, and not there',
};

function json(schema: JsonSchema, example?: unknown): Content {
  return { 'application/json': { schema, ...(example === undefined ? {} : { example }) } };
}

function header(name: string, description: string): Parameter {
  return { name, in: 'header', required: false, description, schema: { type: 'string' } };
}
