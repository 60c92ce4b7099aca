/** GET /api/v1/leaderboard: scores, intervals and ranks as the scoring computes them from the same records. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runPath } from '#benchmarks/bundle/layout.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { type Board, groundFrom, scoreBoard, scoreRun, summariseRun, toScoredRun } from '#benchmarks/scoring/index.ts';
import { requireToken } from '#leaderboard/access/tokens.ts';
import { ownCards } from '#leaderboard/catalog/suites.ts';
import { closeDatabase, getDatabase } from '#leaderboard/db/shared-database.ts';
import { acceptBundle } from '#leaderboard/intake/accept-bundle.ts';
import { scheduleAllScoring, scoringDone } from '#leaderboard/scores/schedule.ts';
import type { BoardRow, BoardView, ParetoView } from '#leaderboard/views/index.ts';
import { refreshDataVersion } from '../../app/data-version.ts';
import { type Api, openApi } from '../support/api.ts';
import { packed, tempFile } from '../support/archives.ts';
import type { BundleFiles } from '../support/bundles.ts';
import { fabricateBundle } from '../support/fabricate.ts';

/** The first suite: its benchmarks are quick to run. */
const CARDS = ownCards('0.1');
const BENCHMARKS = CARDS.map(({ id }) => id);
const make = (spec: string, quality: number, author = 'Ada Lovelace') =>
  fabricateBundle({ spec, tier: 'quick', benchmarks: BENCHMARKS, quality, author });

const recordsOf = (files: BundleFiles): RunRecord[] =>
  BENCHMARKS.map((id) => JSON.parse(new TextDecoder().decode(files.get(runPath(id)))));

let api: Api;

async function send(files: BundleFiles, token?: string): Promise<string> {
  const { status, body } = await api.submit(packed(files), token === undefined ? {} : { token });
  expect(status, JSON.stringify(body).slice(0, 500)).toBe(201);
  return body.id;
}

async function board(query = ''): Promise<BoardView> {
  const { status, body } = await api.get(`/api/v1/leaderboard?suite=0.1&${query.slice(1)}`);
  expect(status, JSON.stringify(body).slice(0, 500)).toBe(200);
  return body;
}

const rowOf = (view: BoardView, id: string): BoardRow => {
  const row = view.rows.find((candidate) => candidate.id === id);
  if (!row) throw new Error(`no row ${id}`);
  return row;
};

beforeAll(async () => {
  api = await openApi();
});

afterAll(() => api?.close());

