/** Boards are views: of the same submissions, by suite and by group of benchmarks. */
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LATER_SUITES, SUITES } from '#benchmarks/suite/manifests.ts';
import { getBenchmark } from '#leaderboard/benchmarks/page.ts';
import { SORTS } from '#leaderboard/boards/order.ts';
import { ownCards } from '#leaderboard/catalog/suites.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { scheduleScoring, scoringDone } from '#leaderboard/scores/schedule.ts';
import { getStrategy } from '#leaderboard/strategies/page.ts';
import type { BoardRow, BoardView, FramesView, StrategyView } from '#leaderboard/views/index.ts';
import { type Api, openApi } from '../support/api.ts';
import { packed } from '../support/archives.ts';
import { fabricateBundle } from '../support/fabricate.ts';

const FIRST_SUITE = ownCards('0.1').map(({ id }) => id);
/** Whether a later suite has benchmarks that the first hasn't. */
const HAS_MORE = ownCards('0.2').length > FIRST_SUITE.length;

let api: Api;
const ids: Record<string, string> = {};

async function send(name: string, spec: string, quality: number, benchmarks: readonly string[]): Promise<void> {
  const bundle = await fabricateBundle({ spec, tier: 'quick', benchmarks, quality, author: name });
  const { status, body } = await api.submit(packed(bundle));
  expect(status, JSON.stringify(body).slice(0, 500)).toBe(201);
  ids[name] = body.id;
}

async function board(query: string): Promise<BoardView> {
  const { status, body } = await api.get(`/api/v1/leaderboard?tier=quick&${query}`);
  expect(status, JSON.stringify(body).slice(0, 500)).toBe(200);
  return body;
}

const rowOf = (view: BoardView, name: string): BoardRow | undefined => view.rows.find(({ id }) => id === ids[name]);

beforeAll(async () => {
  api = await openApi();
  await send('replace', 'replace', 0, FIRST_SUITE);
  await send('oracle', 'oracle', 100, FIRST_SUITE);
  await send('whole', 'temperature:value=1.1', 60, FIRST_SUITE);
  await send('text', 'mix-sources+temperature:value=1.2', 80, ['ngram-text']);
  await scoringDone();
}, 300_000);

afterAll(() => api?.close());

describe('the board of a group', () => {
  test('ranks whoever is complete in the group, whatever else was run', async () => {
    const view = await board('suite=0.1&division=closed&group=text');
    expect(view.benchmarks.map(({ id }) => id)).toEqual(['ngram-text']);
    expect(view.rows.map(({ spec }) => spec)).toEqual([
      'oracle',
      'mix-sources+temperature:value=1.2',
      'temperature:value=1.1',
      'replace',
    ]);
    expect(rowOf(view, 'text')?.rank).toMatchObject({ position: 1, of: 2 });
    expect(rowOf(view, 'whole')?.rank).toMatchObject({ position: 2, of: 2 });
    expect(rowOf(view, 'whole')?.overall.value).toBe(rowOf(view, 'whole')?.benchmarks['ngram-text']?.value);
  });

  test('does not list what ran none of its benchmarks', async () => {
    const view = await board('suite=0.1&division=closed&group=closed-forms');
    expect(view.benchmarks.map(({ id }) => id)).toEqual(['gaussian', 'regression', 'word-frequencies']);
    expect(rowOf(view, 'text')).toBeUndefined();
    expect(rowOf(view, 'whole')?.rank).toMatchObject({ position: 1, of: 1 });
    // Beside the score stands only what belongs to the group.
    expect(rowOf(view, 'whole')?.early.benchmarks).toBe(3);
  });

  test('is counted in the picker, and is not there for a group without benchmarks', async () => {
    const { groups } = await board('suite=0.1');
    expect(groups).toEqual([
      { value: 'all', count: 4 },
      { value: 'closed-forms', count: 3 },
      { value: 'densities', count: 3 },
      { value: 'text', count: 4 },
    ]);
    expect((await api.get('/api/v1/leaderboard?suite=0.1&group=images')).status).toBe(404);
    expect((await api.get('/api/v1/leaderboard?suite=0.1&group=nothing')).status).toBe(400);
  });

  test('has its own figure of score against real data, and charts of its benchmarks alone', async () => {
    const { points } = (await api.get('/api/v1/pareto/0.1/quick/closed/text')).body;
    expect(points).toHaveLength(4);
    const { trajectories } = (await api.get(`/api/v1/trajectories?suite=0.1&group=text&ids=${ids.whole}`)).body;
    expect(trajectories).toHaveLength(1);
  });
});

