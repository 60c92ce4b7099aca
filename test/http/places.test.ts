/**
 * A board of suite 0.3, where ranks exist within places: the command line and a site make the same of the same bundles, an
 * address names a place, and the answer in words changes with who is best.
 */
import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { placeName } from '#benchmarks/board/place.ts';
import type { Place } from '#benchmarks/protocol/place.ts';
import type { ScoredRow } from '#benchmarks/scoring/index.ts';
import { applicableView } from '#benchmarks/snapshot/verify-applicable.ts';
import { benchmarkName } from '#benchmarks/suite/catalog.ts';
import { ownBoardCards } from '#leaderboard/catalog/suites.ts';
import { scoringDone } from '#leaderboard/scores/schedule.ts';
import type { BoardRow, BoardView, DosesView } from '#leaderboard/views/index.ts';
import { type Api, openApi } from '../support/api.ts';
import { packed } from '../support/archives.ts';
import { writeBundle } from '../support/bundles.ts';
import { heirloom } from '../support/cli.ts';
import { fabricateBundle } from '../support/fabricate.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const GROUP = 'closed-forms';
const BENCHMARKS = ownBoardCards({ suite: '0.3', group: GROUP }).map(benchmarkName);

/** By specification in the order in which they are sent: the quality. */
const ENTRIES: readonly (readonly [spec: string, quality: number])[] = [
  ['replace', 0],
  ['oracle', 100],
  ['temperature:value=1.05', 20],
  ['mix-sources:budget=full', 25],
  ['retain:share=0.01', 30],
  ['retain:share=0.05', 60],
  ['retain:share=0.04', 55],
  ['retain+temperature', 50],
  ['retain:share=0.1', 70],
  ['fresh:share=0.05', 58],
  ['fresh:share=0.1', 72],
  ['filter-verifier', 80],
  ['accumulate', 85],
];

let api: Api;
let folder: string;
const paths: string[] = [];

/** Sends a bundle, and writes it to a folder. */
async function send(spec: string, quality: number, benchmarks: readonly string[] = BENCHMARKS): Promise<string> {
  const files = await fabricateBundle({ spec, tier: 'quick', benchmarks, quality });
  const place = mkdtempSync(path.join(folder, 'bundle-'));
  const { status, body } = await api.submit(packed(files));
  expect(status, JSON.stringify(body).slice(0, 500)).toBe(201);
  return writeBundle(files, place);
}

const board = async (query = 'division=all', group = GROUP): Promise<BoardView> => {
  const { status, body } = await api.get(`/api/v1/leaderboard?suite=0.3&group=${group}&tier=quick&${query}`);
  expect(status, JSON.stringify(body).slice(0, 300)).toBe(200);
  return body;
};

beforeAll(async () => {
  api = await openApi();
  folder = temporaryFolder();
  for (const [spec, quality] of ENTRIES) paths.push(await send(spec, quality));
  // Not applicable to the other benchmark of its group.
  for (const [spec, quality] of [
    ['replace', 0],
    ['oracle', 100],
    ['filter-verifier', 40],
  ] as const)
    await send(spec, quality, ['ngram-text@2']);
  await scoringDone();
}, 900_000);
afterAll(() => api?.close());

interface Reported {
  readonly board: { readonly rows: readonly ScoredRow[] };
  readonly strategies: readonly (Place & {
    readonly id: string;
    readonly spec: string;
    readonly unranked: string | null;
    readonly applicable: Parameters<typeof applicableView>[0];
  })[];
}

