/** Entries that the site has no controls for are scored against their sender's own, labelled, and ranked with nobody. */
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getBenchmark } from '#leaderboard/benchmarks/page.ts';
import { boardCsv } from '#leaderboard/boards/csv.ts';
import { ownCards } from '#leaderboard/catalog/suites.ts';
import { scoringDone } from '#leaderboard/scores/schedule.ts';
import type { BoardRow, BoardView, SubmissionView } from '#leaderboard/views/index.ts';
import { type Api, openApi } from '../support/api.ts';
import { packed } from '../support/archives.ts';
import { diverged, onEngine } from '../support/change-records.ts';
import { fabricateBundle } from '../support/fabricate.ts';

const BENCHMARKS = ownCards('0.1').map(({ id }) => id);
const TORCH = { id: 'torch', version: '2.9.1' };

let api: Api;
let token: string;
const ids: Record<string, string> = {};

const make = (spec: string, quality: number, author = 'Ada Lovelace') =>
  fabricateBundle({ spec, tier: 'quick', benchmarks: BENCHMARKS, quality, author });

async function send(name: string, files: Awaited<ReturnType<typeof make>>, sender?: string): Promise<void> {
  const { status, body } = await api.submit(packed(files), sender === undefined ? {} : { token: sender });
  expect(status, JSON.stringify(body).slice(0, 500)).toBe(201);
  ids[name] = body.id;
}

async function board(query = 'division=closed'): Promise<BoardView> {
  const { status, body } = await api.get(`/api/v1/leaderboard?suite=0.1&tier=quick&${query}`);
  expect(status, JSON.stringify(body).slice(0, 500)).toBe(200);
  return body;
}

const rowOf = (view: BoardView, name: string): BoardRow => {
  const row = view.rows.find(({ id }) => id === ids[name]);
  if (!row) throw new Error(`no row ${name}`);
  return row;
};

const view = async (name: string): Promise<SubmissionView> => (await api.get(`/api/v1/submissions/${ids[name]}`)).body;

beforeAll(async () => {
  api = await openApi();
  token = (await api.postJson('/api/v1/tokens', { label: 'a laboratory' }, api.adminToken)).body.token;
  await send('replace', await make('replace', 0));
  await send('oracle', await make('oracle', 100));
  await send('entry', await make('temperature:value=1.1', 60));
  await send('torch', onEngine(await make('temperature:value=1.2', 80, 'Emmy Noether'), TORCH), token);
  await scoringDone();
}, 300_000);

afterAll(() => api?.close());

