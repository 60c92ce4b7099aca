/** What an upload asks of the database is the same with 5 entries as with 50, and is found by indexes. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Database, openDatabase } from '../../leaderboard/db/database.ts';
import { PrismaClient } from '../../leaderboard/generated/client.ts';
import { acceptBundle } from '../../leaderboard/submissions.ts';
import { type Bearer, createSubmitToken, ensureAdminToken, requireToken } from '../../leaderboard/tokens.ts';
import { closeWorkers } from '../../leaderboard/worker-pool.ts';
import { archiveOf, entriesOf } from '../support/archives.ts';
import { createDataDir, createServerDatabase } from '../support/databases.ts';
import { fabricateBundle } from '../support/fabricate.ts';
import { copyEntry, GROWING } from '../support/many-entries.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { KINDS } from './kinds.ts';

type Logged = Database & { readonly statements: string[] };

/** A migrated database whose statements are noted. */
async function openLogged(kind: Database['kind']): Promise<Logged> {
  const empty =
    kind === 'embedded' ? createDataDir(inject('embeddedTemplate')) : await createServerDatabase(inject('postgresUrl'));
  await (await openDatabase(empty.location)).close();
  const { dataDir = '', url = '' } = empty.location;
  const engine = kind === 'embedded' ? await PGlite.create({ dataDir: path.join(dataDir, 'database') }) : null;
  const adapter = engine === null ? new PrismaPg({ connectionString: url }) : new PrismaPGlite(engine);
  const prisma = new PrismaClient({ adapter, log: [{ emit: 'event', level: 'query' }] });
  const statements: string[] = [];
  prisma.$on('query', ({ query }) => statements.push(query));
  const version = { read: async () => 0, require: async () => undefined };
  const close = async (): Promise<void> => {
    await prisma.$disconnect();
    await engine?.close();
    await empty.remove();
  };
  return { prisma, kind, version, close, statements };
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

  it('the same statements, each of which is answered by an index', async () => {
    await send('replace', 0, owner);
    await send('oracle', 100, owner);
    const id = await send('temperature', 60, sender);
    await copyEntry(database, id, 2);
    const few = await statementsOf('freeze');
    await copyEntry(database, id, 45, 2);
    const many = await statementsOf('retain');
    expect(many).toEqual(few);
    expect(many.length).toBeGreaterThan(20);
    for (const statement of new Set(many)) expect(await readsWhole(database, statement), statement).toEqual([]);
  });
});

interface PlanNode {
  readonly 'Relation Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Recheck Cond'?: string;
  readonly 'Node Type': string;
  readonly Plans?: readonly PlanNode[];
}

/** Tables with a row an entry that a statement can only answer by reading all of them. */
async function readsWhole({ prisma }: Database, statement: string): Promise<string[]> {
  const plan = await prisma.$transaction(async (tx) => {
    // Small tables are read whole whatever indexes there are: here that is forbidden where there is another way.
    for (const way of ['seqscan', 'hashjoin', 'mergejoin']) await tx.$executeRawUnsafe(`SET LOCAL enable_${way} = off`);
    const rows = await tx.$queryRawUnsafe<Record<string, [{ Plan: PlanNode }]>[]>(
      `EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${statement}`,
    );
    return Object.values(rows[0] ?? {})[0]?.[0].Plan;
  });
  return plan === undefined ? [] : wholeScans(plan);
}

function wholeScans(node: PlanNode): string[] {
  const table = node['Relation Name'];
  const isScan = node['Node Type'].endsWith('Scan') && (GROWING as readonly (string | undefined)[]).includes(table);
  const isFound = node['Index Cond'] !== undefined || node['Recheck Cond'] !== undefined;
  return [...(isScan && !isFound ? [`${table}: ${node['Node Type']}`] : []), ...(node.Plans ?? []).flatMap(wholeScans)];
}
