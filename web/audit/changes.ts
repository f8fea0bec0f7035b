/** One thing that an entry says was changed: its name as the API has it, before and after as text. */
export type Changed = { readonly name: string; readonly before: string | null; readonly after: string | null };

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** What differs between the old and the new value of an entry, both JSON as text; all of it where there is only one. */
export function changesOf(oldText: string | undefined, newText: string | undefined): readonly Changed[] {
  const { before, after } = unfolded(membersOf(oldText), membersOf(newText));
  const names = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return names
    .map((name) => ({ name, before: written(before[name]), after: written(after[name]) }))
    .filter((each) => each.before !== each.after);
}

type Members = Readonly<Record<string, Json>>;

const SOURCE = 'SourceSubscription';
const TARGET = 'TargetSubscription';

/**
 * An upgrade tells of one subscription before it and of two after it: what it became stands beside what it was, and then
 * what is left of it. Where both are told of before as well, as of one that is undone, each stands for itself.
 */
function unfolded(before: Members, after: Members): { readonly before: Members; readonly after: Members } {
  const { [SOURCE]: source, [TARGET]: target, ...rest } = after;
  if (!isRecord(source) || !isRecord(target)) return { before, after };
  const { [SOURCE]: sourceBefore, [TARGET]: targetBefore, ...restBefore } = before;
  if (isRecord(sourceBefore) && isRecord(targetBefore))
    return {
      before: { ...restBefore, ...within(SOURCE, sourceBefore), ...within(TARGET, targetBefore) },
      after: { ...rest, ...within(SOURCE, source), ...within(TARGET, target) },
    };
  const known = Object.keys(source).flatMap((name) => (before[name] === undefined ? [] : [[name, before[name]] as const]));
  return { before: { ...before, ...within(SOURCE, Object.fromEntries(known)) }, after: { ...rest, ...target, ...within(SOURCE, source) } };
}

function within(name: string, members: Members): Members {
  return Object.fromEntries(Object.entries(members).map(([member, value]) => [`${name}.${member}`, value]));
}

/** What the thing is called that something was done to; null where its values have no name. */
export function subjectOf(oldText: string | undefined, newText: string | undefined): string | null {
  const members = { ...membersOf(oldText), ...membersOf(newText) };
  return nameOf(members) ?? namesIn(members['LineItems']);
}

function nameOf(members: Members): string | null {
  const found = NAMES.map((name) => members[name]).find((value) => typeof value === 'string' && value !== '');
  return typeof found === 'string' ? found : null;
}

/** An order is called by what was bought with it. */
function namesIn(lines: Json | undefined): string | null {
  if (!Array.isArray(lines)) return null;
  const names = lines.flatMap((line: Json) => (isRecord(line) ? (nameOf(line) ?? []) : []));
  return names.length === 0 ? null : names.join(', ');
}

const NAMES = ['FriendlyName', 'OfferName', 'DisplayName', 'CompanyName', 'Group', 'UserPrincipalName', 'Name'];

/** The members of a value one by one. */
function membersOf(text: string | undefined): Members {
  if (text === undefined) return {};
  try {
    const value = JSON.parse(text) as Json;
    return isRecord(value) ? value : { Value: value };
  } catch {
    return { Value: text };
  }
}

function written(value: Json | undefined): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map((each: Json) => written(each) ?? '').join(', ');
  return JSON.stringify(value);
}

function isRecord(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
