/** What a small bundle may cost: where the work grew as the square of its size, these would not end within a test's time. */
import { describe, expect, it } from 'vitest';
import { checkSampleFiles } from '#benchmarks/bundle/check-samples.ts';
import { checkSeeds } from '#benchmarks/bundle/check-seeds.ts';
import { Findings } from '#benchmarks/bundle/findings.ts';
import { parseJson } from '#benchmarks/bundle/json.ts';
import { MAX_PROBLEMS } from '#benchmarks/bundle/limits.ts';
import { readHeader } from '#benchmarks/bundle/npy.ts';
import { openBundle } from '#benchmarks/bundle/open-bundle.ts';
import { MAX_INTEGER } from '#benchmarks/protocol/ids.ts';
import type { LedgerEntry } from '#benchmarks/protocol/ledger.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { divisionOf, REPLACE_REGIME } from '#benchmarks/protocol/regime.ts';
import { parseSpec, unwritableParameter } from '#benchmarks/protocol/spec.ts';
import { compare, kaplanMeier, probabilityOfImprovement, type ScoredRun } from '#benchmarks/scoring/index.ts';
import { problemsAfter } from '../../support/broken-records.ts';
import { bundleOf, requireRun, writeBundle } from '../../support/bundles.ts';

function seedProblems(seeds: readonly number[]): Findings {
  const findings = new Findings();
  checkSeeds(seeds, { file: 'f', findings });
  return findings;
}

describe('seeds', () => {
  it('a hundred thousand, each a thousand after the one before, are looked through once', () => {
    const findings = seedProblems(Array.from({ length: 100_000 }, (_, i) => 1 + 1000 * i));
    expect(findings.problems).toHaveLength(MAX_PROBLEMS);
    expect(findings.problems[0]).toEqual({
      path: 'f#/seeds/1',
      message:
        'received seed 1001; seeds 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, … are missing (the registered seeds are 1, 2, 3, …)',
    });
  });

  it.each([
    [[1, 3], 'received seed 3; seed 2 is missing (the registered seeds are 1, 2, 3, …)'],
    [[1, 4], 'received seed 4; seeds 2, 3 are missing (the registered seeds are 1, 2, 3, …)'],
    [[1, 3, 2], 'received seed 3; expected 2, in rising order'],
    [[1, 2000], 'received seed 2000; expected 2: the registered seeds are 1, 2, 3, … without a gap'],
  ])('%j: what is missing is named', (seeds, message) => {
    expect(seedProblems(seeds).problems[0]?.message).toBe(message);
  });
});

describe('a ledger', () => {
  const entry = (generation: number, synthetic: LedgerEntry['synthetic'], realRetained: number): LedgerEntry => ({
    generation,
    realFresh: 0,
    realRetained,
    synthetic,
    weightShare: 0,
    trainingSize: realRetained + synthetic.reduce((sum, { count }) => sum + count, 0),
    poolSize: 0,
    sampled: 0,
    simulated: 0,
    verifierCalls: 0,
    teacherCalls: 0,
    epochs: 1,
    reads: [],
  });
  const part = (generation: number, count: number) => ({ source: 'main', generation, count });
  const accumulating = { ...REPLACE_REGIME, pool: 'accumulate', trainingSize: 'growing' } as const;

  it('may claim a generation of two thousand million in every entry', () => {
    const far = entry(MAX_INTEGER, [part(MAX_INTEGER - 1, 100)], 0);
    expect(divisionOf(accumulating, [new Array(10_000).fill(far)], 100)).toBe('accumulating');
  });

  // Generation 3 has a pool of four parts: D0 and the samples of generations 0, 1 and 2, each at most a quarter.
  it.each([
    [25, [25, 25, 25], 'accumulating'],
    [26, [25, 25, 24], 'open'],
    [20, [31, 25, 24], 'open'],
    [20, [30, 25, 25], 'accumulating'],
    [0, [0, 0, 100], 'accumulating'],
  ] as const)('of %i real examples and %j of older models is %s', (real, counts, division) => {
    const third = entry(
      3,
      counts.map((count, generation) => part(generation, count)),
      real,
    );
    expect(divisionOf(accumulating, [[third]], 100)).toBe(division);
  });
});

