/**
 * The tables of docs/replications.md, computed from the reference results and the kept records of beam search: what the literature says of recursive training,
 * as measured here.
 */

import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { REFERENCE_SETS, type ReferenceSet } from '#benchmarks/bundle/reference-sets.ts';
import { intervalText } from '#benchmarks/protocol/metric.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { truthAt } from '#benchmarks/protocol/record.ts';
import { METRICS } from '#benchmarks/suite/catalog.ts';
import { readRecords } from '../reference/results.ts';
import { generationOf, seriesOf } from '../reference/series.ts';
import { markdownTable, type Tables } from '../support/tables.ts';
import { BEAM_STRATEGIES, readBeamRecord } from './beam.ts';
import { verdictTables } from './verdicts.ts';

const DOCUMENT_STRATEGIES = ['replace', 'retain', 'fresh', 'accumulate', 'oracle'];
const SHOWN_GENERATIONS = [0, 1, 2, 5, 10];

const [BEFORE, OPEN] = REFERENCE_SETS;

/** The record of a strategy on a benchmark. */
type Runs = (benchmark: string, strategy: string) => RunRecord;

/** @returns Markdown tables by name */
export async function replicationTables(): Promise<Tables> {
  const run = await loadRuns(BEFORE);
  const open = await loadRuns(OPEN);
  const beam: Runs = (_, strategy) => readBeamRecord(strategy);
  return {
    'text-cross-entropy': overGenerations(run, 'text-transformer', 'cross-entropy', 3),
    'text-perplexity': perplexities(run, ['replace', 'retain', 'accumulate', 'oracle']),
    'text-histogram': histogram(run('text-transformer', 'replace')),
    'beam-perplexity': perplexities(beam, BEAM_STRATEGIES),
    'beam-cross-entropy': overGenerations(beam, 'text-transformer', 'cross-entropy', 3, BEAM_STRATEGIES),
    'beam-repetition': overGenerations(beam, 'text-transformer', 'repetition', 3, BEAM_STRATEGIES),
    'text-diversity': overGenerations(run, 'text-transformer', 'distinct-2', 3),
    'longtail-classes': classes(run),
    'longtail-tail': overGenerations(run, 'digits-longtail', 'rare-class-recall', 3),
    'digits-frechet': overGenerations(run, 'digits-vae', 'frechet', 1),
    'digits-blend': blends(run),
    'ngram-cross-entropy': overGenerations(open, 'ngram-text', 'cross-entropy', 3),
    'ngram-improbable': overGenerations(open, 'ngram-text', 'improbable-share', 3),
    'ngram-pairs': overGenerations(open, 'ngram-text', 'distinct-2', 4),
    'ngram-words': overGenerations(open, 'ngram-text', 'distinct-1', 4),
    'words-tail': overGenerations(open, 'word-frequencies', 'tail-recall', 3),
    'regression-error': overGenerations(open, 'regression', 'predictive-w2', 3),
    'mixture-outliers': overGenerations(open, 'gmm-2d', 'outlier-mass', 4),
    'mixture-spread': overGenerations(open, 'gmm-2d', 'det-ratio', 3),
    ...(await verdictTables()),
  };
}

/** What is kept of a suite, of the strategies that the document shows. */
async function loadRuns(set: ReferenceSet): Promise<Runs> {
  const records = new Map<string, RunRecord>();
  for (const strategy of DOCUMENT_STRATEGIES) {
    for (const record of await readRecords(strategy, set)) records.set(`${record.benchmark.id}/${strategy}`, record);
  }
  return (benchmark, strategy) => {
    const record = records.get(`${benchmark}/${strategy}`);
    if (!record)
      throw new Error(
        `There is no reference result of ${strategy} on ${benchmark}; npm run reference -- --suite ${set.suite} makes it.`,
      );
    return record;
  };
}

/**
 * A metric under each strategy, generation by generation, and how much it moved from generation 0 to the last. Where the metric has a
 * truth, what real data has comes first.
 */
function overGenerations(
  run: Runs,
  benchmark: string,
  metric: string,
  digits: number,
  strategies: readonly string[] = DOCUMENT_STRATEGIES,
): string {
  const { generations } = run(benchmark, 'replace').benchmark;
  const shown = SHOWN_GENERATIONS.filter((generation) => generation <= generations);
  const real = truthAt(run(benchmark, 'replace').truth[metric], 0);
  const truth = real === undefined ? [] : [real.toFixed(digits)];
  const rows = strategies.map((strategy) => {
    const record = run(benchmark, strategy);
    const at = (generation: number): number[] => generationOf(record, metric, generation);
    const before = at(0);
    const moved = interval(at(generations).map((value, seed) => value - (before[seed] ?? Number.NaN)));
    return [
      `\`${strategy}\``,
      ...truth,
      ...shown.map((generation) => mean(at(generation)).toFixed(digits)),
      `${signed(moved.mean, digits)} [${signed(moved.low, digits)}, ${signed(moved.high, digits)}]`,
    ];
  });
  const generationHeads = shown.map((generation) => `g = ${generation}`);
  const head = ['strategy', ...truth.map(() => 'real data'), ...generationHeads, 'change, 95% interval'];
  return markdownTable(head, rows);
}

