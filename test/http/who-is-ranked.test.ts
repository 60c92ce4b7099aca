/** What a built site shows of who is ranked by the rules of suite 0.3: lines for idle baselines, and roles by what was run. */
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { benchmarkName } from '#benchmarks/suite/catalog.ts';
import { ownBoardCards } from '#leaderboard/catalog/suites.ts';
import { openDatabase } from '#leaderboard/db/database.ts';
import { closeWorkers } from '#leaderboard/host/worker-pool.ts';
import type { BoardQuery, BoardView } from '#leaderboard/views/index.ts';
import { boardDataPath, boardPath } from '../../app/paths.ts';
import { packed } from '../support/archives.ts';
import { createDataDir, type EmptyDatabase } from '../support/databases.ts';
import { fabricateBundle } from '../support/fabricate.ts';
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
const linesIn = (html: string): number =>
  html.split(/<tr[^>]* class="control idle"|<tr class="control idle"/).length - 1;

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

test.each([
  ['', 'With at most 5% real data', 'Where everything may be kept', 'scores'],
  ['/zh', '真实数据至多 5% 时', '可以保留一切时', '得分'],
])('%s/board says on top what works, with a way to the place', async (locale, question, keep, word) => {
  const html = await read(locale + boardPath({ ...CLOSED, division: 'all' }));
  expect(sentenceAfter(html, question)).toContain(`temperature:value=1.05 ${word}`);
  expect(sentenceAfter(html, keep)).toContain('temperature:value=1.05');
  expect(html).toContain(`href="${locale}${boardPath({ ...CLOSED, budget: '0', training: '1', calls: '0' })}"`);
});

/** What the answer says to a question, without its markup. */
function sentenceAfter(html: string, question: string): string {
  const [, rest = ''] = html.split(`<dt>${question}</dt>`);
  return rest
    .slice(0, rest.indexOf('</dd>'))
    .replaceAll(/<[^>]*>/g, '')
    .trim();
}

test('the sentence changes when a better entry is sent', async () => {
  const page = boardPath({ ...CLOSED, division: 'all' });
  const question = 'With at most 5% real data';
  const before = sentenceAfter(await read(page), question);
  const benchmarks = ownBoardCards(OPEN_BOARD).map(benchmarkName);
  const better = await fabricateBundle({ spec: 'retain:share=0.05', quality: 80, tier: OPEN_BOARD.tier, benchmarks });
  const response = await fetch(`${site.url}/api/v1/submissions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${site.adminToken}`, 'content-type': 'application/gzip' },
    body: new Uint8Array(packed(better)),
  });
  expect(response.status, await response.clone().text()).toBe(201);
  while ((await (await fetch(`${site.url}/api/v1/health`)).json()).scoring === 'running');
  const after = sentenceAfter(await read(page), question);
  expect(before).toMatch(/^temperature:value=1.05 scores/);
  expect(after).toMatch(
    /^retain:share=0\.05 scores [\d.]+ \([\d.]+ to [\d.]+\), rank 1 of 1 in retained, ≤ 5% real, ≤ M\./,
  );
  expect(sentenceAfter(await read(page), 'With no real data')).toMatch(/^temperature/);
});

test('JSON has the same', async () => {
  const board = JSON.parse(await read(boardDataPath(CLOSED, 'json'))) as BoardView;
  const row = board.rows.find(({ id }) => id === ids.get(AS_REPLACE));
  expect(row).toMatchObject({ role: 'control', sameAs: 'replace', rankReason: 'same', rank: null });
  expect(board.rows.map(({ idle }) => idle.length)).toEqual(board.rows.map(({ isIdle }) => (isIdle ? 1 : 2)));
});
