/** What a built site shows of who is ranked by the rules of suite 0.3: lines for idle baselines, and roles by what was run. */
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openDatabase } from '#leaderboard/db/database.ts';
import { closeWorkers } from '#leaderboard/host/worker-pool.ts';
import type { BoardQuery, BoardView } from '#leaderboard/views/index.ts';
import { boardDataPath, boardPath } from '../../app/paths.ts';
import { createDataDir, type EmptyDatabase } from '../support/databases.ts';
import { AS_REPLACE, fillOpenBoard, OPEN_BOARD } from '../support/open-suite.ts';
import { type Site, startSite } from '../support/site.ts';

const CLOSED: BoardQuery = { ...OPEN_BOARD, division: 'closed', page: 1 };

let empty: EmptyDatabase & { readonly dataDir: string };
let site: Site;
let ids: ReadonlyMap<string, string>;

beforeAll(async () => {
  empty = createDataDir(inject('migratedTemplate'));
  const database = await openDatabase(empty.location);
  const data = { hash: '0'.repeat(64), scope: 'admin', label: 'test' } as const;
  const { id } = await database.prisma.token.create({ data, select: { id: true } });
  ids = await fillOpenBoard(database, id);
  await closeWorkers();
  await database.close();
  site = await startSite({ dataDir: empty.dataDir });
}, 400_000);
afterAll(async () => {
  await site?.stop();
  await empty?.remove();
});

async function read(path: string): Promise<string> {
  const response = await fetch(`${site.url}${path}`);
  expect(response.status, path).toBe(200);
  return (await response.text()).replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
}

/** The rows of idle baselines that are lines across a page's board. */
const linesIn = (html: string): number => html.split('<tr class="control idle">').length - 1;

test.each([
  ['', 'idle baseline', 'behind freeze'],
  ['/zh', '空转基线', '不如 freeze'],
])(
  '%s/board has a line for each idle baseline, and every row says how it stands beside them',
  async (locale, tag, verdict) => {
    const html = await read(locale + boardPath({ ...CLOSED, division: 'retained' }));
    expect(linesIn(html)).toBe(2);
    expect(html).toContain(tag);
    expect(html).toContain(verdict);
  },
);

test('sorted by another column they are rows like others; an earlier suite has none', async () => {
  expect(linesIn(await read(boardPath({ ...CLOSED, sort: 'drawn' })))).toBe(0);
  expect(linesIn(await read(boardPath({ ...CLOSED, suite: '0.2' })))).toBe(0);
});

test('what ran as replace says so on its page; others name their idle baselines there, with what is not compared on a whole suite', async () => {
  expect(await read(`/submissions/${ids.get(AS_REPLACE)}`)).toContain('It ran, bit for bit, as replace does');
  expect(await read(`/submissions/${ids.get('temperature:value=1.05')}`)).toContain(
    'not compared with freeze, gen0-samples',
  );
});

test('JSON has the same', async () => {
  const board = JSON.parse(await read(boardDataPath(CLOSED, 'json'))) as BoardView;
  const row = board.rows.find(({ id }) => id === ids.get(AS_REPLACE));
  expect(row).toMatchObject({ role: 'control', sameAs: 'replace', rankReason: 'same', rank: null });
  expect(board.rows.map(({ idle }) => idle.length)).toEqual(board.rows.map(({ isIdle }) => (isIdle ? 1 : 2)));
});
