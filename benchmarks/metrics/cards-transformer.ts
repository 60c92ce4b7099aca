/** Metrics of `text-transformer` that the word models lack. */
import { intervalText, type MetricCard, type MetricFamily } from '../protocol/card.ts';
import { PERPLEXITY_BINS, PERPLEXITY_PERCENTILES } from './perplexity.ts';

const PERCENTILES: MetricFamily = {
  ids: `sample-perplexity-p${PERPLEXITY_PERCENTILES[0]}…p${PERPLEXITY_PERCENTILES.at(-1)}`,
  summary: 'The 1, 10, 50, 90 and 99% quantiles of the samples’ perplexity under generation 0’s model.',
};

const BINS: MetricFamily = {
  ids: `sample-perplexity-bin-1…${PERPLEXITY_BINS.length}`,
  summary:
    'Share of the samples whose perplexity under generation 0’s model lies in each bin of the histogram of Shumailov et al. (2024), ten bins a decade.',
};

export const TRANSFORMER_METRICS: readonly MetricCard[] = [
  {
    id: 'rare-token-recall',
    name: 'Rare-token recall',
    summary: 'Share of the rarer half of the tokens of real text that occurs in a generation’s worth of samples.',
    unit: 'share',
    better: 'closer',
    range: [0, 1],
  },
  ...PERPLEXITY_PERCENTILES.map(
    (percent): MetricCard => ({
      id: `sample-perplexity-p${percent}`,
      name: `Sample perplexity, ${percent}%`,
      summary: `The ${percent}% quantile of the samples’ perplexity under generation 0’s model.`,
      unit: 'perplexity',
      better: 'closer',
      range: [1, null],
      family: PERCENTILES,
    }),
  ),
  ...PERPLEXITY_BINS.map(
    ({ id, from, to }): MetricCard => ({
      id,
      name: `Sample perplexity ${intervalText({ from, to })}`,
      summary: `Share of the samples whose perplexity under generation 0’s model is ${intervalText({ from, to })}: a bin of the histogram of Shumailov et al. (2024).`,
      unit: 'share',
      better: 'closer',
      range: [0, 1],
      bin: { of: { id: 'sample-perplexity', name: 'Sample perplexity' }, from, to },
      family: BINS,
    }),
  ),
];
