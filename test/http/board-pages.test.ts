/** A board of several pages, loaded in bulk through the same door as everybody's. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requireToken } from '#leaderboard/access/tokens.ts';
import { acceptBundles } from '#leaderboard/intake/accept-bundle.ts';
import { scoringDone } from '#leaderboard/scores/schedule.ts';
import type { BoardView } from '#leaderboard/views/index.ts';
import { type Api, openApi } from '../support/api.ts';
import { archiveOf, entriesOf } from '../support/archives.ts';
import { bundleOf, requireRun } from '../support/bundles.ts';

const ENTRIES = 53;

let api: Api;
let ids: string[];

beforeAll(async () => {
  api = await openApi();
  const specs = [
    'replace',
    'oracle',
    ...Array.from({ length: ENTRIES - 2 }, (_, i) => `retain:share=${(i + 1) / 1000}`),
  ];
  const paths = [];
  for (const spec of specs) paths.push(archiveOf(entriesOf(bundleOf([await requireRun('gaussian', spec)]))));
  const bearer = await requireToken(api.database, `Bearer ${api.adminToken}`, 'submit');
  const accepted = await acceptBundles(api.database, [...paths, paths[0] as string], bearer);
  const values = accepted.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
  ids = values.map(({ id }) => id);
  expect(values.map(({ created }) => created)).toEqual([...specs.map(() => true), false]);
  await scoringDone();
}, 300_000);

afterAll(() => api?.close());

async function page(number: number, division = 'all'): Promise<BoardView> {
  const { status, body } = await api.get(`/api/v1/leaderboard?tier=smoke&division=${division}&page=${number}`);
  expect(status).toBe(200);
  return body;
}

test('fifty rows a page; every entry is on exactly one', async () => {
  const [first, second] = [await page(1), await page(2)];
  expect([first.rows.length, second.rows.length]).toEqual([50, ENTRIES - 50]);
  for (const view of [first, second]) expect(view).toMatchObject({ pages: 2, pageSize: 50, total: ENTRIES });
  const shown = [...first.rows, ...second.rows].map(({ id }) => id);
  expect(new Set(shown)).toEqual(new Set(ids));
  // None has an overall score (one benchmark of the suite), so they are in the order of their ids.
  expect(shown).toEqual([...new Set(ids)].sort());
});

test('a page beyond the last is not found', async () => {
  expect((await api.get('/api/v1/leaderboard?tier=smoke&page=3')).status).toBe(404);
});

test('scores that the bulk left for later are complete, against the controls among them', async () => {
  const view = await page(1, 'retained');
  expect(view.benchmarks.find(({ id }) => id === 'gaussian')?.hasControls).toBe(true);
  for (const row of view.rows) expect(['scored', 'inseparable']).toContain(row.benchmarks.gaussian?.status);
  for (const row of view.rows) expect(row.benchmarks.regression).toMatchObject({ status: 'missing', value: null });
});
