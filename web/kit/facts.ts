/** Reads the facts of a refusal. They come from the server by name; a missing one reads as empty, never as a guess. */
export type Facts = Readonly<Record<string, unknown>>;

export function textOf(facts: Facts, name: string): string | null {
  const value = facts[name];
  return typeof value === 'string' ? value : null;
}

export function numberOf(facts: Facts, name: string): number {
  const value = facts[name];
  return typeof value === 'number' ? value : 0;
}

export function textsOf(facts: Facts, name: string): readonly string[] {
  const value = facts[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

export function recordsOf(facts: Facts, name: string): readonly Facts[] {
  const value = facts[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'object' && item !== null) : [];
}
