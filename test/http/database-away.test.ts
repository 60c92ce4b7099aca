/** A built site whose database hangs, goes away and comes back: what is there is shown, the rest says why not. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverFile } from '../../scripts/setup/build.mjs';
import { packed } from '../support/archives.ts';
import { bundleOf, requireRun } from '../support/bundles.ts';
import { createServerDatabase, type PostgresServer, startPostgres } from '../support/databases.ts';
import { type FlakyProxy, startFlakyProxy } from '../support/flaky-proxy.ts';
import { type Site, startSite } from '../support/site.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Pages and answers of the API that name every submission. */
const SHOWN = ['/board/0.1/smoke/all', '/zh/board/0.1/smoke/all', '/api/v1/leaderboard?suite=0.1&tier=smoke'];
/** Pages that nobody has asked for, and what they say. */
const NOT_SHOWN = [
  ['/submissions/0123456789abcdef', 'pages that were shown lately are still there'],
  ['/zh/submissions/0123456789abcdef', '最近显示过的页面仍可查看'],
] as const;
const STATIC = ['/icon.svg', '/about', '/social-card.png'];
/** Far less than any timeout of the database itself. */
const SOON_MS = 15_000;

let server: PostgresServer;
let proxy: FlakyProxy;
let site: Site;

beforeAll(async () => {
  server = await startPostgres();
  const { url } = await createServerDatabase(server.url);
  proxy = await startFlakyProxy(url);
  site = await startSite({ databaseUrl: proxy.url });
});
afterAll(async () => {
  proxy?.pass();
  await site?.stop();
  await proxy?.close();
  await server?.stop();
});

const get = (address: string): Promise<Response> => fetch(site.url + address, { signal: AbortSignal.timeout(SOON_MS) });

/** An upload that is taken may take its time; one that is refused may not. */
async function submit(spec: string, signal?: AbortSignal): Promise<Response> {
  return fetch(`${site.url}/api/v1/submissions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${site.adminToken}`, 'content-type': 'application/gzip' },
    body: new Uint8Array(packed(bundleOf([await requireRun('word-frequencies', spec)]))),
    ...(signal && { signal }),
  });
}

/** Another process has no event to wait for but its answers. */
async function untilHealthy(): Promise<void> {
  const deadline = performance.now() + SOON_MS;
  while (!(await get('/api/v1/health')).ok) if (performance.now() > deadline) throw new Error('not healthy again');
}

const textOf = async (address: string): Promise<string> => {
  const response = await get(address);
  expect([address, response.status]).toEqual([address, 200]);
  return response.text();
};

describe.each([
  ['hangs', () => proxy.hang(), 'replace', 'retain'],
  ['is away', () => proxy.cut(), 'oracle', 'freeze'],
] as const)('while the database %s', { timeout: 240_000 }, (_, begin, before, after) => {
  it('pages that were shown and static files are, the rest is refused for now, and all goes on afterwards', async () => {
    const first = await submit(before);
    expect(first.status).toBe(201);
    const { id } = (await first.json()) as { id: string };
    for (const page of await Promise.all(SHOWN.map(textOf))) expect(page.includes(id)).toBe(true);
    // Of a page that is not there: what answers one is loaded at the first.
    for (const [page] of NOT_SHOWN) expect((await fetch(`${site.url}${page.replace('0', '1')}`)).status).toBe(404);
    begin();

    const health = await get('/api/v1/health');
    expect(health.status).toBe(503);
    expect(health.headers.get('content-type')).toContain('application/json');
    expect(await health.json()).toMatchObject({ status: 'unavailable', code: 'unavailable' });
    for (const page of await Promise.all(SHOWN.map(textOf))) expect(page.includes(id)).toBe(true);
    await Promise.all(STATIC.map(textOf));

    const refused = await submit(after, AbortSignal.timeout(SOON_MS));
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({
      code: 'unavailable',
      detail: expect.stringContaining('nothing was stored'),
    });
    for (const address of ['/api/v1/snapshots', '/api/v1/submissions/0123456789abcdef'])
      expect((await get(address)).status).toBe(503);
    for (const [page, words] of NOT_SHOWN) {
      const lost = await get(page);
      expect([page, lost.status, Number(lost.headers.get('retry-after')) > 0]).toEqual([page, 503, true]);
      expect(await lost.text()).toContain(words);
    }

    proxy.pass();
    await untilHealthy();
    const sent = await submit(after);
    expect(sent.status).toBe(201);
    const newer = ((await sent.json()) as { id: string }).id;
    expect((await textOf('/board/0.1/smoke/all')).includes(newer)).toBe(true);
    expect(site.output()).not.toMatch(/unhandled/i);
  });
});

describe('a site that can’t start ends with a sentence and the exit code of the table', () => {
  const start = (env: Record<string, string>) => {
    const { DATABASE_URL: _unused, ...inherited } = process.env;
    return spawnSync(process.execPath, [serverFile(process.env.HEIRLOOM_DIST ?? '.next-test')], {
      encoding: 'utf8',
      timeout: 60_000,
      env: { ...inherited, NODE_ENV: 'production', PORT: '0', HEIRLOOM_DATA: temporaryFolder(), ...env },
    });
  };
  const sentences = (stderr: string): string[] => stderr.split('\n').filter((line) => line.startsWith('heirloom: '));

  it('where a file is in the place of its data directory', () => {
    const file = path.join(temporaryFolder(), 'data');
    writeFileSync(file, '');
    const { status, stderr } = start({ HEIRLOOM_DATA: file });
    expect(status).toBe(5);
    expect(sentences(stderr)).toEqual([expect.stringContaining('a file is in its place')]);
    expect(stderr).not.toContain('    at ');
  });

  it.runIf(existsSync('/proc/self'))('where the file system of its data directory takes no files', () => {
    const { status, stderr } = start({ HEIRLOOM_DATA: '/proc/heirloom' });
    expect(status).toBe(5);
    expect(sentences(stderr)).toEqual([expect.stringContaining("can't be written (ENOENT): set HEIRLOOM_DATA to")]);
    expect(stderr).not.toContain('    at ');
  });

  it('where its role may not make tables', async () => {
    const { url } = await createServerDatabase(server.url);
    const { default: pg } = await import('pg');
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query(`CREATE ROLE visitor LOGIN PASSWORD 'secret'`);
    await client.end();
    const visitor = new URL(url);
    Object.assign(visitor, { username: 'visitor', password: 'secret' });
    const { status, stderr } = start({ DATABASE_URL: visitor.href });
    expect(status).toBe(3);
    expect(sentences(stderr)).toEqual([expect.stringContaining('GRANT USAGE, CREATE ON SCHEMA public TO visitor;')]);
  });

  it('and one whose data directory was open closes it, and says so', async () => {
    const dataDir = path.join(temporaryFolder(), 'data');
    mkdirSync(dataDir);
    chmodSync(dataDir, 0o755);
    const open = await startSite({ dataDir });
    await open.stop();
    expect(open.output()).toContain('it is its owner’s alone now'.replace('’', "'"));
    for (const part of ['', 'database', 'uploads'])
      expect([part, statSync(path.join(dataDir, part), { throwIfNoEntry: false })?.mode ?? 0o700]).toEqual([
        part,
        expect.toSatisfy((mode: number) => (mode & 0o077) === 0),
      ]);
  });
});
