/** So many seats of its own, and so many of the customer altogether; both ends are included. */
export type SeatCell = { readonly seatsFrom: number; readonly seatsTo: number; readonly allFrom: number; readonly allTo: number };

/** The same seats in fewer cells, of which no two have any in common. The cells given are of one grid: bands of all seats never overlap. */
export function mergeSeats(cells: readonly SeatCell[]): readonly SeatCell[] {
  if (cells.length === 1) return cells;
  const rows = merged(
    cells.toSorted((a, b) => a.allFrom - b.allFrom || a.seatsFrom - b.seatsFrom),
    (before, next) =>
      before.allFrom === next.allFrom && before.seatsTo + 1 >= next.seatsFrom
        ? { ...before, seatsTo: Math.max(before.seatsTo, next.seatsTo) }
        : null,
  );
  return merged(
    rows.toSorted((a, b) => a.seatsFrom - b.seatsFrom || a.seatsTo - b.seatsTo || a.allFrom - b.allFrom),
    (before, next) =>
      before.seatsFrom === next.seatsFrom && before.seatsTo === next.seatsTo && before.allTo + 1 === next.allFrom
        ? { ...before, allTo: next.allTo }
        : null,
  );
}

/** Neighbours made one where they can be. */
function merged(cells: readonly SeatCell[], join: (before: SeatCell, next: SeatCell) => SeatCell | null): readonly SeatCell[] {
  const found: SeatCell[] = [];
  for (const cell of cells) {
    const before = found.at(-1);
    const joined = before === undefined ? null : join(before, cell);
    if (joined === null) found.push(cell);
    else found[found.length - 1] = joined;
  }
  return found;
}
