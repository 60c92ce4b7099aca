/** The API's own route handlers on a throwaway embedded database: what a request does, without a server around it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { inject } from 'vitest';
import { ensureAdminToken } from '#leaderboard/access/tokens.ts';
import type { Database } from '#leaderboard/db/database.ts';
import { closeDatabase, getDatabase } from '#leaderboard/db/shared-database.ts';
import { closeWorkers } from '#leaderboard/host/worker-pool.ts';
import { bundleStore, incomingFolder } from '#leaderboard/intake/bundle-store.ts';
import { onScoresChanged, scoringDone } from '#leaderboard/scores/schedule.ts';
import type { RouteHandler } from '../../app/api/endpoint.ts';
import { GET as getRealSample } from '../../app/api/v1/benchmarks/[id]/real-sample/route.ts';
import { GET as getBenchmarkCharts } from '../../app/api/v1/benchmarks/[id]/trajectories/[tier]/route.ts';
import { GET as getCompare } from '../../app/api/v1/compare/route.ts';
import { GET as getHealth } from '../../app/api/v1/health/route.ts';
import { GET as getLeaderboard } from '../../app/api/v1/leaderboard/route.ts';
import { GET as getLimits } from '../../app/api/v1/limits/route.ts';
import { GET as getPareto } from '../../app/api/v1/pareto/[suite]/[tier]/[division]/[group]/route.ts';
import { GET as getSnapshotFile } from '../../app/api/v1/snapshots/[id]/[format]/route.ts';
import { GET as getChanges } from '../../app/api/v1/snapshots/[id]/changes/[other]/route.ts';
import { POST as postDoi } from '../../app/api/v1/snapshots/[id]/doi/route.ts';
import { GET as getSnapshot } from '../../app/api/v1/snapshots/[id]/route.ts';
import { GET as getSnapshots, POST as postSnapshot } from '../../app/api/v1/snapshots/route.ts';
import { GET as getBundle } from '../../app/api/v1/submissions/[id]/bundle/route.ts';
import { GET as getFile } from '../../app/api/v1/submissions/[id]/files/[...path]/route.ts';
import { GET as getFiles } from '../../app/api/v1/submissions/[id]/files/route.ts';
import { GET as getFrames } from '../../app/api/v1/submissions/[id]/frames/[benchmark]/route.ts';
import { GET as getLedger } from '../../app/api/v1/submissions/[id]/ledger/[benchmark]/route.ts';
import { GET as getSubmission } from '../../app/api/v1/submissions/[id]/route.ts';
import { POST as postTombstone } from '../../app/api/v1/submissions/[id]/tombstone/route.ts';
import { GET as getRunTrajectories } from '../../app/api/v1/submissions/[id]/trajectories/[benchmark]/[metrics]/route.ts';
import { POST as postSubmission } from '../../app/api/v1/submissions/route.ts';
import { POST as postToken } from '../../app/api/v1/tokens/route.ts';
import { GET as getTrajectories } from '../../app/api/v1/trajectories/route.ts';
import { installDataVersion, refreshDataVersion } from '../../app/data-version.ts';
import { entriesOf, tarOf } from './archives.ts';
import type { BundleFiles } from './bundles.ts';
import { createDataDir } from './databases.ts';

const ORIGIN = 'http://127.0.0.1:3000';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: an answer is whatever the test says it is
  readonly body: any;
}

export interface SubmitOptions {
  readonly token?: string | null;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Api {
  readonly database: Database;
  readonly dataDir: string;
  readonly adminToken: string;
  get(address: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  postJson(address: string, body: unknown, token: string | null): Promise<Answer>;
  submit(body: Uint8Array | ReadableStream<Uint8Array>, options?: SubmitOptions): Promise<Answer>;
  /** Rows of every table that an upload writes, and files that uploads leave. */
  stored(): Promise<Readonly<Record<string, number>>>;
  close(): Promise<void>;
}

/** Opens the API on a copy of a data directory, by default one with an empty database. One at a time: the database is the process's. */
export async function openApi(template: string = inject('migratedTemplate')): Promise<Api> {
  const { dataDir, remove } = createDataDir(template);
  process.env.HEIRLOOM_DATA = dataDir;
  delete process.env.DATABASE_URL;
  installDataVersion();
  onScoresChanged(refreshDataVersion);
  const database = await getDatabase();
  const adminToken = readFileSync(await ensureAdminToken(database), 'utf8').trim();
  const ask = async (
    handler: RouteHandler<never>,
    address: string,
    init: RequestInit,
    params: Record<string, string | string[]> = {},
  ): Promise<Answer> => {
    const request = new Request(new URL(address, ORIGIN), { ...init, duplex: 'half' } as RequestInit);
    const response = await handler(request, { params: Promise.resolve(params as never) });
    const type = response.headers.get('content-type') ?? '';
    const body = type.includes('json') ? await response.json() : Buffer.from(await response.arrayBuffer());
    return { status: response.status, headers: response.headers, body };
  };
  const authorization = (token: string | null): Record<string, string> =>
    token === null ? {} : { authorization: `Bearer ${token}` };
  return {
    database,
    dataDir,
    adminToken,
    get: (address, headers = {}) => {
      const { handler, params } = routeOf(GET_ROUTES, address);
      return ask(handler, address, { headers }, params);
    },
    postJson: (address, body, token) => {
      const { handler, params } = routeOf(POST_ROUTES, address);
      const init = { method: 'POST', body: JSON.stringify(body), headers: authorization(token) };
      return ask(handler, address, init, params);
    },
    submit: (body, { token = adminToken, contentType = 'application/gzip', headers = {} } = {}) =>
      ask(postSubmission as RouteHandler<never>, '/api/v1/submissions', {
        method: 'POST',
        body: body as BodyInit,
        headers: { ...authorization(token), 'content-type': contentType, ...headers },
      }),
    stored: () => countStored(database, dataDir),
    close: async () => {
      await scoringDone();
      await closeWorkers();
      await closeDatabase();
      await remove();
    },
  };
}