describe('a board that fills up', () => {
  const files: Record<string, BundleFiles> = {};
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    files.replace = await make('replace', 0);
    files.oracle = await make('oracle', 100);
    files.good = await make('temperature:value=1.05', 60);
    files.better = await make('mix-sources', 70, 'Grace Hopper');
    files.worse = await make('mix-sources:sources=2', 20, 'G. Hopper');
    files.other = await make('mix-sources+temperature:value=1.3', 40, 'Emmy Noether');
    files.reported = await make('temperature:value=1.4', 90, 'A Stranger');
  }, 300_000);

  test('empty: every benchmark says that it lacks controls and which command makes them', async () => {
    const view = await board('?tier=quick');
    expect(view).toMatchObject({
      suite: '0.1',
      group: 'all',
      tier: 'quick',
      division: 'all',
      page: 1,
      pages: 1,
      total: 0,
      rows: [],
      ranksPending: false,
    });
    expect(view.benchmarks.map(({ id }) => id)).toEqual(BENCHMARKS);
    for (const { id, hasControls, separable, command } of view.benchmarks) {
      expect({ hasControls, separable }).toEqual({ hasControls: false, separable: null });
      expect(command).toBe(`npx heirloom run ${id} --strategy replace oracle --tier quick --out controls/${id}-quick`);
    }
  });

  test('an entry before its controls is shown without a score, in words', async () => {
    ids.good = await send(files.good as BundleFiles);
    const row = rowOf(await board('?tier=quick'), ids.good);
    expect(row.overall).toMatchObject({ status: 'incomplete', value: null });
    expect(row.benchmarks.gaussian).toMatchObject({ status: 'uncontrolled', value: null });
    expect(row.benchmarks.gaussian?.command).toContain('--strategy replace oracle');
    expect(row.rankState).toBe('unranked');
    expect(row.cost).toMatchObject({ realShare: 0, realFresh: 0, training: 1, sampled: 1 });
  });

  test('controls that come later score it', async () => {
    ids.replace = await send(files.replace as BundleFiles);
    ids.oracle = await send(files.oracle as BundleFiles);
    await scoringDone();
    const view = await board('?tier=quick&division=closed');
    expect(view.benchmarks.every(({ hasControls, separable }) => hasControls && separable)).toBe(true);
    const row = rowOf(view, ids.good as string);
    expect(row.overall.status).toBe('scored');
    expect(row.overall.value).toBeGreaterThan(50);
    expect(row.rank).toEqual({ low: 1, high: 1, position: 1, of: 1 });
    expect(rowOf(view, ids.replace).overall.value).toBe(0);
    expect(rowOf(view, ids.oracle).overall.value).toBe(100);
    expect(rowOf(view, ids.oracle)).toMatchObject({
      role: 'control',
      rank: null,
      rankState: 'unranked',
      division: 'open',
    });
  });

  test('a new entry shows at once with its score, and its rank follows', async () => {
    ids.better = await send(files.better as BundleFiles);
    const { body: atOnce } = await api.get(`/api/v1/submissions/${ids.better}`);
    expect(atOnce.overall.status).toBe('scored');
    expect(['pending', 'ranked']).toContain(atOnce.rankState);
    await scoringDone();
    const view = await board('?tier=quick&division=closed');
    expect(view.ranksPending).toBe(false);
    expect(rowOf(view, ids.better).rankState).toBe('ranked');
    expect(rowOf(view, ids.better).overall.value).toBe(atOnce.overall.value);
  });

  test('of one sender and family only the best is ranked, whatever authors are named; what strangers report is listed', async () => {
    const { body } = await api.postJson('/api/v1/tokens', { label: 'a stranger' }, api.adminToken);
    ids.worse = await send(files.worse as BundleFiles);
    ids.other = await send(files.other as BundleFiles);
    ids.reported = await send(files.reported as BundleFiles, body.token);
    await scoringDone();
    const view = await board('?tier=quick&division=closed');
    expect(rowOf(view, ids.worse)).toMatchObject({ rank: null, rankState: 'unranked' });
    expect(rowOf(view, ids.worse).rankWords).toMatch(/same sender and family/);
    expect(rowOf(view, ids.reported)).toMatchObject({ label: 'reported', rank: null });
    expect(rowOf(view, ids.reported).overall.low).not.toBeNull();
    expect(view.rows.map(({ id }) => id)).toEqual(
      ['oracle', 'reported', 'better', 'good', 'other', 'worse', 'replace'].map((name) => ids[name]),
    );
  });

  test('every number is what the scoring computes from the same records', async () => {
    const view = await board('?tier=quick&division=closed');
    const expected = recompute(files, ids, ['good', 'better', 'other']);
    for (const row of view.rows) {
      const scored = expected.rows.find(({ id }) => id === row.id);
      expect(row.overall.value).toBe(scored?.overall?.value);
      expect([row.overall.low, row.overall.high]).toEqual(scored?.overall?.interval);
      expect(row.iqm).toBe(scored?.overall?.interquartileMean);
      const rank = scored?.rank;
      expect(row.rank).toEqual(
        rank ? { low: rank.best, high: rank.worst, position: rank.position, of: rank.of } : null,
      );
      for (const id of BENCHMARKS) {
        const score = scored?.scores[id];
        if (score?.state !== 'scored') throw new Error(`${id} has no score`);
        expect([row.benchmarks[id]?.value, row.benchmarks[id]?.low, row.benchmarks[id]?.high]).toEqual([
          score.value,
          ...(score.interval ?? []),
        ]);
      }
    }
    // The same again by the road of a single run.
    const [own, replace, oracle] = [files.better, files.replace, files.oracle].map(
      (bundle) => recordsOf(bundle as BundleFiles)[0] as RunRecord,
    );
    const card = CARDS[0];
    if (!own || !replace || !oracle || !card) throw new Error('no record');
    expect(scoreRun(own, { replace, oracle }, card)).toMatchObject({
      value: rowOf(view, ids.better as string).benchmarks[card.id]?.value,
    });
    const summary = summariseRun(own, card);
    const axes = rowOf(view, ids.better as string).axes[card.id];
    expect(axes?.tail?.value).toBe(summary.axes.find(({ axis }) => axis === 'tail')?.last?.value);
    expect(axes?.early.median).toBe(summary.early.median);
  });

  test('the board of all divisions has every entry and no ranks', async () => {
    const view = await board('?tier=quick');
    expect(view.ranked).toBe(false);
    expect(view.total).toBe(7);
    expect(view.rows.every(({ rank }) => rank === null)).toBe(true);
    expect(view.divisions.find(({ value }) => value === 'closed')?.count).toBe(6);
    expect(view.tiers.find(({ value }) => value === 'quick')?.count).toBe(7);
    const { points }: ParetoView = (await api.get('/api/v1/pareto/0.1/quick/all/all')).body;
    // The reported entry has a better score with as little real data: it is drawn, but takes no place on the line.
    expect(points.filter(({ efficient }) => efficient).map(({ id }) => id)).toEqual([ids.oracle, ids.better]);
    expect(points.map(({ id }) => id)).toContain(ids.reported);
    // Without a tier it is the first that has ranked entries.
    expect((await board()).tier).toBe('quick');
  });

  test('a division without entries of its own still has the controls to read beside', async () => {
    const view = await board('?tier=quick&division=assisted');
    expect(view.rows.map(({ id }) => id)).toEqual([ids.oracle, ids.replace]);
  });

  test('newer controls replace the old ones, and everything rests on the new', async () => {
    const before = rowOf(await board('?tier=quick'), ids.good as string).overall.value;
    const files = await fabricateBundle({
      spec: 'oracle',
      tier: 'quick',
      benchmarks: BENCHMARKS,
      quality: 130,
      title: 'Again',
    });
    const newer = await send(files);
    await scoringDone();
    const view = await board('?tier=quick&division=closed');
    expect(rowOf(view, newer)).toMatchObject({ role: 'control', overall: { value: 100 } });
    expect(view.rows.some(({ id }) => id === ids.oracle)).toBe(false);
    expect(rowOf(view, ids.good as string).overall.value).toBeLessThan(before as number);
    expect(rowOf(view, ids.good as string).rankState).toBe('ranked');
    const { body } = await api.get(`/api/v1/submissions/${ids.good}`);
    expect(body.runs[0].controls).toEqual({ replace: ids.replace, oracle: newer });
    expect(rowOf(await board('?tier=quick'), ids.oracle as string).rankWords).toMatch(/newer run/);
  });

  test('an entry whose scoring was cut short is completed at the next start', async () => {
    const file = tempFile(packed(await make('temperature:value=1.5', 65, 'Late Comer')));
    const bearer = await requireToken(api.database, `Bearer ${api.adminToken}`, 'submit');
    const { id } = await acceptBundle(api.database, { path: file, bearer, schedule: false });
    // As the route does: what is kept is asked about by the version that this process knows.
    await refreshDataVersion();
    const before = rowOf(await board('?tier=quick&division=closed'), id);
    expect(before).toMatchObject({ rank: null, rankState: 'pending', overall: { status: 'scored', low: null } });
    await closeDatabase();
    await scheduleAllScoring(await getDatabase());
    await scoringDone();
    const after = rowOf(await board('?tier=quick&division=closed'), id);
    expect(after).toMatchObject({ rankState: 'ranked', overall: { value: before.overall.value } });
    expect(after.overall.low).not.toBeNull();
    // It has taken the place of `good`, of the same family.
    expect(after.rank?.of).toBe(3);
  });

  test('the charts of a page come with the controls first', async () => {
    const { charted } = await board('?tier=quick&division=closed');
    const { body } = await api.get(`/api/v1/trajectories?suite=0.1&ids=${charted.map(({ id }) => id).join()}`);
    expect(body.trajectories.map((view: { benchmark: { id: string } }) => view.benchmark.id)).toEqual(BENCHMARKS);
    const specs = body.trajectories[0].series.map(({ spec }: { spec: string }) => spec);
    expect(specs.slice(0, 2)).toEqual(['replace', 'oracle']);
    expect(specs.length).toBe(8);
    const [point] = body.trajectories[0].series[0].points;
    expect(point).toMatchObject({ generation: 0, seeds: CARDS[0]?.tiers.quick.seeds });
  });
});

