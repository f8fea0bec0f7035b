/** The sign of Upseat: a seat, and the way up. */
export function Mark({ size }: { size: number }) {
  return <img src="/icon.svg" alt="" width={size} height={size} />;
}
