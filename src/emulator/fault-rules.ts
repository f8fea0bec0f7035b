import type { FaultOrder } from './contract.ts';

/** A rule with what became of it so far. */
export type FaultRule = { readonly ruleId: string; readonly order: FaultOrder; readonly seen: number; readonly happened: number };

/** What is asked: its method and its path without the query. */
export type Asked = { readonly method: string; readonly path: string };

/** What the rules let happen to a request, and the rules after it. The first rule that fits and has its turn decides. */
export function decide(
  rules: readonly FaultRule[],
  asked: Asked,
): { readonly order: FaultOrder | null; readonly rules: readonly FaultRule[] } {
  let order: FaultOrder | null = null;
  const after = rules.flatMap((rule): readonly FaultRule[] => {
    if (order !== null || !fits(rule.order, asked)) return [rule];
    const seen = { ...rule, seen: rule.seen + 1 };
    if (seen.seen <= (rule.order.skip ?? 0)) return [seen];
    order = rule.order;
    const happened = rule.happened + 1;
    const times = rule.order.times ?? 1;
    return times !== 0 && happened >= times ? [] : [{ ...seen, happened }];
  });
  return { order, rules: after };
}

function fits({ method, path }: FaultOrder, asked: Asked): boolean {
  if (method !== undefined && method.toUpperCase() !== asked.method) return false;
  return path === undefined || patternOf(path).test(asked.path);
}

function patternOf(path: string): RegExp {
  const parts = path.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}/?$`, 'i');
}

/**
 * The fault that a request asks for itself, in its header `X-Upseat-Fault`: `429`, `503; retry-after=2`, `latency=500`,
 * `upgrade-error=4`, `lost-answer` or `disconnect`. Null where it asks for none, or in words that are not these.
 */
export function faultInHeader(header: string | undefined): FaultOrder | null {
  if (header === undefined) return null;
  const [first = '', ...rest] = header.split(';').map((part) => part.trim().toLowerCase());
  const retryAfter = rest.map((part) => /^retry-after=(\d{1,5})$/.exec(part)?.[1]).find((seconds) => seconds !== undefined);
  if (/^[45]\d\d$/.test(first))
    return { kind: 'status', status: Number(first), ...(retryAfter === undefined ? {} : { retryAfterSeconds: Number(retryAfter) }) };
  const [name, value = ''] = first.split('=');
  if (name === 'latency' && /^\d{1,5}$/.test(value)) return { kind: 'latency', milliseconds: Number(value) };
  if (name === 'upgrade-error' && /^\d{1,2}$/.test(value)) return { kind: 'upgrade_error', code: Number(value) };
  if (name === 'lost-answer') return { kind: 'lost_answer' };
  return name === 'disconnect' ? { kind: 'disconnect' } : null;
}

/** Whether a path is one of those that an upgrade error concerns: the upgrades of one subscription. */
export function asksForUpgrades(path: string): boolean {
  return /^\/v1\/customers\/[^/]+\/subscriptions\/[^/]+\/upgrades\/?$/i.test(path);
}

/** What the log says about a fault: `429`, `latency 500 ms`, `upgrade error 4`, `lost answer`. */
export function faultWords({ kind, status, code, milliseconds }: FaultOrder): string {
  switch (kind) {
    case 'status':
      return String(status ?? 500);
    case 'latency':
      return `latency ${milliseconds ?? 0} ms`;
    case 'upgrade_error':
      return `upgrade error ${code ?? 0}`;
    default:
      return kind.replaceAll('_', ' ');
  }
}
