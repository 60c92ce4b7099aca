/** Views of a board: sorted, filtered, as a table, under the ids that tables have. */
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIVISIONS } from '#benchmarks/protocol/regime.ts';
import type { BoardView } from '#leaderboard/views/index.ts';
import { type FilledApi, openFilledApi } from '../support/filled-api.ts';

let api: FilledApi;
const idOf = (strategy: string): string => api.idOf(strategy);

beforeAll(async () => {
  api = await openFilledApi();
}, 300_000);
afterAll(() => api?.close());

async function board(query: string): Promise<BoardView> {
  const { status, body } = await api.get(`/api/v1/leaderboard?suite=0.1&tier=standard&${query}`);
  expect(status, JSON.stringify(body).slice(0, 300)).toBe(200);
  return body;
}
const specsOf = (view: BoardView): string[] => view.rows.map(({ spec }) => spec);

describe('a view of a board', () => {
  it('is sorted by a column, best first', async () => {
    const { rows } = await board('division=all&sort=tail');
    const tails = rows.map(({ axisScores }) => axisScores.tail?.value ?? Number.NEGATIVE_INFINITY);
    expect(tails).toEqual([...tails].sort((a, b) => b - a));
    const real = (await board('division=all&sort=real-data')).rows.map(({ cost }) => cost.realShare);
    expect(real).toEqual([...real].sort((a, b) => a - b));
    const words = (await board('division=all&sort=word-frequencies')).rows.map(
      ({ benchmarks }) => benchmarks['word-frequencies']?.value ?? 0,
    );
    expect(words).toEqual([...words].sort((a, b) => b - a));
    expect((await api.get('/api/v1/leaderboard?suite=0.1&tier=standard&sort=luck')).status).toBe(404);
  });

  it('puts the controls at 0 and 100 in every axis', async () => {
    const { rows } = await board('division=all');
    const axes = (spec: string) =>
      Object.values(rows.find((row) => row.spec === spec)?.axisScores ?? {}).map((axis) => axis?.value);
    expect(axes('oracle')).toEqual([100, 100, 100]);
    expect(axes('replace')).toEqual([0, 0, 0]);
    expect(rows.find(({ spec }) => spec === 'oracle')?.late).toEqual({ collapsed: 0, benchmarks: 5 });
  });

  it('is filtered by strategy and status; controls and baselines stay', async () => {
    expect(specsOf(await board('division=all&strategy=retain')).sort()).toEqual([
      'freeze',
      'oracle',
      'replace',
      'retain',
    ]);
    expect(specsOf(await board('division=all&status=reported')).sort()).toEqual(['freeze', 'oracle', 'replace']);
    expect((await board('division=retained&status=ranked')).rows.filter(({ rank }) => rank !== null)).toHaveLength(1);
  });

  it('is filtered by the most of real data and of draws, as their columns have them', async () => {
    const { rows } = await board('division=all');
    const own = rows.filter(({ role }) => role === 'entry');
    const within = (most: (row: BoardView['rows'][number]) => boolean) => own.filter(most).map(({ spec }) => spec);
    const shown = async (query: string) =>
      (await board(`division=all&${query}`)).rows.filter(({ role }) => role === 'entry').map(({ spec }) => spec);
    const none = within(({ cost }) => cost.realShare === 0);
    expect([none.length > 0, none.length < own.length]).toEqual([true, true]);
    expect(await shown('real=0')).toEqual(none);
    expect(await shown('real=9.5')).toEqual(within(({ cost }) => cost.realShare <= 0.095));
    expect(await shown('real=10')).toContain('retain');
    expect(await shown('drawn=0.95')).toEqual(within(({ cost }) => cost.sampled <= 0.95));
    expect(await shown('real=0&drawn=0.95')).toEqual([]);
    // Every claim is read beside the controls and baselines.
    expect(specsOf(await board('division=all&real=0&drawn=0')).sort()).toEqual(['freeze', 'oracle', 'replace']);
    expect((await board('division=all&real=10&drawn=2')).options).toMatchObject({ real: 10, drawn: 2 });
    const { body } = await api.get(
      '/api/v1/leaderboard?suite=0.1&tier=standard&division=all&real=0&sort=drawn&format=csv',
    );
    const { data } = Papa.parse<Record<string, string>>(body.toString('utf8').trim(), { header: true });
    expect(data.filter(({ role }) => role === 'entry').map(({ strategy }) => strategy)).toEqual(
      await shown('real=0&sort=drawn'),
    );
    for (const wrong of ['real=-1', 'real=ten', 'drawn=1e3', 'real=10%']) {
      const { status, body: problem } = await api.get(`/api/v1/leaderboard?${wrong}`);
      expect([status, problem.detail]).toEqual([400, expect.stringContaining('expected a number such as 10 or 2.5')]);
    }
  });

  it('has the scores of groups as their own boards have them, and is sorted by them, by name and by place', async () => {
    const { rows, groupColumns } = await board('division=all&sort=text');
    expect(groupColumns).toEqual(['closed-forms', 'densities', 'text']);
    for (const group of groupColumns) {
      const of = new Map((await board(`division=all&group=${group}`)).rows.map(({ id, overall }) => [id, overall]));
      for (const { id, groups } of rows) expect([group, groups[group]]).toEqual([group, of.get(id)]);
    }
    const text = rows.filter(({ overall }) => overall.value !== null).map(({ groups }) => groups.text?.value ?? 0);
    expect(text).toEqual([...text].sort((a, b) => b - a));
    expect((await board('division=all&group=text')).groupColumns).toEqual([]);
    expect((await api.get('/api/v1/leaderboard?suite=0.1&tier=standard&group=text&sort=densities')).status).toBe(404);
    const named = specsOf(await board('division=all&sort=strategy'));
    expect(named).toEqual([...named].sort());
    const divisions = (await board('division=all&sort=place')).rows.map(({ division }) => division);
    expect(divisions).toEqual([...divisions].sort((a, b) => DIVISIONS.indexOf(a) - DIVISIONS.indexOf(b)));
  });

  it('says on the board of all divisions which rank each has in its own, and is not sorted by it', async () => {
    const { rows } = await board('division=all');
    for (const { spec, division, placeRank, rank } of rows) {
      expect([spec, rank]).toEqual([spec, null]);
      const own = (await board(`division=${division}`)).rows.find((row) => row.spec === spec);
      expect([spec, placeRank]).toEqual([spec, own?.rank]);
    }
    expect(rows.filter(({ placeRank }) => placeRank !== null).length).toBeGreaterThan(1);
    expect((await api.get('/api/v1/leaderboard?suite=0.1&tier=standard&sort=rank')).status).toBe(404);
  });

  it('says in codes and in words why there is no rank', async () => {
    const { rows } = await board('division=all');
    expect(rows.find(({ spec }) => spec === 'retain')).toMatchObject({ rank: null, rankReason: 'everywhere' });
    expect(rows.find(({ spec }) => spec === 'replace')).toMatchObject({
      rankReason: 'control',
      rankWords: /A control/,
    });
  });

  it('is the same as a table', async () => {
    const { body, headers } = await api.get(
      '/api/v1/leaderboard?suite=0.1&tier=standard&division=all&sort=tail&format=csv',
    );
    expect(headers.get('content-type')).toContain('text/csv');
    const { data, errors } = Papa.parse<Record<string, string>>(body.toString('utf8').trim(), { header: true });
    expect(errors).toEqual([]);
    const { rows } = await board('division=all&sort=tail');
    expect(data.map((row) => [row.submission, Number(row.overall), Number(row.tail), row.gaussian_score])).toEqual(
      rows.map((row) => [
        `sub-${row.id}`,
        row.overall.value,
        row.axisScores.tail?.value,
        String(row.benchmarks.gaussian?.value),
      ]),
    );
    expect(new Set(data.map(({ suite }) => suite))).toEqual(new Set(['suite-0.1']));
    // Sent with the owner's token: nobody reported them.
    expect(new Set(data.map(({ verification }) => verification))).toEqual(new Set(['maintained']));
  });
});

