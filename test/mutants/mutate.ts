import { parseSync } from 'vite';
import type { Mutant } from './edit.ts';

/** Every small mistake that can be made in a TypeScript file, by position. Types, imports and what is thrown are left alone. */
export function mutantsOf(source: string): readonly Mutant[] {
  const found: Mutant[] = [];
  visit(parseSync('mutant.ts', source).program, null, (node, parent) => {
    for (const { start, end, text, what } of mistakes(node, parent, source)) {
      if (source.slice(start, end) !== text) found.push({ start, end, text, what, line: source.slice(0, start).split('\n').length });
    }
  });
  return found;
}

type SyntaxNode = { readonly type: string; readonly start: number; readonly end: number; readonly [key: string]: unknown };
type Mistake = Omit<Mutant, 'line'>;

function visit(value: unknown, parent: SyntaxNode | null, see: (node: SyntaxNode, parent: SyntaxNode | null) => void): void {
  if (Array.isArray(value)) for (const each of value) visit(each, parent, see);
  if (!isNode(value) || LEFT_ALONE.has(value.type)) return;
  if (value.type.startsWith('TS')) return visit(value['expression'], parent, see);
  see(value, parent);
  for (const each of Object.values(value)) visit(each, value, see);
}

const LEFT_ALONE: ReadonlySet<string> = new Set([
  'ImportDeclaration',
  'ThrowStatement',
  'TSTypeAliasDeclaration',
  'TSInterfaceDeclaration',
]);

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'start' in value;
}

/** What can be wrong in one place. */
function mistakes(node: SyntaxNode, parent: SyntaxNode | null, source: string): readonly Mistake[] {
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression':
    case 'AssignmentExpression':
      return otherOperator(node, source);
    case 'UnaryExpression':
      return node['operator'] === '!' || node['operator'] === '-' ? [without(node)] : [];
    case 'CallExpression':
      return otherFunction(node);
    case 'Literal':
      return otherLiteral(node, parent);
    case 'IfStatement':
    case 'ConditionalExpression':
      return forced(node['test']);
    case 'ArrayExpression':
      return Array.isArray(node['elements']) && node['elements'].length > 0 ? [replaced(node, '[]', 'list emptied')] : [];
    default:
      return [];
  }
}

const OTHER_OPERATORS: ReadonlyMap<unknown, string> = new Map(
  [
    ['<', '<='],
    ['>', '>='],
    ['===', '!=='],
    ['&&', '||'],
    ['+', '-'],
    ['+=', '-='],
    ['*', '/'],
  ].flatMap(([one = '', other = '']) => [
    [one, other],
    [other, one],
  ]),
);

function otherOperator(node: SyntaxNode, source: string): readonly Mistake[] {
  const [operator, left, right] = [node['operator'], node['left'], node['right']];
  const other = OTHER_OPERATORS.get(operator);
  if (other === undefined || typeof operator !== 'string' || !isNode(left) || !isNode(right)) return [];
  if (operator.startsWith('+') && [left, right].some(isText)) return [];
  const start = source.indexOf(operator, left.end);
  return [{ start, end: start + operator.length, text: other, what: `${operator} to ${other}` }];
}

function isText(node: SyntaxNode): boolean {
  return node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node['value'] === 'string');
}

function without(node: SyntaxNode): Mistake {
  return { start: node.start, end: node.start + 1, text: ' ', what: `${String(node['operator'])} removed` };
}

const OTHER_FUNCTIONS: ReadonlyMap<unknown, string> = new Map([
  ['min', 'max'],
  ['max', 'min'],
  ['some', 'every'],
  ['every', 'some'],
]);

function otherFunction({ callee }: SyntaxNode): readonly Mistake[] {
  const property = isNode(callee) && callee.type === 'MemberExpression' ? callee['property'] : null;
  if (!isNode(property)) return [];
  const name = property['name'];
  const other = OTHER_FUNCTIONS.get(name);
  return other === undefined ? [] : [replaced(property, other, `${String(name)} to ${other}`)];
}

function otherLiteral(node: SyntaxNode, parent: SyntaxNode | null): readonly Mistake[] {
  const value = node['value'];
  if (typeof value === 'boolean') return [replaced(node, String(!value), `${value} to ${!value}`)];
  if (typeof value !== 'bigint' && !Number.isInteger(value)) return [];
  // The key of an object, and the number after a minus, are told apart from a value by what they stand in.
  if (parent?.type === 'Property' && parent['key'] === node) return [];
  const end = typeof value === 'bigint' ? 'n' : '';
  return [1n, -1n].map((step) => {
    const text = `${BigInt(String(value)) + step}${end}`;
    return replaced(node, text.startsWith('-') ? `(${text})` : text, `${String(value)} to ${text}`);
  });
}

function forced(test: unknown): readonly Mistake[] {
  if (!isNode(test)) return [];
  return [true, false].map((outcome) => replaced(test, String(outcome), `condition always ${outcome}`));
}

function replaced({ start, end }: SyntaxNode, text: string, what: string): Mistake {
  return { start, end, text, what };
}