describe('JSON', () => {
  it.each([
    ['after a quote that a line break leaves open', `["\n,${'['.repeat(1e6)}`],
    ['after a quote in a comment', `[/*"*/${'['.repeat(1e6)}`],
    ['in objects', `{"a":"\n,"b":${'{"a":'.repeat(1e5)}`],
  ])('that is nested without end %s is refused, with the first error', (_, text) => {
    const findings = new Findings();
    expect(parseJson(new TextEncoder().encode(text), 'f', findings)).toBeUndefined();
    expect(findings.problems.length).toBeGreaterThan(0);
    expect(findings.problems[0]?.path).toMatch(/^f#\/\w+ \(line 1, column \d+\)$/);
  });
});

describe('a field that is there twice', () => {
  it('a million times is named a few times and counted', () => {
    const findings = new Findings();
    const text = `{"a":[{${'"b":0,'.repeat(1e6)}"b":0}]}`;
    parseJson(new TextEncoder().encode(text), 'f', findings);
    expect(findings.problems).toHaveLength(21);
    expect(findings.problems[0]?.path).toBe('f#/a/0/b (line 1, column 14)');
    expect(findings.problems.at(-1)).toEqual({ path: 'f', message: '999980 more fields are there twice' });
  });

  it('in twenty objects is named in each', () => {
    const findings = new Findings();
    parseJson(new TextEncoder().encode(`[${new Array(20).fill('{"b":0,"b":1}').join()}]`), 'f', findings);
    expect(findings.problems.map(({ path }) => path.split(' ')[0])).toEqual(
      Array.from({ length: 20 }, (_, index) => `f#/${index}/b`),
    );
  });
});

describe('a parameter', () => {
  const nearlyNumber = `${'1'.repeat(200_000)}x`;

  it('that is nearly a number is read once', () => {
    expect(parseSpec(`retain:a=${nearlyNumber}`)[0]?.passed.a).toBe(nearlyNumber);
    expect(unwritableParameter([{ id: 'retain', passed: { a: nearlyNumber } }])).toBeNull();
  });

  it('whose text is longer than a specification is refused at its place', async () => {
    const run = await requireRun('gaussian', 'retain');
    const problems = await problemsAfter(run, (record) => {
      record.strategy.parts[0].passed.a = nearlyNumber;
      record.benchmark.params.b = nearlyNumber;
    });
    for (const place of ['/strategy/parts/0/passed/a', '/benchmark/params/b'])
      expect(problems[place]).toMatch(/^received "1{60}…"; expected at most 500 characters$/);
  });
});

describe('a matrix of samples', () => {
  /** Format 2.0, whose header may be of any length. */
  function npy(header: string, data = Buffer.alloc(8)): Buffer {
    const head = Buffer.alloc(12);
    head.write('\x93NUMPY\x02\x00', 'latin1');
    head.writeUInt32LE(header.length, 8);
    return Buffer.concat([head, Buffer.from(header, 'latin1'), data]);
  }

  it('with a header of megabytes is refused before anything searches it', () => {
    const header = "{'descr':'<f8','fortran_order':False,'shape':(1,1)}".padEnd(9_000_037);
    expect(readHeader(npy(header))).toBe(
      'the file is no readable .npy (its header has 9000037 bytes; expected at most 10000)',
    );
  });
});

describe('a sample file', () => {
  it('that a record lists many times is read once', async () => {
    const run = await requireRun('gaussian', 'replace');
    const source = await openBundle(writeBundle(bundleOf([run])));
    const [first] = run.record.samples as RunRecord['samples'];
    if (first === undefined) throw new Error('expected a run with samples');
    let reads = 0;
    const read = (path: string) => {
      if (path === first.path) reads += 1;
      return source.read(path);
    };
    const counted = { ...source, read };
    await checkSampleFiles(
      counted,
      new Map([['runs/gaussian.json', { benchmark: run.record.benchmark, samples: new Array(900).fill(first) }]]),
      new Findings(),
    );
    expect(reads).toBe(1);
  });
});

describe('what is computed of a run of very many seeds', () => {
  const MILLION = 1_000_000;
  const falling = Array.from({ length: MILLION }, (_, i) => MILLION - i);

  it('the probability of improvement', () => {
    // Of n equal numbers each beats those below it and ties with itself: n(n−1)/2 + n/2 of n².
    expect(probabilityOfImprovement([falling], [falling])).toBe(0.5);
    expect(probabilityOfImprovement([falling], [falling.map((x) => x - 0.5)])).toBe(0.5 + 0.5 / MILLION);
  });

  it('survival', () => {
    const { median, events, curve } = kaplanMeier(falling.map((time) => ({ time, event: true })));
    expect([median, events, curve.length]).toEqual([MILLION / 2, MILLION, MILLION]);
    expect(curve[9]).toMatchObject({ generation: 10, atRisk: MILLION - 9, events: 1 });
  });

  it('the seeds that two runs have in common', () => {
    const seeds = falling.slice(MILLION / 2);
    const run = (spec: string): ScoredRun => ({
      plan: {
        suite: '0.1',
        benchmark: { id: 'one', version: 1, tier: 'quick', params: {}, generations: 10, size: 100 },
        engine: { id: 'js', version: '1' },
        seeds,
      },
      spec,
      outcome: { state: 'completed', averages: { full: seeds, half: seeds } },
    });
    const [difference] = compare({ a: [run('fresh')], b: [run('retain')], controls: [] }).benchmarks;
    expect(difference?.state === 'compared' && difference.seeds.length).toBe(MILLION / 2);
  });
});
