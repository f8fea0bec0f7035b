/**
 * Whether a moment of the database saw everything that another saw. Both as the database writes them: the oldest transaction that had
 * not ended, the first that had not begun, and those between them that had not ended.
 */
export function sawAllOf(later: string, earlier: string): boolean {
  const [one, other] = [read(later), read(earlier)];
  return other.next <= one.next && one.open.every((id) => id >= other.next || other.open.includes(id));
}

function read(snapshot: string): { readonly next: bigint; readonly open: readonly bigint[] } {
  const [, next = '0', open = ''] = snapshot.split(':');
  return { next: BigInt(next), open: open === '' ? [] : open.split(',').map(BigInt) };
}
