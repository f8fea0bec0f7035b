import type { FastifySchemaCompiler } from 'fastify';
import { Compile } from 'typebox/compile';
import type { TSchema } from 'typebox';
import { GUID_PATTERN } from '../kit/ids.ts';
import { malformedError } from './faults.ts';
import { foldBody, type BadMember, type Folded } from './wire-body.ts';
import { foldQuery } from './wire-query.ts';

/**
 * Folds and validates bodies, queries and path parameters by their TypeBox schemas. What is wrong is answered with a
 * malformed-argument fault that names the member; a schema is compiled when its first request comes.
 */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  let check: ReturnType<typeof Compile> | undefined;
  return (given: unknown) => {
    const { value, bad } = foldPart(schema, httpPart, given);
    if (bad !== null) return { error: malformedError(bad.member, bad.why) };
    check ??= Compile(schema);
    if (check.Check(value)) return { value };
    const wrong = firstWrong(check.Errors(value));
    return { error: malformedError(wrong.member, wrong.why) };
  };
};

function foldPart(schema: TSchema, httpPart: string | undefined, given: unknown): Folded {
  if (httpPart === 'querystring') return foldQuery(schema, given);
  return httpPart === 'headers' ? { value: given, bad: null } : foldBody(schema, given);
}

/** The members of a TypeBox error that its sentence is made of. */
type SchemaError = { readonly keyword: string; readonly instancePath: string; readonly params: object; readonly message: string };

export type SchemaErrors = readonly SchemaError[];

/** The first thing that is wrong, in words. TypeBox lists the alternatives of a union before the union itself. */
export function firstWrong(errors: SchemaErrors): BadMember {
  const union = errors.find((error) => error.keyword === 'anyOf' && error.instancePath === errors[0]?.instancePath);
  const error = union ?? errors[0];
  if (error === undefined) return { member: '', why: 'is malformed' };
  const member = error.instancePath
    .split('/')
    .slice(1)
    .map(unescapePointer)
    .join('.')
    .replace(/\.(\d+)(?=\.|$)/g, '[$1]');
  if (error.keyword === 'required') {
    const [missing = ''] = (error.params as { requiredProperties: readonly string[] }).requiredProperties;
    return { member: member === '' ? missing : `${member}.${missing}`, why: 'is required' };
  }
  return { member, why: sentence(error) };
}

function sentence({ keyword, params, message }: SchemaError): string {
  const facts = params as { type?: string; allowedValues?: readonly unknown[]; pattern?: string };
  if (keyword === 'type') return `must be ${TYPE_WORDS[facts.type ?? ''] ?? facts.type}`;
  if (keyword === 'enum') return `must be one of ${facts.allowedValues?.join(', ')}`;
  if (keyword === 'anyOf') return 'has none of the forms it may have';
  if (keyword === 'pattern') return facts.pattern === GUID_PATTERN ? 'must be a GUID' : 'is not spelled as it must be';
  return message;
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  integer: 'a whole number',
  number: 'a number',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

function unescapePointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}
