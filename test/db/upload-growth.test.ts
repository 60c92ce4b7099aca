/** What an upload asks of the database is the same with 5 entries as with 50, and is found by indexes. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSubmitToken } from '#leaderboard/access/issued-tokens.ts';
import { type Bearer, ensureAdminToken, requireToken } from '#leaderboard/access/tokens.ts';
import type { Database } from '#leaderboard/db/database.ts';
import { PrismaClient } from '#leaderboard/generated/client.ts';
import { closeWorkers } from '#leaderboard/host/worker-pool.ts';
import { acceptBundle } from '#leaderboard/intake/accept-bundle.ts';
import { archiveOf, entriesOf } from '../support/archives.ts';
import { fabricateBundle } from '../support/fabricate.ts';
import { copyEntry, GROWING } from '../support/many-entries.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { createMigratedDatabase, KINDS } from './kinds.ts';

type Logged = Database & {
  readonly statements: string[];
  /** On a server: runs statements that have no values for their parameters, and returns the rows of each. */
  readonly script: (sql: string) => Promise<readonly { readonly rows: readonly unknown[] }[]>;
};

/** A migrated database whose statements are noted. */
async function openLogged(kind: Database['kind']): Promise<Logged> {
  const empty = await createMigratedDatabase(kind);
  const { dataDir = temporaryFolder(), url = '' } = empty.location;
  const engine = kind === 'embedded' ? await PGlite.create({ dataDir: path.join(dataDir, 'database') }) : null;
  const adapter = engine === null ? new PrismaPg({ connectionString: url }) : new PrismaPGlite(engine);
  const client = new PrismaClient({ adapter, log: [{ emit: 'event', level: 'query' }] });
  const statements: string[] = [];
  client.$on('query', ({ query }) => statements.push(query));
  const prisma = client as unknown as Database['prisma'];
  const version = { read: async () => 0, require: async () => undefined };
  const script = async (sql: string): Promise<{ rows: unknown[] }[]> => {
    const session = new pg.Client({ connectionString: url });
    await session.connect();
    try {
      return (await session.query(sql)) as unknown as { rows: unknown[] }[];
    } finally {
      await session.end();
    }
  };
  const sql: Database['sql'] = {
    executeSql: async (text, values) => {
      if (engine !== null) return engine.query<Record<string, unknown>>(text, values);
      const session = new pg.Client({ connectionString: url });
      await session.connect();
      try {
        return await session.query(text, values);
      } finally {
        await session.end();
      }
    },
  };
  const close = async (): Promise<void> => {
    await prisma.$disconnect();
    await engine?.close();
    await empty.remove();
  };
  return { prisma, kind, dataDir, version, sql, silentMs: () => 0, close, statements, script };
}

describe.each(KINDS)('%s', (kind) => {
  let database: Logged;
  let owner: Bearer;
  let sender: Bearer;

  beforeAll(async () => {
    database = await openLogged(kind);
    const token = readFileSync(await ensureAdminToken(database, temporaryFolder()), 'utf8').trim();
    owner = await requireToken(database, `Bearer ${token}`, 'submit');
    sender = { id: (await createSubmitToken(database, 'sender')).id, scope: 'submit' };
  });
  afterAll(async () => {
    await closeWorkers();
    await database?.close();
  });

  const send = async (spec: string, quality: number, bearer: Bearer): Promise<string> => {
    const files = await fabricateBundle({ spec, tier: 'smoke', benchmarks: ['gaussian'], quality });
    const { id } = await acceptBundle(database, { path: archiveOf(entriesOf(files)), bearer, schedule: false });
    return id;
  };
  /** The statements of an upload, without the texts that differ in how many rows they have. */
  const statementsOf = async (spec: string): Promise<string[]> => {
    database.statements.length = 0;
    await send(spec, 50, sender);
    return database.statements.filter((text) => !/^\s*(?:BEGIN|COMMIT)/.test(text));
  };

  it('the same statements, on a server each of them explained by indexes', async () => {
    await send('replace', 0, owner);
    await send('oracle', 100, owner);
    const id = await send('temperature', 60, sender);
    await copyEntry(database, id, 2);
    const few = await statementsOf('freeze');
    await copyEntry(database, id, 45, { from: 2 });
    const many = await statementsOf('retain');
    expect(many).toEqual(few);
    expect(many.length).toBeGreaterThan(20);
    // Both kinds have the same indexes; a server explains statements without their values.
    if (kind === 'embedded') return;
    const used = new Set<string>();
    for (const statement of new Set(many)) {
      const nodes = nodesOf(await planOf(database, statement));
      expect(nodes.filter(readsWhole), statement).toEqual([]);
      for (const node of nodes) used.add(node['Index Name'] ?? '');
    }
    expect([...used]).toEqual(expect.arrayContaining(['submissions_spec_idx', 'events_token_id_created_at_idx']));
  });
});

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Recheck Cond'?: string;
  readonly Plans?: readonly PlanNode[];
}

/** Small tables are read whole whatever indexes there are: here that is forbidden where there is another way. */
async function planOf({ script }: Logged, statement: string): Promise<PlanNode> {
  const settings = ['seqscan', 'hashjoin', 'mergejoin'].map((way) => `SET LOCAL enable_${way} = off;`).join(' ');
  const results = await script(`BEGIN; ${settings} EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${statement}; ROLLBACK`);
  const [row] = results.find(({ rows }) => rows.length > 0)?.rows ?? [];
  const [{ Plan }] = (row as { 'QUERY PLAN': [{ Plan: PlanNode }] })['QUERY PLAN'];
  return Plan;
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** Whether all rows of a table that has some for each entry are read. */
function readsWhole(node: PlanNode): boolean {
  const isGrowing = (GROWING as readonly string[]).includes(node['Relation Name'] ?? '');
  const isScan = node['Node Type'].endsWith('Scan');
  return isGrowing && isScan && node['Index Cond'] === undefined && node['Recheck Cond'] === undefined;
}
