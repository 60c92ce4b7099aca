/** Metrics of `word-frequencies` and `ngram-text`. */
import type { MetricCard } from '../protocol/card.ts';

export const TEXT_METRICS: readonly MetricCard[] = [
  {
    id: 'total-variation',
    name: 'Total variation',
    summary: 'Half the summed absolute differences of the fitted and the true word frequencies, ½ Σ|p̂ᵢ − pᵢ|.',
    unit: 'probability',
    better: 'lower',
    range: [0, 1],
    coarse: true,
  },
  {
    id: 'effective-words',
    name: 'Effective words',
    summary:
      'exp(entropy) of the fitted frequencies: how many equally frequent words are as diverse (Hill 1973, order 1).',
    unit: 'words',
    better: 'closer',
    range: [1, null],
  },
  {
    id: 'support',
    name: 'Words alive',
    summary: 'Number of words with a positive fitted frequency; one that is lost never comes back.',
    unit: 'words',
    better: 'higher',
    range: [1, null],
  },
  {
    id: 'heterozygosity',
    name: 'Heterozygosity',
    summary:
      '1 − Σp̂ᵢ²: the probability that two tokens differ, whose expectation has a closed form (laws 5 and 6; Nei 1973).',
    unit: 'probability',
    better: 'closer',
    range: [0, 1],
  },
  {
    id: 'tail-recall',
    name: 'Tail recall',
    summary:
      'Words alive among the rarest tenth, over the number expected after one fit to real data, Σ[1 − (1 − pᵢ)^M].',
    unit: 'ratio',
    better: 'higher',
    range: [0, null],
  },
  {
    id: 'cross-entropy',
    name: 'Cross-entropy',
    summary: 'Mean −ln p of a token of held-out real text, sentence ends included: the logarithm of perplexity.',
    unit: 'nats/token',
    better: 'lower',
    range: [0, null],
  },
  {
    id: 'distinct-1',
    name: 'Distinct-1',
    summary: 'Different words over all words in a generation’s worth of samples (Li et al. 2016).',
    unit: 'ratio',
    better: 'closer',
    range: [0, 1],
  },
  {
    id: 'distinct-2',
    name: 'Distinct-2',
    summary: 'Different word pairs over all word pairs in a generation’s worth of samples (Li et al. 2016).',
    unit: 'ratio',
    better: 'closer',
    range: [0, 1],
  },
  {
    id: 'vocabulary-alive',
    name: 'Vocabulary alive',
    summary: 'Share of the vocabulary that occurs in a generation’s worth of samples.',
    unit: 'share',
    better: 'closer',
    range: [0, 1],
  },
  {
    id: 'rare-word-recall',
    name: 'Rare-word recall',
    summary: 'Share of the vocabulary’s rarest fifth that occurs in a generation’s worth of samples.',
    unit: 'share',
    better: 'closer',
    range: [0, 1],
  },
  {
    id: 'improbable-share',
    name: 'Improbable samples',
    summary:
      'Share of sampled sentences less probable a token under generation 0’s model than 95% of held-out real sentences.',
    unit: 'share',
    better: 'closer',
    range: [0, 1],
  },
  {
    id: 'repetition',
    name: 'Repeated 4-grams',
    summary: 'Share of the 4-grams in a generation’s worth of samples that occurred in it before: 1 − distinct-4.',
    unit: 'share',
    better: 'closer',
    range: [0, 1],
  },
  {
    id: 'low-perplexity-share',
    name: 'Low-perplexity samples',
    summary:
      'Share of sampled sentences whose perplexity under generation 0’s model is below that of 90% of held-out real sentences.',
    unit: 'share',
    better: 'closer',
    range: [0, 1],
  },
];
