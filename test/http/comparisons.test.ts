/** Comparisons of entries: what differs, what it lets one say, and what can’t be compared. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scoringDone } from '#leaderboard/scores/schedule.ts';
import type { ComparisonView } from '#leaderboard/views/index.ts';
import { type FilledApi, openFilledApi } from '../support/filled-api.ts';
import { referenceBundle } from '../support/reference.ts';

let api: FilledApi;
const idOf = (strategy: string): string => api.idOf(strategy);

beforeAll(async () => {
  api = await openFilledApi();
}, 300_000);
afterAll(() => api?.close());

describe('a comparison', () => {
  const compare = async (...strategies: string[]) =>
    api.get(
      `/api/v1/compare?${strategies.map((strategy, index) => `${'abcdef'[index]}=${api.ids[strategy] ?? strategy}`).join('&')}`,
    );

  it('of two is their paired difference, and what it lets one say', async () => {
    const view: ComparisonView = (await compare('retain', 'temperature')).body;
    const [retain, temperature] = view.entries;
    const [pair, ...others] = view.pairs;
    expect(others).toEqual([]);
    expect(pair?.overall?.value).toBeCloseTo((retain?.overall.value ?? 0) - (temperature?.overall.value ?? 0), 9);
    expect(pair?.sameRights).toBe(false);
    const [ahead] = pair?.conclusions ?? [];
    expect(ahead).toMatchObject({ kind: 'ahead', scope: 'overall' });
    expect(ahead?.kind === 'ahead' && ahead.benchmarks).toHaveLength(8);
    expect([pair?.overall?.benchmarks, view.improvementSeeds]).toEqual([8, 5]);
    expect(pair?.benchmarks.map(({ seeds }) => seeds)).toEqual([200, 200, 100, 20, 10, 5, 5, 5]);
    // A control of its own: the difference to replace is the score.
    const own: ComparisonView = (await compare('retain', 'replace')).body;
    const gaussian = own.pairs[0]?.benchmarks.find(({ benchmark }) => benchmark === 'gaussian');
    expect(gaussian?.score?.value).toBeCloseTo(retain?.runs.gaussian?.score.value ?? 0, 9);
  });

  it('of four has every pair, and profiles that fall', async () => {
    const view: ComparisonView = (await compare('retain', 'fresh', 'accumulate', 'freeze')).body;
    expect(view.pairs.map(({ first, second }) => [first, second])).toEqual([
      [0, 1],
      [0, 2],
      [0, 3],
      [1, 2],
      [1, 3],
      [2, 3],
    ]);
    for (const { profile } of view.entries) expect(profile).toEqual([...profile].sort((a, b) => b - a));
  });

  it('of retain and oracle has one probability of improvement: the mean of those of the benchmarks', async () => {
    const [pair] = ((await compare('retain', 'oracle')).body as ComparisonView).pairs;
    const own = pair?.benchmarks.map(({ probability }) => probability ?? Number.NaN) ?? [];
    expect(own.map((probability) => probability.toFixed(2))).toEqual(new Array(8).fill('0.00'));
    expect(pair?.overall?.probability).toBeCloseTo(own.reduce((sum, probability) => sum + probability, 0) / 8, 12);
  });

  it('that can’t be made says why', async () => {
    const alone = await compare('retain');
    expect([alone.status, alone.body.problems]).toEqual([
      400,
      [{ path: 'b', message: expect.stringMatching(/^received nothing; expected the id of a submission/) }],
    ]);
    expect((await api.get(`/api/v1/compare?a=${idOf('retain')}&b=`)).body.detail).toMatch(
      /1 submissions; expected 2 to 6/,
    );
    expect((await compare('retain', 'retain')).body.detail).toMatch(/twice/);
    const unknown = await compare('retain', '0123456789abcdef');
    expect([unknown.status, unknown.body.detail]).toEqual([404, expect.stringContaining('"0123456789abcdef"')]);
  });
});

describe('a comparison of entries that ran different benchmarks', () => {
  it('says why there is no overall difference, and compares where both ran', async () => {
    const { body } = await api.submit(referenceBundle('anchor'));
    await scoringDone();
    const [pair] = ((await api.get(`/api/v1/compare?a=${body.id}&b=${idOf('fresh')}`)).body as ComparisonView).pairs;
    const scores = pair?.benchmarks.flatMap(({ score }) => (score ? [score.value] : [])) ?? [];
    const [noOverall, common] = pair?.conclusions ?? [];
    expect(pair?.overall).toBeNull();
    expect(noOverall).toEqual({
      kind: 'no-overall',
      lacking: [
        {
          why: 'first-did-not-run',
          benchmarks: pair?.benchmarks.filter(({ score }) => score === null).map(({ benchmark }) => benchmark),
        },
      ],
    });
    expect(common).toMatchObject({ kind: 'ahead', scope: 'common', each: [Math.min(...scores), Math.max(...scores)] });
    expect(scores.map(Math.round).sort()).toEqual([41, 46, 59]);
    expect(pair?.common).toMatchObject({ benchmarks: scores.length, probability: 1 });
  });
});