type Routes = readonly (readonly [RegExp, RouteHandler<never>])[];

const POST_ROUTES: Routes = [
  [/^\/api\/v1\/tokens$/, postToken as RouteHandler<never>],
  [/^\/api\/v1\/snapshots$/, postSnapshot as RouteHandler<never>],
  [/^\/api\/v1\/snapshots\/(?<id>[^/]+)\/doi$/, postDoi as RouteHandler<never>],
  [/^\/api\/v1\/submissions\/(?<id>[^/]+)\/tombstone$/, postTombstone as RouteHandler<never>],
];

const GET_ROUTES: Routes = [
  [/^\/api\/v1\/snapshots$/, getSnapshots as RouteHandler<never>],
  [/^\/api\/v1\/snapshots\/(?<id>[^/]+)$/, getSnapshot as RouteHandler<never>],
  [/^\/api\/v1\/snapshots\/(?<id>[^/]+)\/changes\/(?<other>[^/]+)$/, getChanges as RouteHandler<never>],
  [/^\/api\/v1\/snapshots\/(?<id>[^/]+)\/(?<format>[^/]+)$/, getSnapshotFile as RouteHandler<never>],
  [/^\/api\/v1\/leaderboard$/, getLeaderboard as RouteHandler<never>],
  [/^\/api\/v1\/benchmarks\/(?<id>[^/]+)\/real-sample$/, getRealSample as RouteHandler<never>],
  [/^\/api\/v1\/benchmarks\/(?<id>[^/]+)\/trajectories\/(?<tier>[^/]+)$/, getBenchmarkCharts as RouteHandler<never>],
  [/^\/api\/v1\/health$/, getHealth as RouteHandler<never>],
  [/^\/api\/v1\/limits$/, getLimits as RouteHandler<never>],
  [/^\/api\/v1\/submissions\/(?<id>[^/]+)$/, getSubmission as RouteHandler<never>],
  [/^\/api\/v1\/submissions\/(?<id>[^/]+)\/bundle$/, getBundle as RouteHandler<never>],
  [/^\/api\/v1\/trajectories$/, getTrajectories as RouteHandler<never>],
  [/^\/api\/v1\/compare$/, getCompare as RouteHandler<never>],
  [
    /^\/api\/v1\/pareto\/(?<suite>[^/]+)\/(?<tier>[^/]+)\/(?<division>[^/]+)\/(?<group>[^/]+)$/,
    getPareto as RouteHandler<never>,
  ],
  [/^\/api\/v1\/submissions\/(?<id>[^/]+)\/files$/, getFiles as RouteHandler<never>],
  [/^\/api\/v1\/submissions\/(?<id>[^/]+)\/files\/(?<path>.+)$/, getFile as RouteHandler<never>],
  [/^\/api\/v1\/submissions\/(?<id>[^/]+)\/frames\/(?<benchmark>[^/]+)$/, getFrames as RouteHandler<never>],
  [/^\/api\/v1\/submissions\/(?<id>[^/]+)\/ledger\/(?<benchmark>[^/]+)$/, getLedger as RouteHandler<never>],
  [
    /^\/api\/v1\/submissions\/(?<id>[^/]+)\/trajectories\/(?<benchmark>[^/]+)\/(?<metrics>[^/]+)$/,
    getRunTrajectories as RouteHandler<never>,
  ],
];

function routeOf(
  routes: Routes,
  address: string,
): { readonly handler: RouteHandler<never>; readonly params: Record<string, string | string[]> } {
  const { pathname } = new URL(address, ORIGIN);
  for (const [pattern, handler] of routes) {
    const match = pattern.exec(pathname);
    if (!match) continue;
    const { path: rest, ...params } = match.groups ?? {};
    // A catch-all segment comes as a list.
    return { handler, params: { ...params, ...(rest === undefined ? {} : { path: rest.split('/') }) } };
  }
  throw new Error(`no route for ${pathname}`);
}

async function countStored({ prisma }: Database, dataDir: string): Promise<Readonly<Record<string, number>>> {
  const namesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);
  const store = bundleStore({ dataDir });
  return {
    submissions: await prisma.submission.count(),
    bundles: await prisma.bundle.count(),
    runs: await prisma.run.count(),
    trajectories: await prisma.trajectory.count(),
    ledgers: await prisma.runLedger.count(),
    outcomes: await prisma.runOutcome.count(),
    scores: await prisma.benchmarkScore.count(),
    boardScores: await prisma.boardScore.count(),
    strategies: await prisma.strategy.count(),
    suites: await prisma.suite.count(),
    events: await prisma.event.count({ where: { kind: 'submission.created' } }),
    uploads: namesIn(path.join(dataDir, 'uploads')).length + namesIn(incomingFolder(store)).length,
    contents: namesIn(store)
      .filter((folder) => folder.length === 2)
      .flatMap((folder) => namesIn(path.join(store, folder))).length,
  };
}

/** A bundle as a request's body. */
export function packed(files: BundleFiles): Buffer {
  return gzipSync(tarOf(entriesOf(files)));
}
