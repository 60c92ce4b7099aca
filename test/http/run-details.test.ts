/** What there is of a run: samples, trajectories, its ledger, horizons, the files of its bundle. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '#benchmarks/protocol/digest.ts';
import { benchmarkNamed } from '#benchmarks/suite/catalog.ts';
import type { FramesView, LedgerView, SubmissionView, TrajectoriesView } from '#leaderboard/views/index.ts';
import { type FilledApi, openFilledApi } from '../support/filled-api.ts';

let api: FilledApi;
const idOf = (strategy: string): string => api.idOf(strategy);

beforeAll(async () => {
  api = await openFilledApi();
}, 300_000);
afterAll(() => api?.close());

describe('a run in detail', () => {
  it('has excerpts of its samples, with the metrics of their seed, and says how all are made again', async () => {
    const address = `/api/v1/submissions/${idOf('retain')}/frames`;
    const first = await api.get(`${address}/gmm-2d`);
    const points: FramesView = first.body;
    expect(points.frames.map(({ generation }) => generation)).toEqual([0, 13, 25, 38, 50]);
    expect(points.madeAgain).toBe('npm run reference -- --samples retain gmm-2d');
    expect(points.frames[0]).toMatchObject({ kind: 'points' });
    expect(points.metrics[0]).toMatchObject({ metric: 'sliced-w2-root' });
    expect(points.metrics[0]?.values).toHaveLength(51);
    const words: FramesView = (await api.get(`${address}/word-frequencies`)).body;
    const [frame] = words.frames;
    if (frame?.kind !== 'words') throw new Error('expected words');
    expect(frame.words.reduce((sum, [, count]) => sum + count, 0)).toBe(frame.drawn);
    const text: FramesView = (await api.get(`${address}/ngram-text`)).body;
    expect(text.frames[0]).toMatchObject({ kind: 'sentences' });
    const again = await api.get(`${address}/gmm-2d`, { 'if-none-match': first.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
    expect((await api.get(`${address}/digits`)).status).toBe(404);
  });

  it('has trajectories with its controls, and a ledger', async () => {
    const address = `/api/v1/submissions/${idOf('accumulate')}`;
    const { trajectories } = (await api.get(`${address}/trajectories/gaussian/all`)).body;
    expect(trajectories).toHaveLength(benchmarkNamed('gaussian').card.metrics.length);
    expect(trajectories[0].series.map(({ spec }: { spec: string }) => spec)).toEqual([
      'replace',
      'oracle',
      'accumulate',
    ]);
    expect((await api.get(`${address}/trajectories/gaussian/primary`)).body.trajectories).toEqual([trajectories[0]]);
    const { ledger }: { ledger: LedgerView[] } = (await api.get(`${address}/ledger/gaussian`)).body;
    // Accumulating: generation g trains on the original data and g earlier generations' samples.
    expect(ledger.map(({ trainingSize }) => trainingSize)).toEqual(ledger.map((_, g) => 100 * (g + 1)));
    expect((await api.get(`${address}/ledger/digits`)).status).toBe(404);
  });

  it('has its score at every horizon, the last of which is the score itself', async () => {
    const address = `/api/v1/submissions/${idOf('accumulate')}`;
    const [view]: TrajectoriesView[] = (await api.get(`${address}/horizons/gaussian`)).body.trajectories;
    const run = ((await api.get(address)).body as SubmissionView).runs.find(
      ({ benchmark }) => benchmark.id === 'gaussian',
    );
    const series = Object.fromEntries(view?.series.map(({ spec, points }) => [spec, points]) ?? []);
    expect(Object.keys(series)).toEqual(['replace', 'oracle', 'accumulate']);
    expect(view?.horizon).toBe(run?.generations);
    const last = series.accumulate?.at(-1);
    expect([last?.mean, last?.low, last?.high]).toEqual([run?.score.value, run?.score.low, run?.score.high]);
    expect(last?.generation).toBe(run?.generations);
    expect(series.replace?.every(({ mean }) => mean === 0)).toBe(true);
    expect(series.oracle?.every(({ mean }) => mean === 100)).toBe(true);
    // W2 is a distance, cross-entropy is none.
    expect(run?.horizon?.ratio?.value).toBeGreaterThan(1);
    const text = ((await api.get(address)).body as SubmissionView).runs.find(
      ({ benchmark }) => benchmark.id === 'ngram-text',
    );
    expect(text?.horizon?.ratio ?? null).toBeNull();
    expect((await api.get(`${address}/horizons/digits`)).status).toBe(404);
    const ofBenchmark = (await api.get('/api/v1/benchmarks/gaussian/horizons/standard')).body
      .trajectories as TrajectoriesView[];
    const own = ofBenchmark[0]?.series.find(({ id }) => id === idOf('accumulate'));
    expect(own?.points.at(-1)?.mean).toBeCloseTo(last?.mean ?? Number.NaN, 3);
  });

  it('gives out the files of its bundle, and no others', async () => {
    const address = `/api/v1/submissions/${idOf('retain')}/files`;
    const { files } = (await api.get(address)).body as { files: { path: string; sha256: string; bytes: number }[] };
    expect(files.map(({ path }) => path)).toContain('submission.json');
    const record = files.find(({ path }) => /^runs\/gmm-2d\.1\.[0-9a-f]{16}\.light$/.test(path));
    const { body, headers } = await api.get(`${address}/${record?.path}`);
    expect(sha256(body)).toBe(record?.sha256);
    expect(headers.get('content-disposition')).toContain('attachment');
    for (const trick of ['..%2f..%2fpackage.json', 'runs%2f..%2fsubmission.json', 'nothing', 'runs']) {
      expect((await api.get(`${address}/${trick}`)).status, trick).toBe(404);
    }
  });
});
