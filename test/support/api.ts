/** The API's own route handlers on a throwaway embedded database: what a request does, without a server around it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, inject } from 'vitest';
import { ensureAdminToken } from '#leaderboard/access/tokens.ts';
import type { Database } from '#leaderboard/db/database.ts';
import { closeDatabase, getDatabase } from '#leaderboard/db/shared-database.ts';
import { closeWorkers } from '#leaderboard/host/worker-pool.ts';
import { bundleStore, incomingFolder } from '#leaderboard/intake/bundle-store.ts';
import { onScoresChanged, scoringDone } from '#leaderboard/scores/schedule.ts';
import type { Method } from '../../app/api/routes.ts';
import { installDataVersion, refreshDataVersion } from '../../app/data-version.ts';
import { createDataDir } from './databases.ts';
import { undeclared } from './declared-answers.ts';
import { routeOf } from './declared-routes.ts';

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
  const ask = async (method: Method, address: string, init: RequestInit): Promise<Answer> => {
    const { route, params } = routeOf(method, address);
    const request = new Request(new URL(address, ORIGIN), { ...init, method, duplex: 'half' } as RequestInit);
    const response = await route.handler(request, { params: Promise.resolve(params) });
    const type = response.headers.get('content-type') ?? '';
    const body = type.includes('json') ? await response.json() : Buffer.from(await response.arrayBuffer());
    const answer = { status: response.status, headers: response.headers, body };
    expect(undeclared(route, answer), `${method} ${address}`).toEqual([]);
    return answer;
  };
  const authorization = (token: string | null): Record<string, string> =>
    token === null ? {} : { authorization: `Bearer ${token}` };
  return {
    database,
    dataDir,
    adminToken,
    get: (address, headers = {}) => ask('GET', address, { headers }),
    postJson: (address, body, token) =>
      ask('POST', address, { body: JSON.stringify(body), headers: authorization(token) }),
    submit: (body, { token = adminToken, contentType = 'application/gzip', headers = {} } = {}) =>
      ask('POST', '/api/v1/submissions', {
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
