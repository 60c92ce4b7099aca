/**
 * A metric that comes later, added to two benchmarks as docs/adding-a-metric.md says: no number and no digest of before moves,
 * records from before pass, and records from now on have a digest for it.
 */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { checkBundleAt } from '#benchmarks/bundle/check.ts';
import { agreesWithReference } from '#benchmarks/bundle/reference-results.ts';
import { metricDigest, resultDigest } from '#benchmarks/protocol/digest.ts';
import { metricsRevision } from '#benchmarks/protocol/metric.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { planRuns } from '#benchmarks/runner/plan.ts';
import runPlannedSeed from '#benchmarks/runner/planned-seed.ts';
import { scoreRun, summariseRun } from '#benchmarks/scoring/index.ts';
import { benchmarkNamed } from '#benchmarks/suite/catalog.ts';
import { runResults } from '#leaderboard/scores/run-results.ts';
import { readRecords, bundleOf as referenceOf } from '../../../tools/reference/results.ts';
import { bundleOf, type MadeRun, requireRun, writeBundle } from '../../support/bundles.ts';

const LATER = 'sampled-mean';

/** Draws 100 examples of the model, from a stream of its own. */
async function withLater(mean: (model: never) => number) {
  const { defineMetric } = await import('#benchmarks/metrics/metric.ts');
  return defineMetric({
    id: 'sampled-mean',
    name: 'Sampled mean',
    summary: 'The mean of 100 samples.',
    unit: 'σ',
    better: 'closer',
    range: [null, null],
    truth: 0,
    measure: (model: never, own) => {
      const rng = own();
      let sum = 0;
      for (let i = 0; i < 100; i++) sum += rng.normal();
      return mean(model) + sum / 100;
    },
  });
}

type CardModule = { readonly card: { readonly metrics: readonly { readonly since?: number }[] } };
/** Those that the protocol began with. */
function began({ metrics }: CardModule['card']) {
  return metrics.filter(({ since }) => since === undefined);
}

vi.mock('#benchmarks/suite/gaussian/card.ts', async (load) => {
  const { card, ...others } = await load<CardModule>();
  const later = await withLater(({ mean }: { mean: Float64Array }) => mean[0] ?? 0);
  return { ...others, card: { ...card, metrics: [...began(card), { ...later, axis: 'drift', since: 2 }] } };
});

vi.mock('#benchmarks/suite/gmm-2d/card.ts', async (load) => {
  const { card, ...others } = await load<CardModule>();
  const later = await withLater(({ mixture }: { mixture: { means: Float64Array } }) => mixture.means[0] ?? 0);
  return { ...others, card: { ...card, metrics: [...began(card), { ...later, axis: 'drift', since: 2 }] } };
});

async function reference(strategy: string, benchmark: string): Promise<RunRecord> {
  const records = (await readRecords(strategy)) as RunRecord[];
  const record = records.find((candidate) => candidate.benchmark.id === benchmark);
  if (!record) throw new Error(`no reference result of ${strategy} on ${benchmark}`);
  return record;
}

/** The record of before, without its sample files. */
let before: RunRecord;
let now: MadeRun;

beforeAll(async () => {
  before = await reference('replace', 'gaussian');
  now = await requireRun('gaussian', 'replace', { tier: 'standard' });
}, 120_000);

it('is listed as the second revision of the protocol’s metrics', () => {
  expect(metricsRevision(benchmarkNamed('gaussian').card.metrics)).toBe(2);
  expect(metricsRevision(benchmarkNamed('regression').card.metrics)).toBe(1);
});

describe('in the harness', () => {
  it('moves no number of before, nor the digest of the result', () => {
    const { [LATER]: later, ...others } = now.record.trajectories;
    expect(others).toEqual(before.trajectories);
    expect(now.record.resultDigest).toBe(before.resultDigest);
    expect(agreesWithReference(now.record)).toBe(true);
    expect(later?.flat().every(Number.isFinite)).toBe(true);
    expect(new Set(later?.flat()).size).toBeGreaterThan(10_000);
  });

  it('moves none either where the benchmark’s metrics look at samples of the evaluation’s stream', async () => {
    const old = await reference('replace', 'gmm-2d');
    const plan = planRuns({ benchmarks: ['gmm-2d'], strategies: ['replace'], tier: 'standard', generations: 3 })
      .runs[0];
    if (!plan) throw new Error('replace runs on gmm-2d');
    const { outcome } = await runPlannedSeed({ plan, seed: 1, keepSamples: false, checkpoint: null });
    const { [LATER]: later, ...others } = outcome.metrics;
    const first = Object.entries(old.trajectories).map(([id, rows]) => [id, rows[0]?.slice(0, 4)]);
    expect(others).toEqual(Object.fromEntries(first));
    expect(later).toHaveLength(4);
  });

  it('gives it a digest of its own, and its truth', () => {
    const { record } = now;
    expect(record.metricDigests).toEqual({ [LATER]: metricDigest(record, LATER, record.resultDigest) });
    expect(record.truth).toEqual({ ...before.truth, [LATER]: 0 });
    expect(before.metricDigests).toBeUndefined();
    expect(resultDigest(before)).toBe(before.resultDigest);
  });
});

