import type { TSchema } from 'typebox';
import { GUID_PATTERN } from '../kit/ids.ts';

/** What is wrong with a request, and where: `targetOffer.id` `must be a text`. */
export type BadMember = { readonly member: string; readonly why: string };

export type Folded = { readonly value: unknown; readonly bad: BadMember | null };

/**
 * Rewrites a body as its schema spells it, so that the clients' dialects are gone before validation: member names in
 * any case, both spellings of a name in one object, unknown members and nulls, enum words in another case, without
 * underscores or as ordinals, numbers as texts. Values that fit nowhere are left for the validation to refuse.
 */
export function foldBody(schema: TSchema, body: unknown): Folded {
  const problems: BadMember[] = [];
  const value = fold(schema, body === null || body === undefined ? {} : body, '', problems);
  return { value, bad: problems[0] ?? null };
}

/** The members of JSON Schema that folding goes by. */
export type Shape = {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, TSchema>>;
  readonly patternProperties?: Readonly<Record<string, TSchema>>;
  readonly items?: TSchema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly TSchema[];
  readonly pattern?: string;
};

function fold(schema: TSchema, value: unknown, path: string, problems: BadMember[]): unknown {
  const shape: Shape = schema;
  const words = wordsOf(shape);
  if (words !== null) return foldWord(words, value, shape.enum !== undefined);
  if (shape.type === 'object' && shape.properties !== undefined) return foldObject(shape.properties, value, path, problems);
  if (shape.type === 'array' && shape.items !== undefined && Array.isArray(value)) {
    const { items } = shape;
    return value.map((item, i) => fold(items, item, `${path}[${i}]`, problems));
  }
  if (shape.type === 'integer' || shape.type === 'number') return foldNumber(shape.type, value);
  if (shape.type === 'boolean') return foldBoolean(value);
  if (shape.type === 'string') return foldText(shape, value, path, problems);
  if (shape.type === undefined || shape.type === 'object') return foldFree(value, path, problems, 0);
  return value;
}

function foldObject(properties: Readonly<Record<string, TSchema>>, value: unknown, path: string, problems: BadMember[]): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const names = namesOf(properties);
  const folded: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) {
    const name = names.get(key.toLowerCase());
    const schema = name === undefined ? undefined : properties[name];
    // Null stands for "not given" in the typed clients, which write every member they know.
    if (name === undefined || schema === undefined || member === null) continue;
    folded[name] = fold(schema, member, path === '' ? name : `${path}.${name}`, problems);
  }
  return folded;
}

const nameCache = new WeakMap<object, ReadonlyMap<string, string>>();

function namesOf(properties: Readonly<Record<string, TSchema>>): ReadonlyMap<string, string> {
  let names = nameCache.get(properties);
  if (names === undefined) {
    names = new Map(Object.keys(properties).map((name) => [name.toLowerCase(), name]));
    nameCache.set(properties, names);
  }
  return names;
}

/** The words of an enum or of a union of literal texts; null for every other schema. */
export function wordsOf(shape: Shape): readonly string[] | null {
  const words = shape.enum ?? (shape.const === undefined ? shape.anyOf?.map((option) => (option as Shape).const) : [shape.const]);
  return words !== undefined && words.length > 0 && words.every((word) => typeof word === 'string') ? words : null;
}

/** The schema's own spelling of a word, or the word at an ordinal; anything else as it came. */
export function foldWord(words: readonly string[], value: unknown, ordinals: boolean): unknown {
  if (typeof value === 'string') {
    const plain = plainWord(value);
    const found = words.find((word) => plainWord(word) === plain);
    if (found !== undefined) return found;
  }
  const ordinal = typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value;
  return ordinals && typeof ordinal === 'number' ? (words[ordinal] ?? value) : value;
}

function plainWord(word: string): string {
  return word.replaceAll('_', '').toLowerCase();
}

function foldNumber(type: 'integer' | 'number', value: unknown): unknown {
  if (typeof value !== 'string' || value.length > 32) return value;
  const pattern = type === 'integer' ? /^-?\d+$/ : /^-?\d+(\.\d+)?$/;
  return pattern.test(value) ? Number(value) : value;
}

function foldBoolean(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const word = value.toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : value;
}

function foldText(shape: Shape, value: unknown, path: string, problems: BadMember[]): unknown {
  if (typeof value !== 'string') return value;
  refuseUnstorable(value, path, problems);
  return shape.pattern === GUID_PATTERN ? value.toLowerCase() : value;
}

/** Text that PostgreSQL refuses: the zero character, and halves of a character. */
function refuseUnstorable(text: string, path: string, problems: BadMember[]): void {
  if (text.includes('\u0000') || !text.isWellFormed()) problems.push({ member: path, why: 'holds a character that cannot be stored' });
}

/** A member without a shape of its own: taken as it is, but not deeper than anyone needs. */
function foldFree(value: unknown, path: string, problems: BadMember[], depth: number): unknown {
  if (typeof value === 'string') refuseUnstorable(value, path, problems);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === DEPTH_MAX) {
    problems.push({ member: path, why: `is nested deeper than ${DEPTH_MAX} levels` });
    return {};
  }
  if (Array.isArray(value)) return value.map((item) => foldFree(item, path, problems, depth + 1));
  const folded: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) {
    refuseUnstorable(key, path, problems);
    if (key === '__proto__' || member === null) continue;
    folded[key] = foldFree(member, path, problems, depth + 1);
  }
  return folded;
}

const DEPTH_MAX = 32;