test('a query that can’t be answered: 400 naming everything that is wrong; no such page or suite: 404', async () => {
  const { status, body } = await api.get('/api/v1/leaderboard?tier=huge&division=none&page=0&colour=red');
  expect(status).toBe(400);
  expect(body.problems.map(({ path }: { path: string }) => path).sort()).toEqual([
    'colour',
    'division',
    'page',
    'tier',
  ]);
  expect(body.detail).toContain('expected one of smoke, quick, standard, full');
  expect((await api.get('/api/v1/leaderboard?tier=quick&tier=full')).status).toBe(400);
  for (const query of ['page=2', 'suite=9.9', 'page=-1', 'page=1e3', 'suite=x']) {
    expect([400, 404]).toContain((await api.get(`/api/v1/leaderboard?tier=quick&${query}`)).status);
  }
});

/** The board of the same bundles, computed from the records as they were sent. */
function recompute(
  files: Record<string, BundleFiles>,
  ids: Record<string, string>,
  rankable: readonly string[],
): Board {
  const runs = new Map(
    Object.entries(files).map(([name, bundle]) => [
      name,
      recordsOf(bundle).map((record, i) => toScoredRun(record, CARDS[i] as never)),
    ]),
  );
  const run = (name: string, i: number) => runs.get(name)?.[i] as ReturnType<typeof toScoredRun>;
  return scoreBoard({
    grounds: CARDS.map((card, i) => groundFrom(card, { replace: run('replace', i), oracle: run('oracle', i) })),
    entries: [...runs].map(([name, own]) => ({
      id: ids[name] as string,
      division: name === 'oracle' ? 'open' : 'closed',
      rankable: rankable.includes(name),
      outcomes: Object.fromEntries(own.map(({ outcome }, i) => [BENCHMARKS[i] as string, outcome])),
    })),
  });
}
