import { newRequestId } from './requestId.ts';

/** Something the person asked for once: what was sent, under an id that makes a repeat of it harmless. */
export type Intention = { readonly requestId: string; readonly body: unknown };

/** The intention that was begun under this name and has no answer yet, also after a reload; null when there is none. */
export function openIntention(name: string): Intention | null {
  const text = sessionStorage.getItem(keyOf(name));
  if (text === null) return null;
  try {
    const { requestId, body } = JSON.parse(text) as Partial<Intention>;
    return typeof requestId === 'string' && body !== undefined ? { requestId, body } : null;
  } catch {
    return null;
  }
}

/** Writes the intention down before it is sent, so that nothing that happens to the page can make two of it. */
export function beginIntention(name: string, body: unknown): Intention {
  const intention = { requestId: newRequestId(), body };
  sessionStorage.setItem(keyOf(name), JSON.stringify(intention));
  return intention;
}

/** The answer has arrived, whatever it was. */
export function endIntention(name: string): void {
  sessionStorage.removeItem(keyOf(name));
}

function keyOf(name: string): string {
  return `upseat.intention.${name}`;
}
