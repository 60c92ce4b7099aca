/**
 * The tables of docs/replications.md, computed from the reference results and the kept records of beam search: what the literature says of recursive training,
 * as measured here.
 */
import { REFERENCE_SETS } from '#benchmarks/bundle/reference-sets.ts';
import { mean } from '#benchmarks/numerics/statistics.ts';
import { intervalText } from '#benchmarks/protocol/metric.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { METRICS } from '#benchmarks/suite/catalog.ts';
import { generationOf, seriesOf } from '../reference/series.ts';
import { markdownTable, type Tables } from '../support/tables.ts';
import { BEAM_STRATEGIES, readBeamRecord } from './beam.ts';
import { orderOfLoss, ranks } from './classes.ts';
import { factsByPopularity } from './facts.ts';
import { loadRuns, type Runs } from './runs.ts';
import { changeText, fixed, percent, realValue, shownGenerations } from './statistics.ts';
import { verdictTables } from './verdicts.ts';

const [, SUITE_0_3, SUITE_0_4] = REFERENCE_SETS;

/** @returns Markdown tables by name */
export async function replicationTables(): Promise<Tables> {
  const run = await loadRuns(SUITE_0_3);
  const facts = await loadRuns(SUITE_0_4);
  const beam: Runs = { of: (_, strategy) => readBeamRecord(strategy), strategies: () => BEAM_STRATEGIES };
  const longtail = run.of('digits-longtail', 'replace');
  return {
    'text-cross-entropy': overGenerations(run, 'text-transformer', 'cross-entropy', 3),
    'text-perplexity': perplexities(run),
    'text-histogram': histogram(run.of('text-transformer', 'replace')),
    'beam-perplexity': perplexities(beam),
    'beam-cross-entropy': overGenerations(beam, 'text-transformer', 'cross-entropy', 3),
    'beam-repetition': overGenerations(beam, 'text-transformer', 'repetition', 3),
    'text-words': overGenerations(run, 'text-transformer', 'distinct-1', 3),
    'text-diversity': overGenerations(run, 'text-transformer', 'distinct-2', 3),
    'text-word-share': overGenerations(run, 'text-transformer', 'word-share', 3),
    'longtail-ranks': ranks(longtail),
    'longtail-order': orderOfLoss(run),
    'longtail-tail': overGenerations(run, 'digits-longtail', 'rare-class-survival', 3),
    'digits-frechet': overGenerations(run, 'digits-vae', 'frechet', 1),
    'digits-blend': blends(run),
    'facts-popularity': factsByPopularity(facts.of('facts', 'replace')),
    'facts-error': overGenerations(facts, 'facts', 'fact-error', 3),
    'facts-well-formed': overGenerations(facts, 'facts', 'well-formed', 3),
    'facts-bias': overGenerations(facts, 'facts', 'bias-amplification', 3),
    'ngram-cross-entropy': overGenerations(run, 'ngram-text', 'cross-entropy', 3),
    'ngram-improbable': overGenerations(run, 'ngram-text', 'improbable-share', 3),
    'ngram-pairs': overGenerations(run, 'ngram-text', 'distinct-2', 4),
    'ngram-words': overGenerations(run, 'ngram-text', 'distinct-1', 4),
    'words-tail': overGenerations(run, 'word-frequencies', 'tail-recall', 3),
    'regression-error': overGenerations(run, 'regression', 'predictive-w2', 3),
    'mixture-outliers': overGenerations(run, 'gmm-2d', 'outlier-mass', 4),
    'mixture-spread': overGenerations(run, 'gmm-2d', 'det-ratio', 3),
    ...(await verdictTables()),
  };
}

/**
 * A metric under each strategy, generation by generation, and how much it moved from generation 0 to the last. Where the metric has a
 * truth, what real data has comes first.
 */
function overGenerations(run: Runs, benchmark: string, metric: string, digits: number): string {
  const control = run.of(benchmark, 'replace');
  const { generations } = control.benchmark;
  const shown = shownGenerations(generations);
  const real = realValue(control, metric);
  const truth = Number.isNaN(real) ? [] : [fixed(real, digits)];
  const rows = run.strategies(benchmark).map((strategy) => {
    const record = run.of(benchmark, strategy);
    const at = (generation: number): number[] => generationOf(record, metric, generation);
    const before = at(0);
    const changes = at(generations).map((value, seed) => value - (before[seed] ?? Number.NaN));
    return [
      `\`${strategy}\``,
      ...truth,
      ...shown.map((generation) => fixed(mean(at(generation)), digits)),
      changeText(changes, digits),
    ];
  });
  const generationHeads = shown.map((generation) => `g = ${generation}`);
  const head = ['strategy', ...truth.map(() => 'real data'), ...generationHeads, 'change, 95% interval'];
  return markdownTable(head, rows);
}

/** Perplexity of samples under generation 0's model, by quantiles. */
function perplexities(run: Runs): string {
  const quantiles = [1, 10, 50, 90, 99];
  const rows = run.strategies('text-transformer').flatMap((strategy) => {
    const record = run.of('text-transformer', strategy);
    return [0, 1, 5, 10].map((generation) => [
      `\`${strategy}\``,
      `${generation}`,
      ...quantiles.map((q) => threeDigits(mean(generationOf(record, `sample-perplexity-p${q}`, generation)))),
      percent(mean(generationOf(record, 'low-perplexity-share', generation))),
      percent(mean(generationOf(record, 'improbable-share', generation))),
    ]);
  });
  const head = ['strategy', 'g', ...quantiles.map((q) => `${q}%`), 'low-perplexity share', 'improbable share'];
  // Both shares are of what real text has a known share of; its quantiles are no part of a record.
  const shares = ['low-perplexity-share', 'improbable-share'].map((id) =>
    percent(realValue(run.of('text-transformer', 'replace'), id)),
  );
  return markdownTable(head, [['real text', '', ...quantiles.map(() => ''), ...shares], ...rows]);
}

/** The same as a histogram, as the paper shows it; bins that are always empty are left out. */
function histogram(record: RunRecord): string {
  const shown = shownGenerations(record.benchmark.generations);
  const rows = METRICS.flatMap(({ id, bin }) =>
    bin?.of.id === 'sample-perplexity' && seriesOf(record, id).flat().some(Boolean)
      ? [[intervalText(bin), ...shown.map((generation) => percent(mean(generationOf(record, id, generation))))]]
      : [],
  );
  return markdownTable(['perplexity', ...shown.map((generation) => `g = ${generation}`)], rows);
}

/** What "digits blend" means in numbers. */
function blends(run: Runs): string {
  const metrics = ['class-entropy', 'coverage', 'density', 'pixel-variance', 'ambiguous-share'];
  const rows = run.strategies('digits-vae').flatMap((strategy) => {
    const record = run.of('digits-vae', strategy);
    return [0, record.benchmark.generations].map((generation) => [
      `\`${strategy}\``,
      `${generation}`,
      ...metrics.map((id) => threeDigits(mean(generationOf(record, id, generation)))),
    ]);
  });
  const real = metrics.map((id) => threeDigits(realValue(run.of('digits-vae', 'replace'), id)));
  return markdownTable(['strategy', 'g', ...metrics.map((id) => `\`${id}\``)], [['real digits', '', ...real], ...rows]);
}

/** Three digits, and no power of ten. */
const threeDigits = (value: number): string =>
  Math.abs(value) < 1e-4
    ? '< 0.0001'
    : Math.abs(value) < 1000
      ? value.toPrecision(3)
      : `${Number(value.toPrecision(3))}`;
