/** How surprising samples are to generation 0's model, as quantiles and as a histogram: 28 metrics. */
import { intervalText, type MetricFamily } from '../protocol/metric.ts';
import { binShare, PERPLEXITY_BINS, PERPLEXITY_PERCENTILES, perplexityQuantile } from './formulas/perplexity.ts';
import { defineMetric } from './metric.ts';
import type { SeenText } from './seen.ts';

const QUANTILES: MetricFamily = {
  ids: `sample-perplexity-p${PERPLEXITY_PERCENTILES[0]}…p${PERPLEXITY_PERCENTILES.at(-1)}`,
  summary: 'The 1, 10, 50, 90 and 99% quantiles of the samples’ perplexity under generation 0’s model.',
};

const BINS: MetricFamily = {
  ids: `sample-perplexity-bin-1…${PERPLEXITY_BINS.length}`,
  summary:
    'Share of the samples whose perplexity under generation 0’s model lies in each bin of the histogram of Shumailov et al. (2024), ten bins a decade.',
};

/** The lowest first. */
export const quantiles = PERPLEXITY_PERCENTILES.map((percent, i) => {
  const lower = PERPLEXITY_PERCENTILES[i - 1];
  return defineMetric({
    id: `sample-perplexity-p${percent}`,
    name: `Sample perplexity, ${percent}%`,
    summary: `The ${percent}% quantile of the samples’ perplexity under generation 0’s model.`,
    unit: 'perplexity',
    better: 'closer',
    range: [1, null],
    family: QUANTILES,
    relations:
      lower === undefined
        ? []
        : [
            {
              from: [`sample-perplexity-p${lower}`],
              words: `at least sample-perplexity-p${lower}, a lower quantile`,
              allowed: ([value = 0]) => [value, null],
            },
          ],
    measure: ({ likelihood }: SeenText) => perplexityQuantile(likelihood, percent),
  });
});

const binId = (index: number): `sample-perplexity-bin-${number}` => `sample-perplexity-bin-${index + 1}`;

/** From the most probable samples to the least. */
export const bins = PERPLEXITY_BINS.map((bin, index) =>
  defineMetric({
    id: binId(index),
    name: `Sample perplexity ${intervalText(bin)}`,
    summary: `Share of the samples whose perplexity under generation 0’s model is ${intervalText(bin)}: a bin of the histogram of Shumailov et al. (2024).`,
    unit: 'share',
    better: 'closer',
    range: [0, 1],
    bin: { of: { id: 'sample-perplexity', name: 'Sample perplexity' }, ...bin },
    family: BINS,
    relations:
      index > 0
        ? []
        : [
            {
              from: PERPLEXITY_BINS.slice(1).map((_, i) => binId(i + 1)),
              words: '1 − the other bins: every sample is in one',
              computed: true,
              allowed: (others) => 1 - others.reduce((total, share) => total + share, 0),
            },
          ],
    measure: ({ likelihood }: SeenText) => binShare(likelihood, bin),
  }),
);
