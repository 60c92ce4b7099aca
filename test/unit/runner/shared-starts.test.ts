/** Generation 0 is fitted once for all strategies of a command, and the results are those of each strategy by itself. */
import { describe, expect, it, test } from 'vitest';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { runSeed, startSeed } from '#benchmarks/runner/harness.ts';
import { planRuns, type RunRequest } from '#benchmarks/runner/plan.ts';
import runPlannedSeed, { type SeedOutcome } from '#benchmarks/runner/planned-seed.ts';
import { assembleRecord } from '#benchmarks/runner/record.ts';
import { type Progress, runPlan } from '#benchmarks/runner/run.ts';
import type { SeedStart } from '#benchmarks/runner/seed-start.ts';
import { SharedStarts } from '#benchmarks/runner/shared-starts.ts';
import { STRATEGIES } from '#benchmarks/strategies/catalog.ts';
import { createStrategies, toyBenchmark } from '../../support/toy-benchmark.ts';

const SWEEP = ['retain:share={0.01,0.05,0.1,0.2}', 'replace', 'oracle'];

const toyTask = (keepSamples: boolean) => ({
  ...{ root: 'toy@1', metrics: ['error', 'noise'], primary: 'error', strategies: [] },
  ...{ seed: 1, generations: 3, keepSamples },
});

describe('a seed that is given its start', () => {
  it.each([...STRATEGIES.map(({ card }) => card.id), 'mix-sources+retain:share=0.05'])('of %s', async (spec) => {
    const toy = () => toyBenchmark({ families: ['kde', 'histogram'] });
    const { benchmark } = toy();
    const task = { ...toyTask(true), strategies: await createStrategies(spec) };
    const alone = await runSeed({ ...task, benchmark });
    const start = structuredClone(await startSeed({ ...toyTask(true), benchmark }));
    const { benchmark: watched, log } = toy();
    expect(await runSeed({ ...task, benchmark: watched }, {}, null, start)).toEqual(alone);
    expect(log.fits.filter(({ path }) => path.endsWith('gen/0/fit/main'))).toEqual([]);
  });
});

test('a start that diverges is none: each seed says by itself how it stopped', async () => {
  const { benchmark } = toyBenchmark({ size: 0 });
  expect(await startSeed({ ...toyTask(false), benchmark })).toBeNull();
});

describe('starts of one command', () => {
  const START: SeedStart = { fitted: { model: 1, epochs: 1, updates: 1 }, metrics: {}, sample: null, durationMs: 1 };

  /** What a plan has fitted, in fits of a main model. */
  async function fitsOf(request: Pick<RunRequest, 'benchmarks' | 'strategies'>) {
    const { runs } = planRuns({ ...request, tier: 'smoke', seeds: 3, generations: 10 });
    const starts = new SharedStarts();
    const seeds = runs.flatMap((run) => run.seeds.map((seed) => ({ run, seed })));
    for (const { run, seed } of seeds) starts.expect(run, seed);
    let made = 0;
    let alone = 0;
    for (const { run, seed } of seeds) {
      const make = async () => {
        made++;
        return START;
      };
      if ((await starts.take(run, seed, make)) === null) alone++;
    }
    return made + alone + seeds.length * 10;
  }

  it('are made once a benchmark and seed; the controls run once', async () => {
    const benchmarks = ['digits-vae', 'text-transformer'];
    const sweep = await fitsOf({ benchmarks, strategies: SWEEP });
    // Two benchmarks, three seeds, six strategies of ten generations, one generation 0 for them all.
    expect(sweep).toBe(2 * 3 * (6 * 10 + 1));
    const one = await fitsOf({ benchmarks, strategies: ['retain:share=0.1', 'replace', 'oracle'] });
    expect(sweep / one).toBeLessThan(2.1);
    expect(await fitsOf({ benchmarks, strategies: ['replace'] })).toBe(2 * 3 * 11);
  });

  it('are not shared between parameters of a benchmark', async () => {
    const [a] = planRuns({ benchmarks: ['gaussian'], strategies: ['replace'], tier: 'smoke' }).runs;
    const set = { sampleSize: 7 };
    const [b] = planRuns({ benchmarks: ['gaussian'], strategies: ['oracle'], tier: 'smoke', set }).runs;
    const starts = new SharedStarts();
    for (const run of [a, b]) if (run) starts.expect(run, 1);
    for (const run of [a, b]) if (run) expect(await starts.take(run, 1, async () => START)).toBeNull();
  });
});

describe('digests of a sweep', () => {
  it('are those of each seed run by itself', async () => {
    const small = { tier: 'smoke', seeds: 1, generations: 1, set: { sampleSize: 100, steps: 2 } } as const;
    const plan = planRuns({ benchmarks: ['digits-vae'], strategies: ['retain:share={0.1,0.2}', 'replace'], ...small });
    const workers = { workers: 1, output: null, samples: 'first' } as const;
    let progress: (() => Progress) | undefined;
    const { signal } = new AbortController();
    const together = await runPlan(plan, { ...workers, signal, onStart: (told) => (progress = told) });
    expect(progress?.().finishedGenerations).toBe(progress?.().totalGenerations);
    for (const [index, run] of plan.runs.entries()) {
      const { environment } = together[index] as RunRecord;
      const outcomes: SeedOutcome[] = [];
      for (const seed of run.seeds) {
        const keepSamples = seed === run.seeds[0];
        outcomes.push((await runPlannedSeed({ plan: run, seed, keepSamples, checkpoint: null })).outcome);
      }
      const alone = assembleRecord(run, outcomes, environment, new Date(0), 0);
      expect(together[index]?.resultDigest, run.strategy.spec).toBe(alone.resultDigest);
    }
  });
});