describe('the board of a suite', () => {
  test('lists what has run any of its benchmarks, and ranks what has run them all', async () => {
    const view = await board('suite=0.1&division=closed');
    expect(rowOf(view, 'whole')?.rank).toMatchObject({ position: 1, of: 1 });
    expect(rowOf(view, 'text')).toMatchObject({ rank: null, rankReason: 'incomplete', overall: { value: null } });
  });

  test('counts the same records as every later suite', async () => {
    const [first, second] = [await board('suite=0.1&division=closed'), await board('suite=0.2&division=closed')];
    // One behind the next is offered from its first entry on.
    expect(second.suites).toEqual([...SUITES].reverse().filter((suite) => !LATER_SUITES.includes(suite)));
    expect(second.rows.map(({ id }) => id).sort()).toEqual(first.rows.map(({ id }) => id).sort());
    const [before, after] = [rowOf(first, 'whole'), rowOf(second, 'whole')];
    for (const id of FIRST_SUITE) expect(after?.benchmarks[id]).toEqual(before?.benchmarks[id]);
    expect(after?.overall.status).toBe(HAS_MORE ? 'incomplete' : 'scored');
  });

  test('a page of one submission shows the newest suite on which it is complete', async () => {
    const { body } = await api.get(`/api/v1/submissions/${ids.whole}`);
    expect(body.suite).toBe(HAS_MORE ? '0.1' : '0.2');
    expect(body.missing).toEqual([]);
    expect(body.rank).toMatchObject({ position: 1, of: 1 });
  });
});

describe('an entry that ran one benchmark', () => {
  const sorts = [...SORTS, ...FIRST_SUITE].map((sort) => [sort] as const);

  test.each(sorts)('never stands before a complete one: sorted by %s, as JSON and as CSV', async (sort) => {
    const { rows } = await board(`suite=0.1&division=all&sort=${sort}`);
    expect(rows).toHaveLength(4);
    expect(rows.findIndex(({ id }) => id === ids.text)).toBe(3);
    const { body } = await api.get(`/api/v1/leaderboard?tier=quick&suite=0.1&division=all&sort=${sort}&format=csv`);
    const { data } = Papa.parse<Record<string, string>>(body.toString('utf8').trim(), { header: true });
    expect(data.map(({ submission }) => submission?.slice(-16))).toEqual(rows.map(({ id }) => id));
  });

  test('says on how many of how many benchmarks its axes rest', async () => {
    const view = await board('suite=0.1&division=all');
    const count = FIRST_SUITE.length;
    expect(rowOf(view, 'text')?.axisScores.fidelity).toMatchObject({ benchmarks: 1, of: count });
    expect(rowOf(view, 'whole')?.axisScores.fidelity).toMatchObject({ benchmarks: count, of: count });
    const { body } = await api.get('/api/v1/leaderboard?tier=quick&suite=0.1&division=all&format=csv');
    const { data } = Papa.parse<Record<string, string>>(body.toString('utf8').trim(), { header: true });
    expect(data.find(({ submission }) => submission?.slice(-16) === ids.text)).toMatchObject({
      fidelity_benchmarks: '1',
      benchmarks_run: '1',
      board_benchmarks: String(count),
    });
  });

  test('is marked on its benchmark’s page, after those that ran the whole suite', async () => {
    const { body } = await api.get(`/api/v1/submissions/${ids.text}`);
    expect(body.missing).not.toEqual([]);
    const page = await getBenchmark(api.database, { id: 'ngram-text', tier: 'quick' });
    const text = page?.best.find(({ id }) => id === ids.text);
    // No entry of this site has run all benchmarks of the newest suite, which the page is of.
    expect(text?.complete).toBe(!HAS_MORE);
  });
});