describe('an entry of another engine', () => {
  test('before any controls: it says which are missing, with which settings, and no command that can’t help', async () => {
    const score = rowOf(await board(), 'torch').benchmarks.gaussian;
    const absent = [
      { control: 'replace', why: 'absent' },
      { control: 'oracle', why: 'absent' },
    ];
    expect(score).toMatchObject({ status: 'uncontrolled', value: null, controls: null, command: null });
    expect(score?.missing).toEqual({
      site: absent,
      own: absent,
      settings: {
        benchmark: 'gaussian@1',
        tier: 'quick',
        params: 'dimension=1, estimator=unbiased, sampleSize=100',
        generations: 50,
        seeds: '1…50',
        engine: 'torch 2.9.1',
      },
    });
    expect(score?.words).toBe(
      'No score: it needs runs of replace and oracle with its own settings (gaussian@1, tier quick, dimension=1, estimator=unbiased, sampleSize=100, 50 generations, seeds 1…50, engine torch 2.9.1). This site lacks replace and oracle, and the token that sent this entry lacks replace and oracle. Send what it lacks with that token (npx heirloom submit FOLDER): the entry is then scored against its sender’s own controls, marked so and not ranked.',
    );
  });

  test('with one control: it names the other', async () => {
    await send('torch replace', onEngine(await make('replace', 0), TORCH), token);
    await scoringDone();
    const score = rowOf(await board(), 'torch').benchmarks.gaussian;
    expect(score?.missing?.own).toEqual([{ control: 'oracle', why: 'absent' }]);
    expect(score?.words).toContain('the token that sent this entry lacks oracle.');
  });

  test('a control with a seed that diverged is none, and is named as such', async () => {
    await send('bad oracle', diverged(onEngine(await make('oracle', 100), TORCH), 2), token);
    await scoringDone();
    const score = rowOf(await board(), 'torch').benchmarks.gaussian;
    expect(score?.missing?.own).toEqual([{ control: 'oracle', why: 'stopped' }]);
    expect(score?.words).toContain('the token that sent this entry lacks oracle (a seed of it stopped).');
  });

  test('controls of somebody else with the same settings are none', async () => {
    const other = (await api.postJson('/api/v1/tokens', { label: 'another' }, api.adminToken)).body.token;
    await send('other oracle', onEngine(await make('oracle', 100, 'Somebody Else'), TORCH), other);
    await scoringDone();
    expect(rowOf(await board(), 'torch').overall.value).toBeNull();
  });

  describe('with both controls of its sender', () => {
    let before: BoardView;

    beforeAll(async () => {
      before = await board();
      await send('torch oracle', onEngine(await make('oracle', 100), TORCH), token);
      await scoringDone();
    }, 120_000);

    test('has scores on every view that says whose controls they are measured against', async () => {
      const row = rowOf(await board(), 'torch');
      expect(row.overall).toMatchObject({ status: 'scored', controls: 'own', missing: null });
      expect(row.overall.low).not.toBeNull();
      expect(row.overall.words).toContain('its sender’s own controls');
      for (const id of BENCHMARKS) expect(row.benchmarks[id]).toMatchObject({ status: 'scored', controls: 'own' });
      expect(rowOf(await board(), 'entry').overall.controls).toBe('site');
      const submission = await view('torch');
      expect(submission.overall.controls).toBe('own');
      expect(submission.runs[0]?.controls).toEqual({ replace: ids['torch replace'], oracle: ids['torch oracle'] });
      // What is scored against itself is where the controls are.
      expect(rowOf(await board('division=all'), 'torch replace').overall).toMatchObject({ value: 0, controls: 'own' });
      expect(rowOf(await board('division=all'), 'torch oracle').overall).toMatchObject({ value: 100, controls: 'own' });
    });

    test('has no rank, and moves nobody’s', async () => {
      const after = await board();
      expect(rowOf(after, 'torch')).toMatchObject({ rank: null, rankState: 'unranked', rankReason: 'own-controls' });
      expect(after.ranksPending).toBe(false);
      expect(rowOf(after, 'entry')).toEqual(rowOf(before, 'entry'));
      expect(rowOf(after, 'entry').rank).toEqual({ low: 1, high: 1, position: 1, of: 1 });
      expect(rowOf(after, 'replace').role).toBe('control');
    });

    test('is marked in the table of the board', async () => {
      const { data } = Papa.parse<Record<string, string>>(boardCsv(await board()).trim(), { header: true });
      const cellsOf = (name: string) => data.find(({ submission }) => submission?.endsWith(ids[name] as string));
      expect([cellsOf('torch')?.controls, cellsOf('entry')?.controls]).toEqual(['own', 'site']);
      expect(cellsOf('torch')?.gaussian_controls).toBe('own');
    });

    test('stands behind the others on a benchmark’s page, and on no frontier', async () => {
      const benchmark = await getBenchmark(api.database, { id: 'gaussian', tier: 'quick' });
      const best = benchmark?.best.map(({ id, score }) => [id, score.controls]) ?? [];
      expect(best[0]).toEqual([ids.entry, 'site']);
      expect(best).toContainEqual([ids.torch, 'own']);
      expect(benchmark?.controls).toMatchObject({ replace: ids.replace, oracle: ids.oracle });
      const { points } = (await api.get('/api/v1/pareto/0.1/quick/all/all')).body;
      expect(points.map(({ id }: { id: string }) => id).sort()).toEqual([ids.replace, ids.oracle, ids.entry].sort());
    });

    test('is compared in scores with what rests on the same controls alone, in the metric with any', async () => {
      const compare = async (name: string) => {
        const { body } = await api.get(`/api/v1/compare?a=${ids.torch}&b=${ids[name]}`);
        return body.pairs[0].benchmarks.find(({ benchmark }: { benchmark: string }) => benchmark === 'gaussian');
      };
      const [others, own] = [await compare('other oracle'), await compare('torch oracle')];
      expect(others.metric.value).toBe(own.metric.value);
      expect(others.score).toBeNull();
      expect(own.score.value).toBeLessThan(0);
    });

    test('is left out of snapshots', async () => {
      const { status, body } = await api.postJson('/api/v1/snapshots', { suite: '0.1' }, api.adminToken);
      expect(status, JSON.stringify(body)).toBe(201);
      const { boards } = (await api.get(`/api/v1/snapshots/${body.id}`)).body;
      const listed = boards.flatMap(({ entries }: { entries: { submission: string }[] }) =>
        entries.map(({ submission }) => submission),
      );
      expect(listed).toContain(ids.entry);
      for (const name of ['torch', 'torch replace', 'torch oracle']) expect(listed).not.toContain(ids[name]);
    });

    test('has none again once one of them is withdrawn', async () => {
      const address = `/api/v1/submissions/${ids['torch oracle']}/tombstone`;
      const { status } = await api.postJson(address, { kind: 'withdrawn', reason: 'A mistake.' }, api.adminToken);
      expect(status).toBeLessThan(300);
      await scoringDone();
      expect(rowOf(await board(), 'torch').overall).toMatchObject({ status: 'incomplete', controls: null });
    });
  });
});