/** Perplexity of samples under generation 0's model, by quantiles. */
function perplexities(run: Runs, strategies: readonly string[]): string {
  const quantiles = [1, 10, 50, 90, 99];
  const rows = strategies.flatMap((strategy) => {
    const record = run('text-transformer', strategy);
    return [0, 1, 5, 10].map((generation) => [
      `\`${strategy}\``,
      `${generation}`,
      ...quantiles.map((q) => mean(generationOf(record, `sample-perplexity-p${q}`, generation)).toPrecision(3)),
      percent(mean(generationOf(record, 'low-perplexity-share', generation))),
      percent(mean(generationOf(record, 'improbable-share', generation))),
    ]);
  });
  const head = ['strategy', 'g', ...quantiles.map((q) => `${q}%`), 'low-perplexity share', 'improbable share'];
  // Both shares are of what real text has a known share of; its quantiles are no part of a record.
  const shares = ['low-perplexity-share', 'improbable-share'].map((id) =>
    percent(realValue(run('text-transformer', 'replace'), id)),
  );
  return markdownTable(head, [['real text', '', ...quantiles.map(() => ''), ...shares], ...rows]);
}

/** The same as a histogram, as the paper shows it; bins that are always empty are left out. */
function histogram(record: RunRecord): string {
  const shown = SHOWN_GENERATIONS.filter((generation) => generation <= record.benchmark.generations);
  const rows = METRICS.flatMap(({ id, bin }) =>
    bin?.of.id === 'sample-perplexity' && seriesOf(record, id).flat().some(Boolean)
      ? [[intervalText(bin), ...shown.map((generation) => percent(mean(generationOf(record, id, generation))))]]
      : [],
  );
  return markdownTable(['perplexity', ...shown.map((generation) => `g = ${generation}`)], rows);
}

/** Each class's share under `replace`, from the most frequent to the rarest, and when it is lost. */
function classes(run: Runs): string {
  const record = run('digits-longtail', 'replace');
  const { generations } = record.benchmark;
  const ids = Object.keys(record.trajectories).filter((id) => /^digit-\d-share$/.test(id));
  const truthOf = (id: string): number => realValue(record, id);
  const byTruth = ids.sort((a, b) => truthOf(b) - truthOf(a));
  const shown = SHOWN_GENERATIONS.filter((generation) => generation <= generations);
  const rows = byTruth.map((id) => {
    const seeds = seriesOf(record, id);
    const truth = truthOf(id);
    const lost = seeds.map((seed) => seed.findIndex((share, generation) => generation > 0 && share < truth / 4));
    const gone = lost.filter((generation) => generation > 0).sort((a, b) => a - b);
    return [
      id.slice('digit-'.length, -'-share'.length),
      percent(truth),
      ...shown.map((generation) => percent(mean(generationOf(record, id, generation)))),
      gone.length === 0
        ? `in none of ${seeds.length}`
        : `in ${gone.length} of ${seeds.length}, first at g = ${gone[0]}`,
    ];
  });
  const head = ['digit', 'truth', ...shown.map((generation) => `g = ${generation}`), 'below a quarter of the truth'];
  return markdownTable(head, rows);
}

/** What "digits blend" means in numbers. */
function blends(run: Runs): string {
  const metrics = ['class-entropy', 'coverage', 'density', 'pixel-variance', 'ambiguous-share'];
  const rows = DOCUMENT_STRATEGIES.flatMap((strategy) => {
    const record = run('digits-vae', strategy);
    return [0, record.benchmark.generations].map((generation) => [
      `\`${strategy}\``,
      `${generation}`,
      ...metrics.map((id) => mean(generationOf(record, id, generation)).toPrecision(3)),
    ]);
  });
  const real = metrics.map((id) => realValue(run('digits-vae', 'replace'), id).toPrecision(3));
  return markdownTable(['strategy', 'g', ...metrics.map((id) => `\`${id}\``)], [['real digits', '', ...real], ...rows]);
}

/** What real data has. */
const realValue = ({ truth }: RunRecord, metric: string): number => truthAt(truth[metric], 0) ?? Number.NaN;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean and Student's 95% interval over seeds. */
function interval(values: readonly number[]): { mean: number; low: number; high: number } {
  const centre = mean(values);
  const variance = values.reduce((sum, value) => sum + (value - centre) * (value - centre), 0) / (values.length - 1);
  const half = tQuantile(0.975, values.length - 1) * Math.sqrt(variance / values.length);
  return { mean: centre, low: centre - half, high: centre + half };
}

const signed = (value: number, digits: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;
const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;
