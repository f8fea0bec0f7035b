/** A JSON text that knows on which line each of its values stands, so that an error can name the line. */
type JsonLines =
  | {
      readonly kind: 'read';
      readonly value: unknown;
      /** The line (from 1) of the value at a path such as `offers[3].skuId`; of its nearest parent where it is missing. */
      readonly lineOf: (path: string) => number;
      /** Members written twice in one object: the second would silently win. */
      readonly repeated: readonly string[];
    }
  | { readonly kind: 'broken'; readonly line: number; readonly problem: string };

const DEPTH_MAX = 64;

/** Reads a JSON text strictly, as the standard has it. */
export function readJsonLines(text: string): JsonLines {
  const reader: Reader = { text: text.replace(/^\uFEFF/, ''), at: 0, line: 1, lines: new Map(), repeated: [] };
  try {
    const value = readValue(reader, '', 0);
    skipSpace(reader);
    if (reader.at < reader.text.length) return broken(reader, 'something follows the end of the document');
    return { kind: 'read', value, lineOf: (path) => lineOf(reader.lines, path), repeated: reader.repeated };
  } catch (error) {
    if (error instanceof Unreadable) return broken(reader, error.message);
    throw error;
  }
}

/** The path of a member: `offers[3].skuId`. */
export function memberPath(parent: string, name: string): string {
  return parent === '' ? name : `${parent}.${name}`;
}

type Reader = { readonly text: string; at: number; line: number; readonly lines: Map<string, number>; readonly repeated: string[] };

/** Leaves the recursion; never leaves this file. */
class Unreadable extends Error {}

function broken(reader: Reader, problem: string): JsonLines {
  return { kind: 'broken', line: reader.line, problem };
}

function lineOf(lines: ReadonlyMap<string, number>, path: string): number {
  for (let known = path; known !== ''; known = known.replace(/(^|\.)[^.[]*$|\[\d+\]$/, '')) {
    const line = lines.get(known);
    if (line !== undefined) return line;
  }
  return 1;
}

function readValue(reader: Reader, path: string, depth: number): unknown {
  skipSpace(reader);
  if (depth > DEPTH_MAX) throw new Unreadable('nested too deeply');
  reader.lines.set(path, reader.line);
  switch (reader.text[reader.at]) {
    case '{':
      return readObject(reader, path, depth);
    case '[':
      return readArray(reader, path, depth);
    case '"':
      return readText(reader);
    default:
      return readWord(reader);
  }
}

function readObject(reader: Reader, path: string, depth: number): Record<string, unknown> {
  const members = new Map<string, unknown>();
  reader.at += 1;
  skipSpace(reader);
  if (!take(reader, '}')) {
    do {
      skipSpace(reader);
      if (reader.text[reader.at] !== '"') throw new Unreadable('a member name in double quotes is expected');
      const name = readText(reader);
      const member = memberPath(path, name);
      if (members.has(name)) reader.repeated.push(member);
      skipSpace(reader);
      if (!take(reader, ':')) throw new Unreadable(`a colon is expected after "${name}"`);
      members.set(name, readValue(reader, member, depth + 1));
      skipSpace(reader);
    } while (take(reader, ','));
    if (!take(reader, '}')) throw new Unreadable('a comma or } is expected');
  }
  return Object.fromEntries(members);
}

function readArray(reader: Reader, path: string, depth: number): unknown[] {
  const items: unknown[] = [];
  reader.at += 1;
  skipSpace(reader);
  if (!take(reader, ']')) {
    do {
      items.push(readValue(reader, `${path}[${items.length}]`, depth + 1));
      skipSpace(reader);
    } while (take(reader, ','));
    if (!take(reader, ']')) throw new Unreadable('a comma or ] is expected');
  }
  return items;
}

/** Any character from the space on but quote and backslash, or an escape. */
const TEXT = /"(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const WORD = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/y;

function readText(reader: Reader): string {
  const text = String(JSON.parse(match(reader, TEXT, 'a text is not closed on its line, or holds a character that must be escaped')));
  // The database takes neither: better said here, with the line.
  if (text.includes('\u0000') || !text.isWellFormed()) throw new Unreadable('a text holds a zero or half a character');
  return text;
}

function readWord(reader: Reader): unknown {
  const problem = reader.at >= reader.text.length ? 'the document ends too early' : 'a value is expected';
  return JSON.parse(match(reader, WORD, problem));
}

function match(reader: Reader, pattern: RegExp, problem: string): string {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text)?.[0];
  if (found === undefined) throw new Unreadable(problem);
  reader.at += found.length;
  return found;
}

function take(reader: Reader, character: string): boolean {
  if (reader.text[reader.at] !== character) return false;
  reader.at += 1;
  return true;
}

function skipSpace(reader: Reader): void {
  for (;;) {
    const character = reader.text[reader.at];
    if (character === '\n') reader.line += 1;
    else if (character !== ' ' && character !== '\t' && character !== '\r') return;
    reader.at += 1;
  }
}
