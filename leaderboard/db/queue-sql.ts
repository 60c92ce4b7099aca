/**
 * Plain SQL for the job queue, which brings its own statements (pg-boss): on a server over the pool that the site's statements
 * take, embedded over the engine's one connection.
 */
import type pg from 'pg';
import type { Engine } from './engine.ts';

export interface QueueSql {
  /** One statement with parameters, or several without; those that begin a transaction end it, whatever happens. */
  executeSql(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}

/** A transaction as pg-boss writes it. */
const TRANSACTION = /^\s*BEGIN;([\s\S]*)COMMIT;\s*$/;

export function serverSql(pool: pg.Pool): QueueSql {
  return {
    executeSql: async (text, values) => {
      const body = TRANSACTION.exec(text)?.[1];
      if (body === undefined) return pool.query(text, values);
      const client = await pool.connect();
      try {
        await client.query(`BEGIN; ${body}`);
        await client.query('COMMIT');
        client.release();
        return { rows: [] };
      } catch (error) {
        // A connection that stands in a transaction that failed is no good to whoever gets it next.
        client.release(true);
        throw error;
      }
    },
  };
}

export function embeddedSql(engine: Pick<Engine, 'call' | 'query'>): QueueSql {
  return {
    executeSql: async (text, values) => {
      const body = TRANSACTION.exec(text)?.[1];
      return body === undefined
        ? engine.query(text, values)
        : { rows: await engine.call<Record<string, unknown>[]>('together', body) };
    },
  };
}