describe('ids as tables have them', () => {
  it('answer as the plain ones do', async () => {
    const [first, second] = [idOf('retain'), idOf('fresh')];
    const pairs = [
      [`submissions/sub-${first}`, `submissions/${first}`],
      [`submissions/sub-${first}/files`, `submissions/${first}/files`],
      [`submissions/sub-${first}/ledger/gaussian`, `submissions/${first}/ledger/gaussian`],
      [`submissions/sub-${first}/frames/gmm-2d`, `submissions/${first}/frames/gmm-2d`],
      [`compare?a=sub-${first}&b=sub-${second}`, `compare?a=${first}&b=${second}`],
      [`trajectories?suite=suite-0.1&ids=sub-${first},${second}`, `trajectories?suite=0.1&ids=${first},${second}`],
      ['leaderboard?suite=suite-0.1&tier=standard', 'leaderboard?suite=0.1&tier=standard'],
      ['pareto/suite-0.1/standard/all/all', 'pareto/0.1/standard/all/all'],
    ];
    for (const [tables, plain] of pairs) {
      const [answer, expected] = [await api.get(`/api/v1/${tables}`), await api.get(`/api/v1/${plain}`)];
      expect([tables, answer.status]).toEqual([tables, 200]);
      expect(answer.body).toEqual(expected.body);
    }
  });

  it('that nobody has are not found, and other words before an id are none', async () => {
    for (const id of ['sub-0123456789abcdef', `submission-${idOf('retain')}`, `sub-sub-${idOf('retain')}`])
      expect((await api.get(`/api/v1/submissions/${id}`)).status).toBe(404);
    expect((await api.get('/api/v1/leaderboard?suite=suite-9.9')).status).toBe(404);
    expect((await api.get('/api/v1/leaderboard?suite=suite')).status).toBe(400);
  });
});
