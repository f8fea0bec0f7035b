import pg, { types, type Connection, type PoolClient, type Submittable } from 'pg';

/** The rows of one statement, and what the server says it did. */
export type Answered = { readonly rows: readonly object[]; readonly rowCount: number; readonly command: string };

/**
 * Sends a statement, prepared once for each connection. All that are sent in one turn of the event loop travel together
 * and are answered together: one packet there and one back, however many statements. When one fails, those behind it in
 * the batch are not carried out and fail with the same error.
 */
export function sendStatement(client: PoolClient, text: string, values: readonly unknown[]): Promise<Answered> {
  const encoded = values.map(encode);
  return new Promise((resolve, reject) => {
    const statement = { name: nameOf(text), text, values: encoded, resolve, reject };
    const open = collecting.get(client);
    if (open !== undefined) {
      open.push(statement);
      return;
    }
    const batch = [statement];
    collecting.set(client, batch);
    process.nextTick(() => {
      collecting.delete(client);
      client.query(batchOf(batch));
    });
  });
}

type Statement = {
  readonly name: string;
  readonly text: string;
  readonly values: readonly Encoded[];
  readonly resolve: (answer: Answered) => void;
  readonly reject: (error: Error) => void;
};
type Encoded = string | Buffer | null;
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
const { prepareValue: encode } = (pg as unknown as { readonly utils: { readonly prepareValue: (value: unknown) => Encoded } }).utils;

/** What the driver calls while it reads the answers to a batch. */
type Reading = Submittable & {
  readonly handleRowDescription: (message: { readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[] }) => void;
  readonly handleDataRow: (message: { readonly fields: readonly (string | null)[] }) => void;
  readonly handleCommandComplete: (message: { readonly text: string }) => void;
  readonly handleEmptyQuery: () => void;
  readonly handleReadyForQuery: () => void;
  readonly handleError: (error: Error) => void;
};

function batchOf(batch: readonly Statement[]): Reading {
  const answers: Answered[] = [];
  let known: Map<string, readonly Column[]>;
  let columns: readonly Column[] | undefined;
  let rows: object[] = [];

  const answered = (command: string, rowCount: number): void => {
    answers.push({ rows, rowCount, command });
    rows = [];
    columns = undefined;
  };
  const columnsNow = (): readonly Column[] => {
    columns ??= known.get(batch[answers.length]?.name ?? '') ?? [];
    return columns;
  };
  const settle = (): void => answers.forEach((answer, i) => batch[i]?.resolve(answer));
  return {
    submit: (connection) => {
      known = prepared.get(connection) ?? new Map();
      prepared.set(connection, known);
      submit(connection, batch, known);
    },
    handleRowDescription: ({ fields }) => {
      columns = fields.map(({ name, dataTypeID }) => ({ name, parse: types.getTypeParser(dataTypeID, 'text') as Column['parse'] }));
    },
    handleDataRow: ({ fields }) => {
      const row: Record<string, unknown> = {};
      columnsNow().forEach(({ name, parse }, i) => {
        const text = fields[i] ?? null;
        row[name] = text === null ? null : parse(text);
      });
      rows.push(row);
    },
    handleCommandComplete: ({ text }) => {
      // `INSERT 0 3`, `SELECT 3`, `COMMIT`
      const [command = '', ...counts] = text.split(' ');
      known.set(batch[answers.length]?.name ?? '', columnsNow());
      answered(command, Number(counts.at(-1) ?? 0) || 0);
    },
    handleEmptyQuery: () => answered('', 0),
    handleReadyForQuery: settle,
    handleError: (error) => {
      settle();
      for (const { reject } of batch.slice(answers.length)) reject(error);
    },
  };
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
    connection.bind({ statement: name, values: [...values] }, true);
    if (isNew) connection.describe({ type: 'P', name: '' }, true);
    connection.execute(null, true);
  }
  connection.sync();
  connection.stream.uncork();
}
