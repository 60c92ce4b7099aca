/** Two processes of one site, on one PostgreSQL server and one data directory: what one takes in, the other shows. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256 } from '#benchmarks/protocol/digest.ts';
import type { BoardView } from '#leaderboard/views/index.ts';
import { packed } from '../support/archives.ts';
import { bundleOf, requireRun } from '../support/bundles.ts';
import { createServerDatabase, type PostgresServer, startPostgres } from '../support/databases.ts';
import { type Site, startSite } from '../support/site.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const BENCHMARK = 'word-frequencies';
const BOARD = '/board/0.1/smoke/all';
const WITHIN_MS = 10_000;

const dataDir = temporaryFolder();

let server: PostgresServer;
let sites: readonly [Site, Site];

beforeAll(async () => {
  server = await startPostgres();
  const { url: databaseUrl } = await createServerDatabase(server.url);
  // At once, on an empty database and in an empty directory: one migrates and makes the token, the other waits and takes it.
  const start = () => startSite({ databaseUrl, dataDir });
  sites = (await Promise.all([start(), start()])) as unknown as [Site, Site];
});

afterAll(async () => {
  await Promise.all((sites ?? []).map((site) => site.stop()));
  await server?.stop();
});

async function submit(site: Site, spec: string): Promise<{ status: number; body: { id: string } }> {
  const response = await fetch(`${site.url}/api/v1/submissions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${site.adminToken}`, 'content-type': 'application/gzip' },
    body: new Uint8Array(packed(bundleOf([await requireRun(BENCHMARK, spec)]))),
  });
  return { status: response.status, body: (await response.json()) as { id: string } };
}

const pageOf = async (site: Site): Promise<string> => (await fetch(site.url + BOARD)).text();

/** Another process has no event to wait for but its answers. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + WITHIN_MS;
  while (!(await holds())) if (performance.now() > deadline) throw new Error(`not within ${WITHIN_MS / 1000} s`);
}

test('both have one token, and give the files that either took in', async () => {
  const [a, b] = sites;
  expect(a.adminToken).toBe(b.adminToken);
  const { status, body } = await submit(a, 'retain');
  expect(status).toBe(201);
  expect((await submit(b, 'retain')).status).toBe(200);
  for (const file of ['files/submission.json', 'bundle']) {
    const [one, other] = await Promise.all(
      sites.map(async ({ url }) => {
        const response = await fetch(`${url}/api/v1/submissions/${body.id}/${file}`);
        return [response.status, sha256(new Uint8Array(await response.arrayBuffer()))];
      }),
    );
    expect(one?.[0]).toBe(200);
    expect(other).toEqual(one);
  }
});

test('the site that took it in shows it at once, the other as soon as it looks', async () => {
  const [a, b] = sites;
  for (const site of [a, b]) expect(await pageOf(site)).not.toContain('gen0-samples');
  const { body } = await submit(a, 'gen0-samples');
  expect(await pageOf(a)).toContain(body.id);
  await until(async () => (await pageOf(b)).includes(body.id));
});

test('the same bundle sent to both at once is one submission', async () => {
  const answers = await Promise.all(sites.map((site) => submit(site, 'freeze')));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 201]);
  expect(answers[0]?.body.id).toBe(answers[1]?.body.id);
});

test('controls that come to one score what came to the other', async () => {
  const [a, b] = sites;
  await Promise.all([
    submit(a, 'replace'),
    submit(b, 'oracle'),
    submit(a, 'retain:share=0.15'),
    submit(b, 'retain:share=0.05'),
  ]);
  await until(async () => {
    const board = (await (await fetch(`${b.url}/api/v1/leaderboard?tier=smoke`)).json()) as BoardView;
    return board.rows.length === 7 && board.rows.every((row) => row.benchmarks[BENCHMARK]?.status === 'scored');
  });
  expect(await pageOf(a)).toContain('retain:share=0.05');
});
