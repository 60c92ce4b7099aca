/**
 * What Prisma asks of an embedded database, passed on to the engine's thread, where Prisma's adapter for PGlite answers it. So
 * values are written and read there, and come here as Prisma takes them.
 */
import type {
  IsolationLevel,
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQueryable,
  Transaction,
} from '@prisma/driver-adapter-utils';
import type { Engine } from './engine.ts';

const NAMES = { provider: 'postgres', adapterName: 'pglite-prisma-adapter' } as const;

export function engineAdapter(engine: Engine): SqlDriverAdapterFactory {
  return { ...NAMES, connect: () => Promise.resolve(connection(engine)) };
}

function connection(engine: Engine): SqlDriverAdapter {
  return {
    ...queryable(engine, null),
    executeScript: (script) => engine.call('script', script),
    startTransaction: (isolation) => begin(engine, isolation),
    getConnectionInfo: () => ({ supportsRelationJoins: true }),
    // The engine is closed by who opened it.
    dispose: () => Promise.resolve(),
  };
}

/** `transaction`: its number, or null outside of one. */
function queryable(engine: Engine, transaction: number | null): SqlQueryable {
  return {
    ...NAMES,
    queryRaw: (query) => engine.call('queryRaw', transaction, query),
    executeRaw: (query) => engine.call('executeRaw', transaction, query),
  };
}

async function begin(engine: Engine, isolation?: IsolationLevel): Promise<Transaction> {
  const number = await engine.call<number>('begin', isolation);
  return {
    ...queryable(engine, number),
    options: { usePhantomQuery: true },
    commit: () => engine.call('end', number, 'commit'),
    rollback: () => engine.call('end', number, 'rollback'),
  };
}