describe('one board', () => {
  test('the report and the site give the same places, ranks, scores over what applies, and order', async () => {
    const { code, stdout, stderr } = await heirloom(['report', ...paths, '--suite', '0.3', '--json']);
    expect([code, stderr]).toEqual([0, '']);
    const { strategies, board: reported }: Reported = JSON.parse(stdout);
    const ofReport = strategies.map(({ id, spec, division, classes, unranked, applicable }) => {
      const { rank, overall } = reported.rows.find((row) => row.id === id) as ScoredRow;
      return {
        spec,
        place: placeName({ division, classes }),
        rank: rank && [rank.best, rank.worst, rank.position, rank.of],
        reason: unranked,
        overall: overall?.value ?? null,
        applicable: applicableView(applicable),
      };
    });
    const { rows } = await board();
    const ofSite = rows.map((row: BoardRow) => ({
      spec: row.spec,
      place: placeName(row),
      rank: row.placeRank && [row.placeRank.low, row.placeRank.high, row.placeRank.position, row.placeRank.of],
      reason: row.rankReason === 'places' ? null : row.rankReason,
      overall: row.overall.value,
      applicable: row.applicable,
    }));
    expect(ofReport).toEqual(ofSite);
    expect(Object.fromEntries(ofSite.map(({ spec, place, rank }) => [spec, rank && `${place} of ${rank[3]}`]))).toEqual(
      {
        replace: null,
        oracle: null,
        'temperature:value=1.05': 'closed/0/1/0 of 1',
        'mix-sources:budget=full': 'closed/0/3/0 of 1',
        'retain:share=0.01': 'retained/1/1/0 of 1',
        'retain:share=0.05': 'retained/5/1/0 of 1',
        // The best of a family and place is ranked.
        'retain:share=0.04': null,
        'retain+temperature': 'retained/10/1/0 of 2',
        'retain:share=0.1': 'retained/10/1/0 of 2',
        'fresh:share=0.05': 'fresh/5/1/0 of 1',
        'fresh:share=0.1': 'fresh/10/1/0 of 1',
        'filter-verifier': 'assisted/0/1/2 of 1',
        accumulate: 'accumulating/more/more/0 of 1',
      },
    );
  });

  test('what is not applicable to a benchmark has the score on what it applies to beside none overall', async () => {
    const { rows } = await board('division=all', 'text');
    const row = rows.find(({ spec }) => spec === 'filter-verifier') as BoardRow;
    expect(row.overall.value).toBeNull();
    expect(row.benchmarks['text-transformer']?.status).toBe('inapplicable');
    expect(row.applicable).toEqual({
      value: row.benchmarks['ngram-text']?.value,
      low: expect.closeTo(row.benchmarks['ngram-text']?.low ?? 0, 9),
      high: expect.closeTo(row.benchmarks['ngram-text']?.high ?? 0, 9),
      benchmarks: 1,
      of: 2,
    });
    // The controls lack a benchmark that they could have run.
    expect(rows.map(({ spec }) => spec)[0]).toBe('filter-verifier');
    expect(rows.filter(({ applicable }) => applicable !== null)).toEqual([row]);
  });
});

describe('a board over one benchmark', () => {
  test('ranks by that benchmark within places, as the report does, in JSON and as a table', async () => {
    const { code, stdout } = await heirloom(['report', ...paths, '--suite', '0.3', '--benchmark', 'gmm-2d', '--json']);
    expect(code).toBe(0);
    const { board: reported }: Reported = JSON.parse(stdout);
    const view = await board('division=all', 'gmm-2d');
    expect(view).toMatchObject({ group: 'gmm-2d', benchmarks: [{ id: 'gmm-2d', version: 2 }], placeRules: 1 });
    const ofSite = view.rows.map(({ spec, overall, placeRank }) => [
      spec,
      overall.value,
      overall.low,
      placeRank?.of ?? null,
    ]);
    expect(ofSite).toEqual(
      reported.rows.map(({ id, overall, rank }) => [
        id,
        overall?.value ?? null,
        overall?.interval?.[0] ?? null,
        rank?.of ?? null,
      ]),
    );
    expect(ofSite.find(([spec]) => spec === 'retain:share=0.1')?.[3]).toBe(2);
    const place = await board('division=retained&budget=10&training=1&calls=0', 'gmm-2d');
    expect(place.rows.filter(({ rank }) => rank !== null).map(({ spec }) => spec)).toEqual([
      'retain:share=0.1',
      'retain+temperature',
    ]);
    const { body } = await api.get('/api/v1/leaderboard?suite=0.3&group=gmm-2d&tier=quick&format=csv');
    expect(String(body).split('\n')[1]).toMatch(/^suite-0.3,gmm-2d,quick,/);
  });

  test('is of suites whose rules know budgets alone, and of their benchmarks', async () => {
    expect((await api.get('/api/v1/leaderboard?suite=0.2&tier=quick&group=gmm-2d')).status).toBe(404);
    expect((await api.get('/api/v1/leaderboard?suite=0.3&tier=quick&group=nothing')).status).toBe(400);
    const { groups } = await board('division=all', 'gmm-2d');
    expect(groups.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['all', 'closed-forms', 'gmm-2d', 'gmm-drift']),
    );
    expect(groups.find(({ value }) => value === 'gmm-drift')?.count).toBe(0);
    const { groups: older } = (await api.get('/api/v1/leaderboard?suite=0.2&tier=quick')).body as BoardView;
    expect(older.some(({ value }) => value === 'gmm-2d')).toBe(false);
  });
});

