// The entry of the thread that an embedded database runs in (engine.ts). Plain JavaScript: a thread has no loader for
// TypeScript of its own, and this one has to be there soon. Every message is answered by one; see OPERATIONS.
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite, types } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';

/** Set to 1 when nothing is written any more: what a process that ends waits for. */
const closed = new Int32Array(workerData.closed);

/** Both ways of bytes, which PGlite and the adapter write and read digit by digit. */
const BYTES = {
  parsers: { [types.BYTEA]: (text) => new Uint8Array(Buffer.from(text.slice(2), 'hex')) },
  serializers: { [types.BYTEA]: (bytes) => `\\x${Buffer.from(bytes).toString('hex')}` },
};

let engine;
/** Until this is settled the engine writes, and can't be closed. */
let opening = Promise.resolve();
let isClosing = false;
let adapter;
/** The transaction that is open, by its number: the engine has one connection. */
const transactions = new Map();
let begun = 0;

/** What Prisma asks for, by its own adapter for PGlite. `client`: an engine or a transaction of one. */
function adapterOf(client) {
  const query = (sql, params, options) =>
    client.query(sql, params, {
      ...options,
      parsers: { ...options?.parsers, ...BYTES.parsers },
      serializers: BYTES.serializers,
    });
  return new PrismaPGlite({ query }).connect();
}

/** Begins a transaction when those before it have ended. The adapter's own would not tell of a COMMIT that fails. */
function begin(isolation) {
  return new Promise((resolve, reject) => {
    const number = ++begun;
    const done = engine.transaction(async (client) => {
      if (isClosing) throw new Error('The embedded database is being closed.');
      if (isolation) await client.exec(`SET TRANSACTION ISOLATION LEVEL ${isolation}`);
      const connection = await adapterOf(client);
      const outcome = new Promise((end) => {
        transactions.set(number, { connection, end });
        resolve(number);
      });
      if ((await outcome) === 'rollback') await client.rollback();
    });
    done.then(
      () => transactions.get(number)?.ended(null),
      (error) => {
        transactions.get(number)?.ended(error);
        reject(error);
      },
    );
  });
}

/** Ends a transaction, and says how that went. */
function end(number, outcome) {
  const transaction = requireTransaction(number);
  return new Promise((resolve, reject) => {
    transaction.ended = (error) => {
      transactions.delete(number);
      if (error === null) resolve();
      else reject(error);
    };
    transaction.end(outcome);
  });
}

function requireTransaction(number) {
  const transaction = transactions.get(number);
  if (!transaction) throw new Error(`The embedded database has no open transaction ${number}.`);
  return transaction;
}

const connectionOf = (number) => (number === null ? adapter : requireTransaction(number).connection);

async function close() {
  isClosing = true;
  await opening.catch(() => undefined);
  for (const number of transactions.keys()) await end(number, 'rollback');
  if (engine && !engine.closed) await engine.close();
  Atomics.store(closed, 0, 1);
  Atomics.notify(closed, 0);
}

async function open(directory) {
  engine = await PGlite.create({ dataDir: directory });
  adapter = await adapterOf(engine);
}

const OPERATIONS = {
  open: (directory) => {
    opening = open(directory);
    return opening;
  },
  query: async (sql, params) => (await engine.query(sql, params)).rows,
  script: async (sql) => {
    await engine.exec(sql);
  },
  /** Several statements, in a transaction of their own; the rows of all. */
  together: (sql) => engine.transaction(async (client) => (await client.exec(sql)).flatMap(({ rows }) => rows)),
  queryRaw: async (transaction, query) => (await connectionOf(transaction)).queryRaw(query),
  executeRaw: async (transaction, query) => (await connectionOf(transaction)).executeRaw(query),
  begin,
  end,
  close,
  /** Answered as soon as the engine lets the thread do anything else. */
  ping: async () => undefined,
};

/** The buffers of the bytes in a result: they change hands instead of being copied. */
function buffersOf(value, found = []) {
  if (value instanceof Uint8Array) found.push(value.buffer);
  else if (Array.isArray(value)) for (const item of value) buffersOf(item, found);
  return found;
}

/** The parts of an error that somebody looks at. What else the engine puts there (parsers) can't be sent. */
const ERROR_FIELDS = [
  ...['name', 'message', 'stack', 'code', 'errno', 'severity', 'detail', 'hint', 'position', 'where', 'schema'],
  ...['table', 'column', 'dataType', 'constraint', 'routine'],
];

function portable(error) {
  if (typeof error !== 'object' || error === null) return { name: 'Error', message: String(error) };
  const fields = Object.fromEntries(
    ERROR_FIELDS.map((field) => [field, error[field]]).filter(([, value]) =>
      ['string', 'number'].includes(typeof value),
    ),
  );
  return error.name === 'DriverAdapterError' ? { ...fields, cause: error.cause } : fields;
}

parentPort.on('message', async ({ id, operation, input }) => {
  try {
    const value = await OPERATIONS[operation](...input);
    parentPort.postMessage({ id, value }, buffersOf(value?.rows));
  } catch (error) {
    parentPort.postMessage({ id, error: portable(error) });
  }
});
