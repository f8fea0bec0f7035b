import { Compile } from 'typebox/compile';
import type { TSchema } from 'typebox';
import { Fault, RateLimited } from './contract.ts';
import type { App } from './app.ts';
import { isApiPath } from './paths.ts';
import { firstWrong, type SchemaErrors } from './validation.ts';
import type { Shape } from './wire-body.ts';

/**
 * For tests: holds every answer of the API against the schema that its route declares for the status, and turns one
 * that differs into a 500 with the reason in the log. Statuses of failure that a route does not declare are faults.
 */
export function checkAnswers(app: App): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (!isApiPath(request.url) || typeof payload !== 'string' || reply.statusCode === 500) return payload;
    const declared: unknown = request.routeOptions.schema?.response;
    const wrong = wrongIn(schemaFor(declared, reply.statusCode), reply.statusCode, payload);
    if (wrong !== null)
      throw new Error(`the answer ${reply.statusCode} of ${request.method} ${request.url} is not what is declared: ${wrong}`);
    return payload;
  });
}

function schemaFor(declared: unknown, status: number): TSchema | undefined {
  const responses = (declared ?? {}) as Readonly<Record<string, TSchema>>;
  return (
    responses[status] ?? responses[`${Math.floor(status / 100)}xx`] ?? (status === 429 ? RateLimited : status >= 400 ? Fault : undefined)
  );
}

function wrongIn(schema: TSchema | undefined, status: number, payload: string): string | null {
  if (schema === undefined) return `no schema is declared for ${status}`;
  if (payload === '' && (schema as Shape).type === 'null') return null;
  const answer: unknown = JSON.parse(payload);
  const surplus = surplusIn(schema, answer, '');
  if (surplus !== null) return surplus;
  let check = checks.get(schema);
  if (check === undefined) {
    check = Compile(schema);
    checks.set(schema, check);
  }
  if (check.Check(answer)) return null;
  const errors: SchemaErrors = check.Errors(answer);
  const { member, why } = firstWrong(errors);
  return `\`${member}\` ${why}`;
}

const checks = new WeakMap<object, ReturnType<typeof Compile>>();

/** A null, which breaks typed clients, or a member that the schema does not have; null when there is neither. */
function surplusIn(schema: TSchema | undefined, value: unknown, path: string): string | null {
  if (value === null) return `\`${path}\` is null`;
  if (typeof value !== 'object') return null;
  const { properties, items, anyOf } = (schema ?? {}) as Shape;
  if (anyOf !== undefined) {
    const results = anyOf.map((option) => surplusIn(option, value, path));
    return results.includes(null) ? null : (results[0] ?? null);
  }
  for (const [name, member] of Object.entries(value)) {
    const own = Array.isArray(value) ? items : properties?.[name];
    if (properties !== undefined && own === undefined && !isOpen(schema)) return `\`${path}.${name}\` is not declared`;
    const found = surplusIn(own, member, `${path}.${name}`);
    if (found !== null) return found;
  }
  return null;
}

function isOpen(schema: TSchema | undefined): boolean {
  const shape: { readonly additionalProperties?: unknown } = schema ?? {};
  return shape.additionalProperties === true;
}
