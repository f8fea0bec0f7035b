import pg, { types, type Connection, type PoolClient, type Submittable } from 'pg';

/** The rows of one statement, and what the server says it did. */
export type Answered = { readonly rows: readonly object[]; readonly rowCount: number; readonly command: string };

/**
 * Sends a statement, prepared once for each connection. All that are sent in one turn of the event loop travel together
 * and are answered together: one packet there and one back, however many statements. When one fails, those behind it in
 * the batch are not carried out and fail with the same error.
 */
export function sendStatement(client: PoolClient, text: string, values: readonly unknown[]): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const statement = { name: nameOf(text), text, values: values.map(encode), resolve, reject };
    const open = collecting.get(client);
    if (open !== undefined) {
      open.push(statement);
      return;
    }
    const batch = [statement];
    collecting.set(client, batch);
    process.nextTick(() => {
      collecting.delete(client);
      client.query(reading(batch));
    });
  });
}

type Statement = {
  readonly name: string;
  readonly text: string;
  readonly values: (string | null)[];
  readonly resolve: (answer: Answered) => void;
  readonly reject: (error: unknown) => void;
};
type Column = { readonly name: string; readonly parse: (text: string) => unknown };

const collecting = new WeakMap<PoolClient, Statement[]>();
/** The columns of what each connection has prepared, by the statement's name. */
const prepared = new WeakMap<Connection, Map<string, readonly Column[]>>();
const names = new Map<string, string>();

function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = `s${names.size}`;
    names.set(text, name);
  }
  return name;
}

/** The driver's own way to spell a value as text. */
const { prepareValue: encode } = (pg as unknown as { readonly utils: { readonly prepareValue: (value: unknown) => string | null } }).utils;

/** What the driver calls while it reads the answers to a batch. */
type Reading = Submittable & {
  readonly handleRowDescription: (message: { readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[] }) => void;
  readonly handleDataRow: (message: { readonly fields: readonly (string | null)[] }) => void;
  readonly handleCommandComplete: (message: { readonly text: string }) => void;
  readonly handleEmptyQuery: () => void;
  readonly handleReadyForQuery: () => void;
  readonly handleError: (error: Error) => void;
};

function reading(batch: readonly Statement[]): Reading {
  let known = new Map<string, readonly Column[]>();
  let at = 0;
  let columns: readonly Column[] = [];
  let lines: (readonly (string | null)[])[] = [];
  const settlements: (() => void)[] = [];

  const answered = (text: string): void => {
    const statement = batch[at];
    if (statement === undefined) return;
    const [from, found] = [known.get(statement.name) ?? columns, lines];
    known.set(statement.name, from);
    settlements.push(() => settle(statement, text, found, from));
    at += 1;
    [columns, lines] = [[], []];
  };
  const settleAll = (): void => settlements.forEach((each) => each());
  return {
    submit: (connection) => {
      known = prepared.get(connection) ?? known;
      prepared.set(connection, known);
      submit(connection, batch, known);
    },
    handleRowDescription: ({ fields }) => {
      columns = fields.map(({ name, dataTypeID }) => ({ name, parse: types.getTypeParser(dataTypeID, 'text') as Column['parse'] }));
    },
    handleDataRow: ({ fields }) => void lines.push(fields),
    handleCommandComplete: ({ text }) => answered(text),
    handleEmptyQuery: () => answered(''),
    handleReadyForQuery: settleAll,
    handleError: (error) => {
      settleAll();
      for (const { reject } of batch.slice(at)) reject(error);
    },
  };
}

/** `text` is what the server says it did: `INSERT 0 3`, `SELECT 3`, `COMMIT`. */
function settle(
  { resolve, reject }: Statement,
  text: string,
  lines: readonly (readonly (string | null)[])[],
  columns: readonly Column[],
): void {
  const [command = '', ...counts] = text.split(' ');
  try {
    const rows = lines.map((line) => {
      const row: Record<string, unknown> = {};
      columns.forEach(({ name, parse }, i) => {
        const value = line[i] ?? null;
        row[name] = value === null ? null : parse(value);
      });
      return row;
    });
    resolve({ rows, rowCount: Number(counts.at(-1) ?? 0) || 0, command });
  } catch (error) {
    // A value that cannot be read fails its statement, not the connection.
    reject(error);
  }
}

function submit(connection: Connection, batch: readonly Statement[], known: ReadonlyMap<string, unknown>): void {
  connection.stream.cork();
  for (const { name, text, values } of batch) {
    const isNew = !known.has(name);
    if (isNew) {
      // A statement that failed at its first try may be prepared or not; closing one that is not there is no error.
      connection.close({ type: 'S', name }, true);
      connection.parse({ name, text, types: [] }, true);
    }
    connection.bind({ statement: name, values }, true);
    if (isNew) connection.describe({ type: 'P', name: '' }, true);
    connection.execute(null, true);
  }
  connection.sync();
  connection.stream.uncork();
}