describe('a board that is newer than what stands on it', () => {
  test('is filled by its job, which leaves no other board without intervals', async () => {
    const queries = ['suite=0.2', 'suite=0.1', 'suite=0.1&group=text'];
    const before = await Promise.all(queries.map(board));
    await api.database.prisma.boardScore.deleteMany({ where: { board: 'suite/0.1/text' } });
    scheduleScoring(api.database, 'quick');
    await scoringDone();
    expect(await Promise.all(queries.map(board))).toEqual(before);
  });
});

describe('an entry that came while a job was ranking its division', () => {
  test('has a rank again when its interval is there', async () => {
    const query = 'suite=0.1&division=closed';
    const before = await board(query);
    // What such a job leaves: a rank beside an overall score without its interval.
    const { prisma } = api.database;
    await prisma.$executeRaw`
      UPDATE "board_scores" SET "low" = NULL, "high" = NULL, "stage" = 'quick'
      WHERE "submission_id" = ${ids.whole} AND "board" = 'suite/0.1'`;
    scheduleScoring(api.database, 'quick');
    await scoringDone();
    expect(rowOf(await board(query), 'whole')?.rank).toMatchObject({ position: 1, of: 1 });
    expect(await board(query)).toEqual(before);
  });
});

describe('a run of a benchmark that only a later suite has', () => {
  beforeAll(async () => {
    const digits = { spec: 'replace', tier: 'smoke', benchmarks: ['digits-vae'], quality: 0 } as const;
    const { status, body } = await api.submit(packed(await fabricateBundle(digits)));
    expect(status, JSON.stringify(body).slice(0, 500)).toBe(201);
    ids.digits = body.id;
  }, 300_000);

  test('stands on that suite’s boards and on no earlier one', async () => {
    const smoke = async (query: string): Promise<string[]> =>
      (await api.get(`/api/v1/leaderboard?tier=smoke&${query}`)).body.rows.map(({ id }: BoardRow) => id);
    expect(await smoke('suite=0.2')).toEqual([ids.digits]);
    expect(await smoke('suite=0.2&group=images')).toEqual([ids.digits]);
    expect(await smoke('suite=0.2&group=text')).toEqual([]);
    expect(await smoke('suite=0.1')).toEqual([]);
  });

  test('is shown as sheets of images', async () => {
    const { frames }: FramesView = (await api.get(`/api/v1/submissions/${ids.digits}/frames/digits-vae`)).body;
    for (const frame of frames) {
      if (frame.kind !== 'images') throw new Error(`a frame of ${frame.kind}`);
      expect(frame).toMatchObject({ images: 100, width: 280, height: 280 });
      expect(Buffer.from(frame.png, 'base64').subarray(1, 4).toString()).toBe('PNG');
      expect(frame.ink).toBeGreaterThan(0);
      expect(frame.ink).toBeLessThan(1);
    }
    expect(frames.length).toBeGreaterThan(1);
  });
});

describe('all results of a strategy', () => {
  const results = async (page: number): Promise<StrategyView | null> =>
    getStrategy(await getDatabase(), 'temperature', page);

  test('come with every benchmark’s score and with what they cost', async () => {
    const view = (await results(1)) as StrategyView;
    expect(view).toMatchObject({ page: 1, pages: 1, total: 2 });
    const [whole, text] = view.results;
    expect(whole).toMatchObject({ id: ids.whole, cost: { realShare: 0, training: 1, sampled: 1 } });
    expect(whole?.benchmarks.gaussian?.status).toBe('scored');
    expect(whole?.benchmarks.gaussian?.low).toBeLessThan(whole?.benchmarks.gaussian?.value ?? 0);
    expect(text?.benchmarks['ngram-text']?.status).toBe('scored');
    expect(text?.benchmarks.gaussian?.status).toBe('missing');
  });

  test('have no page beyond the last', async () => {
    expect(await results(2)).toBeNull();
  });
});