describe('in the check of bundles', () => {
  const problemsOf = async (change: (record: Loose) => void): Promise<string[]> => {
    const record = structuredClone(now.record) as unknown as Loose;
    change(record);
    const report = await checkBundleAt(writeBundle(bundleOf([{ ...now, record: record as unknown as RunRecord }])));
    return report.problems.map(({ path, message }) => `${path} ${message}`);
  };
  // biome-ignore lint/suspicious/noExplicitAny: records that no type allows
  type Loose = any;

  it('a record of before passes without it, as before', async () => {
    const report = await checkBundleAt(referenceOf('replace'), { mayBeLight: true });
    expect(report.problems).toEqual([]);
    expect(report.warnings.filter(({ message }) => message.includes(LATER))).toEqual([]);
  });

  it('a record from now on passes with both digests', async () => {
    expect(await problemsOf(() => {})).toEqual([]);
  });

  it('a value of it that was changed is found by its own digest, and by that alone', async () => {
    const problems = await problemsOf((record) => {
      record.trajectories[LATER][0][1] += 1;
    });
    expect(problems).toEqual([expect.stringMatching(/#\/metricDigests\/sampled-mean .*its content gives/)]);
  });

  it('and so is one of another result', async () => {
    const problems = await problemsOf((record) => {
      record.metricDigests[LATER] = metricDigest(record, LATER, '0'.repeat(64));
    });
    expect(problems).toEqual([expect.stringMatching(/#\/metricDigests\/sampled-mean /)]);
  });

  it('a value of before that was changed is found by the result’s digest', async () => {
    const problems = await problemsOf((record) => {
      record.trajectories['mean-error'][0][1] *= 1 + 1e-12;
    });
    expect(problems.some((problem) => problem.includes('#/resultDigest'))).toBe(true);
  });

  it.each<[string, (record: Loose) => void, RegExp]>([
    ['without its digest', (record) => delete record.metricDigests, /#\/metricDigests\/sampled-mean missing; expected/],
    [
      'with a digest of a metric that the protocol began with, which would leave it out of the result’s',
      (record) => {
        record.metricDigests.kl = '0'.repeat(64);
      },
      /#\/metricDigests\/kl remove it/,
    ],
    [
      'with a digest of a metric that it doesn’t have',
      (record) => {
        delete record.trajectories[LATER];
        delete record.truth[LATER];
      },
      /#\/metricDigests\/sampled-mean remove it/,
    ],
    [
      'with the truth of a metric that it doesn’t have',
      (record) => {
        delete record.trajectories[LATER];
        delete record.metricDigests;
      },
      /#\/truth\/sampled-mean the record has no sampled-mean; remove its truth/,
    ],
    ['without its truth', (record) => delete record.truth[LATER], /#\/truth\/sampled-mean missing; expected 0/],
    ['without a metric of before', (record) => delete record.trajectories.kl, /#\/trajectories\/kl missing/],
  ])('a record %s is refused', async (_, change, message) => {
    expect(await problemsOf(change)).toContainEqual(expect.stringMatching(message));
  });

  it('taken out whole, it leaves the record of before', async () => {
    expect(
      await problemsOf((record) => {
        delete record.trajectories[LATER];
        delete record.truth[LATER];
        delete record.metricDigests;
      }),
    ).toEqual([]);
  });
});

describe('in what is scored and shown', () => {
  const { card } = benchmarkNamed('gaussian');

  it('moves no score, whether it is in the run, in the controls or in neither', async () => {
    const [retain, oracle] = [await reference('retain', 'gaussian'), await reference('oracle', 'gaussian')];
    const old = scoreRun(retain, { replace: before, oracle }, card);
    expect(old.state).toBe('scored');
    expect(scoreRun(retain, { replace: now.record, oracle }, card)).toEqual(old);
    expect(scoreRun(now.record, { replace: before, oracle }, card)).toEqual(
      scoreRun(before, { replace: now.record, oracle }, card),
    );
    expect(runResults(now.record, card).outcome).toEqual(runResults(before, card).outcome);
  });

  it('is not there for a run of before, which is no value of nothing', () => {
    const named = (record: RunRecord) => runResults(record, card).summary.axes.map(({ metric }) => metric);
    expect(named(before)).toEqual(Object.keys(before.trajectories));
    expect(named(now.record)).toEqual([...named(before), LATER]);
    const { axes } = summariseRun(now.record, card);
    expect(axes.find(({ metric }) => metric === LATER)?.last?.n).toBe(200);
  });
});
