import type { CSSProperties, ReactNode } from 'react';
import styles from './DataTable.module.css';

/** A column: its heading, what stands in it for a row, and its share of the width. */
export type Column<Row> = {
  readonly key: string;
  readonly heading: string;
  readonly cell: (row: Row) => ReactNode;
  /** A CSS grid track, e.g. `2fr` or `120px`. */
  readonly width: string;
  readonly align?: 'end';
  /** In a narrow window the row becomes a card; its first line needs no heading beside it. */
  readonly isTitle?: boolean;
  /** Buttons: on a card they have a line to themselves, and need no heading either. */
  readonly isActions?: boolean;
  /** Long texts: on a card they have a line to themselves, under their heading. */
  readonly isLong?: boolean;
};

type DataTableProps<Row> = {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** The id of the row to point out, e.g. the one a link led to. */
  readonly markedKey?: string | undefined;
};

/** A table that turns into cards in a narrow window. The roles are written out because `display` would take them away. */
export function DataTable<Row>({ label, columns, rows, rowKey, markedKey }: DataTableProps<Row>) {
  const tracks: CSSProperties & { '--tracks': string } = { '--tracks': columns.map(({ width }) => `minmax(0, ${width})`).join(' ') };
  return (
    <div role="table" aria-label={label} className={styles.table} style={tracks}>
      <div role="rowgroup" className={styles.head}>
        <div role="row" className={styles.row}>
          {columns.map((column) => (
            <div key={column.key} role="columnheader" className={column.align === 'end' ? styles.end : undefined}>
              {column.heading}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup">
        {rows.map((row) => {
          const key = rowKey(row);
          return (
            <div
              key={key}
              role="row"
              id={`row-${key}`}
              data-marked={key === markedKey ? '' : undefined}
              className={`${styles.row} ${styles.body}`}
            >
              <DataCells columns={columns} row={row} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** The cells of one row, for tables that lay out their rows themselves. */
export function DataCells<Row>({ columns, row }: { columns: readonly Column<Row>[]; row: Row }) {
  return columns.map(({ key, heading, cell, align, isTitle = false, isActions = false, isLong = false }) => {
    const isWhole = isTitle || isActions || isLong;
    return (
      <div key={key} role="cell" className={[styles.cell, align === 'end' ? styles.end : '', isWhole ? styles.whole : ''].join(' ')}>
        {!isTitle && !isActions && (
          <span aria-hidden className={styles.narrowHeading}>
            {heading}
          </span>
        )}
        {cell(row)}
      </div>
    );
  });
}
