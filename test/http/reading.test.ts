/** What pages read beside the board: sorted and filtered views, tables, comparisons, samples, ledgers, files. */
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '#benchmarks/protocol/digest.ts';
import { DIVISIONS } from '#benchmarks/protocol/regime.ts';
import { benchmarkNamed } from '#benchmarks/suite/catalog.ts';
import { scoringDone } from '#leaderboard/scores/schedule.ts';
import type {
  BoardView,
  ComparisonView,
  FramesView,
  LedgerView,
  SubmissionView,
  TrajectoriesView,
} from '#leaderboard/views/index.ts';
import { type Api, openApi } from '../support/api.ts';
import { filledTemplate } from '../support/filled-template.ts';
import { referenceBundle } from '../support/reference.ts';

let api: Api;
let ids: Readonly<Record<string, string>>;
const idOf = (strategy: string): string => ids[strategy] as string;

beforeAll(async () => {
  const { template, submissions } = await filledTemplate();
  ids = submissions;
  api = await openApi(template);
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

describe('a comparison', () => {
  const compare = async (...strategies: string[]) =>
    api.get(
      `/api/v1/compare?${strategies.map((strategy, index) => `${'abcdef'[index]}=${ids[strategy] ?? strategy}`).join('&')}`,
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

describe('a picture of a metric over the generations', () => {
  const figure = (path: string) => api.get(`/api/v1/figures/${path}`);

  it('is an SVG that names its lines, in the language asked for, and has an ETag', async () => {
    const asked = ['replace', 'oracle', 'retain'].map(idOf).join();
    const { status, body, headers } = await figure(`gaussian@1/primary?ids=${asked}`);
    expect([status, headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
    for (const spec of ['replace', 'oracle', 'retain']) expect(String(body)).toContain(`>${spec}</text>`);
    expect(String(body)).toContain('aria-label="Gaussian: 2-Wasserstein distance, σ, lower is better');
    expect(headers.get('etag')).toMatch(/^"[0-9a-f]{64}"$/);
    const chinese = await figure(`gaussian@1/variance-ratio?ids=${asked}&language=zh`);
    expect(String(chinese.body)).toMatch(/xml:lang="zh-Hans" aria-label="[^"]*末代/);
  });

  it('has in colour the lines that are asked for, in the colours of their strategies', async () => {
    const asked = ['replace', 'oracle', 'retain', 'fresh', 'accumulate', 'temperature', 'freeze'].map(idOf).join();
    const names = (body: unknown) =>
      [
        ...String(body).matchAll(
          /class="sample"[^>]*stroke="var\(--([\w-]+)\)"[^>]*\/>\n<text class="name end"[^>]*>([^<]+)</g,
        ),
      ].map(([, colour, name]) => `${name} ${colour}`);
    const first = await figure(`gaussian@1/primary?ids=${asked}`);
    expect(names(first.body)).toContain('retain series-1');
    expect(names(first.body).filter((name) => name.startsWith('freeze'))).toEqual([]);
    const focused = await figure(`gaussian@1/primary?ids=${asked}&focus=${idOf('freeze')}`);
    expect(names(focused.body).filter((name) => name.includes('series-'))).toEqual(['freeze series-6']);
    const many = await figure(`gaussian@1/primary?ids=${asked}&focus=${asked}`);
    expect([many.status, many.body.detail]).toEqual([400, expect.stringContaining('at most 4 ids of submissions')]);
  });

  it('has laws and where collapse begins where they are asked for, and the score with every horizon', async () => {
    const asked = ['replace', 'oracle', 'retain'].map(idOf).join();
    const plain = await figure(`gaussian@1/variance-ratio?ids=${asked}`);
    const ruled = await figure(`gaussian@1/variance-ratio?ids=${asked}&rules=with`);
    expect(String(plain.body)).not.toContain('class="limit"');
    expect(String(ruled.body)).toContain('class="limit"');
    expect(String(ruled.body)).toContain('class="law"');
    const horizons = await figure(`gaussian@1/score-by-horizon?ids=${asked}&format=json`);
    const of = (name: string) => horizons.body.lines.find((line: { name: string }) => line.name === name);
    expect(of('oracle').points.every(([, score]: number[]) => score === 100)).toBe(true);
    expect(of('retain').points.at(-1)[0]).toBe(50);
  });

  it('is there of every figure of the pages, as a picture and as what it is drawn of', async () => {
    const pair = `a=${idOf('retain')}&b=${idOf('fresh')}`;
    const addresses = {
      'pareto/0.1/standard/all/all?': 'dots',
      'pareto/0.1/standard/all/all?cost=training&': 'dots',
      [`profiles?${pair}&`]: 'lines',
      [`differences?${pair}&`]: 'rows',
      [`ledger/${idOf('retain')}/gaussian?`]: 'stack',
      [`entry/${idOf('retain')}?`]: 'rows',
      'about/lost?': 'lines',
      'about/gap?': 'lines',
      'about/following?': 'lines',
      'whose-output/full?': 'rows',
      'whose-output/split?': 'rows',
      [`histogram/${idOf('retain')}/text-transformer/sample-perplexity?`]: 'lines',
    };
    for (const [address, kind] of Object.entries(addresses)) {
      const svg = await figure(`${address}size=wide`);
      expect([svg.status, svg.headers.get('content-type')], address).toEqual([200, 'image/svg+xml']);
      expect(String(svg.body), address).toContain('viewBox="0 0 ');
      const data = await figure(`${address}format=json`);
      expect([data.status, data.body.kind], address).toEqual([200, kind]);
      expect(String(svg.body), address).toContain(`aria-label="${data.body.description.slice(0, 20)}`);
    }
    const { body } = await figure('pareto/0.1/standard/all/all?cost=training&format=json');
    const accumulate = body.dots.find(({ name }: { name: string }) => name === 'accumulate');
    const replace = body.dots.find(({ name }: { name: string }) => name === 'replace');
    // The last generation of accumulate trains on all before it; replace on one training set.
    expect([replace.x, accumulate.x > 2]).toEqual([1, true]);
  });

  it('is a card of PNG for other sites, with English words only', async () => {
    const png = await api.get(`/api/v1/figures/entry/${idOf('retain')}?format=png`);
    expect([png.status, png.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect([...png.body.subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
    const chinese = await figure(`entry/${idOf('retain')}?format=png&language=zh`);
    expect([chinese.status, chinese.body.code]).toEqual([400, 'bad-parameter']);
  });

  it('is none of a metric or a submission that there isn’t', async () => {
    const wrong = await figure(`gaussian@1/accuracy?ids=${idOf('replace')}`);
    expect([wrong.status, wrong.body.code]).toEqual([404, 'unknown-id']);
    const gone = await figure('gaussian@1/primary?ids=0123456789abcdef');
    expect([gone.status, gone.body.code]).toEqual([404, 'not-found']);
  });
});