describe('dose and response', () => {
  const dosesOf = async (family: string): Promise<DosesView | null> =>
    (await api.get(`/api/v1/doses?suite=0.3&tier=quick&group=${GROUP}&family=${family}`)).body.doses;

  test('a family’s entries stand by their share of real data, with scores and costs', async () => {
    const doses = (await dosesOf('retain')) as DosesView;
    expect(doses).toMatchObject({
      parameter: 'share',
      axis: 'real-share',
      lines: [{ others: '' }],
      total: 4,
      laws: [],
    });
    expect(doses.entries.map(({ spec, value, dose, vouched }) => [spec, value, dose, vouched])).toEqual([
      ['retain:share=0.01', 0.01, expect.closeTo(0.01, 3), true],
      ['retain:share=0.04', 0.04, expect.closeTo(0.04, 3), true],
      ['retain:share=0.05', 0.05, expect.closeTo(0.05, 3), true],
      ['retain:share=0.1', 0.1, expect.closeTo(0.1, 3), true],
    ]);
    const values = doses.entries.map(({ overall }) => overall.value ?? 0);
    expect(values).toEqual([...values].sort((a, b) => a - b));
    const { rows } = await board();
    for (const { spec, overall, benchmarks, cost } of doses.entries) {
      const row = rows.find((own) => own.spec === spec);
      expect([overall, benchmarks, cost]).toEqual([row?.overall, row?.benchmarks, row?.cost]);
    }
  });

  test('beside them stands what the laws expect, in their own metrics', async () => {
    const { laws = [] } = (await dosesOf('fresh')) ?? {};
    expect(laws.map(({ benchmark, metric, law }) => [benchmark, metric.id, law])).toEqual([
      ['gaussian', 'mean-error', 'law 10'],
      ['word-frequencies', 'heterozygosity', 'law 6'],
    ]);
    // Law 10 with M = 100 over five generations, by Python's fractions: e₀ = 1/M, V₀ = 1, and the recursion of docs/laws.md.
    expect(laws[0]?.points.map(({ dose, expected }) => [dose, expected])).toEqual([
      [expect.closeTo(0.05, 3), expect.closeTo(20.565896954743437, 9)],
      [expect.closeTo(0.1, 3), expect.closeTo(36.669406277239666, 9)],
    ]);
    // What is made up has no law; it is measured all the same.
    for (const { value, low, high } of laws[0]?.points ?? [])
      expect([low, value, high].every(Number.isFinite)).toBe(true);
  });

  test('a board has the families of its division; one dose is none', async () => {
    expect((await board()).doses.map(({ family, points }) => [family, points.length])).toEqual([
      ['retain', 4],
      ['fresh', 2],
    ]);
    expect((await board('division=fresh')).doses.map(({ family }) => family)).toEqual(['fresh']);
    expect(await dosesOf('temperature')).toBeNull();
    expect(await dosesOf('nobody')).toBeNull();
  });
});

describe('addresses', () => {
  test('of one place have its ranking; of several none of their own', async () => {
    const place = await board('division=retained&budget=10&training=1&calls=0');
    expect(place).toMatchObject({ ranked: true, budget: '10', training: '1', calls: '0' });
    const entries = place.rows.filter(({ role }) => role === 'entry');
    expect(entries.map(({ spec, rank }) => [spec, rank?.of])).toEqual([
      ['retain:share=0.1', 2],
      ['retain+temperature', 2],
    ]);
    const several = await board('division=retained&budget=10');
    expect(several).toMatchObject({ ranked: false, training: 'all' });
    const row = several.rows.find(({ spec }) => spec === 'retain:share=0.1');
    expect(row).toMatchObject({ rank: null, rankReason: 'places', placeRank: { position: 1, of: 2 } });
    expect(several.budgets.map(({ value, count }) => [value, count])).toEqual([
      ['all', 5],
      ['0', 0],
      ['1', 1],
      ['5', 2],
      ['10', 2],
      ['20', 0],
      ['more', 0],
    ]);
  });

  test('an earlier suite has no budgets', async () => {
    expect((await api.get('/api/v1/leaderboard?suite=0.2&tier=quick&budget=10')).status).toBe(404);
    expect((await api.get('/api/v1/leaderboard?suite=0.2&tier=quick&group=networks')).status).toBe(404);
    expect((await api.get('/api/v1/leaderboard?suite=0.3&tier=quick&budget=7')).status).toBe(400);
    const { body } = await api.get('/api/v1/leaderboard?suite=0.2&tier=quick');
    expect(body).toMatchObject({ placeRules: null, budgets: [] });
    expect(body.rows.every(({ classes }: BoardRow) => classes === null)).toBe(true);
  });

  test('a table has places and the ranks in them', async () => {
    const { body } = await api.get(
      `/api/v1/leaderboard?suite=0.3&group=${GROUP}&tier=quick&division=retained&format=csv`,
    );
    const [head = '', ...lines] = String(body).split('\n');
    expect(head).toContain('budget,training_class,call_class,applicable_score');
    expect(head).toContain('place_rank_low,place_rank_high,place_rank_position,place_ranked_entries');
    expect(lines.some((line) => line.includes('retain:share=0.05'))).toBe(true);
  });
});
