/** The list of snapshots has pages: each snapshot in it is read whole. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { identify } from '#benchmarks/snapshot/identity.ts';
import type { SnapshotListView } from '#leaderboard/views/index.ts';
import { refreshDataVersion } from '../../app/data-version.ts';
import { type Api, openApi } from '../support/api.ts';
import { tinyBody } from '../support/tiny-snapshot.ts';

const COUNT = 51;

let api: Api;
const ids: string[] = [];

beforeAll(async () => {
  api = await openApi();
  const { prisma } = api.database;
  await prisma.suite.upsert({ where: { id: '0.1' }, create: { id: '0.1' }, update: {} });
  let previous: { readonly id: string; readonly digest: string } | null = null;
  const changes = { added: [], removed: [], rescored: [], reranked: [] };
  for (let day = 1; day <= COUNT; day++) {
    const createdAt = new Date(Date.UTC(2026, 0, day)).toISOString().replace('.000Z', 'Z');
    const { id, digest, content } = identify({ ...tinyBody(['near'], createdAt), previous, changes });
    const data = { id, digest, content, suiteId: '0.1', previousId: previous?.id ?? null, createdAt };
    await prisma.snapshot.create({ data });
    ids.unshift(id);
    previous = { id, digest };
  }
  await refreshDataVersion();
}, 300_000);
afterAll(() => api?.close());

const list = async (query: string): Promise<SnapshotListView> => (await api.get(`/api/v1/snapshots${query}`)).body;

it('is added to by nobody where nothing is ranked', async () => {
  const { status, body } = await api.postJson('/api/v1/snapshots', { suite: '0.1' }, api.adminToken);
  expect([status, body.detail]).toEqual([404, expect.stringContaining('no entries at a tier with a ranking')]);
});

it('gives the newest first, fifty a page', async () => {
  const first = await list('');
  expect(first).toMatchObject({ page: 1, pages: 2, total: COUNT });
  const second = await list('?page=2');
  expect(second).toMatchObject({ page: 2, pages: 2, total: COUNT });
  expect([first, second].map(({ snapshots }) => snapshots.length)).toEqual([50, 1]);
  expect([...first.snapshots, ...second.snapshots].map(({ id }) => id)).toEqual(ids);
  expect(await list('?page=1&x=2')).toEqual(first);
});

it.each(['0', '-1', '1e1', 'x', '', '1000000'])('has no page %j', async (page) => {
  const { status, body } = await api.get(`/api/v1/snapshots?page=${page}`);
  expect([status, body.code]).toEqual([400, 'bad-parameter']);
  expect((await api.get('/api/v1/snapshots?page=3')).status).toBe(404);
});
