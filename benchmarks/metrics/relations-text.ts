/** Relations of counted words, and of the perplexity of samples. */
import { PERPLEXITY_BINS, PERPLEXITY_PERCENTILES } from './perplexity.ts';
import { type Relation, type Setting, shareOf } from './relation.ts';

/** Words in the vocabulary, where the benchmark has such a parameter. */
const vocabularyOf = ({ params }: Setting): number | null =>
  typeof params.vocabulary === 'number' ? params.vocabulary : null;

/** Words among the vocabulary's rarest fifth. */
const rareOf = (vocabulary: number): number => Math.ceil(0.2 * vocabulary);

const [FIRST_BIN, ...OTHER_BINS] = PERPLEXITY_BINS.map(({ id }) => id) as [string, ...string[]];
const QUANTILES = PERPLEXITY_PERCENTILES.map((percent) => `sample-perplexity-p${percent}`);

export const TEXT_RELATIONS: readonly Relation[] = [
  {
    metric: 'support',
    from: [],
    words: 'a whole number of words, no more than the vocabulary has',
    allowed: (_, setting, value) => Math.min(Math.round(value), vocabularyOf(setting) ?? value),
  },
  {
    // The Hill numbers of order 0, 1 and 2 fall in that order (Hill 1973).
    metric: 'effective-words',
    from: ['heterozygosity', 'support'],
    words: 'from 1/(1 − heterozygosity) to support',
    allowed: ([heterozygosity = 0, support = 1]) => [heterozygosity < 1 ? 1 / (1 - heterozygosity) : null, support],
  },
  {
    metric: 'heterozygosity',
    from: ['support'],
    words: 'at most 1 − 1/support',
    allowed: ([support = 1]) => [null, 1 - 1 / support],
  },
  {
    metric: 'vocabulary-alive',
    from: [],
    words: 'a share of the vocabulary’s words',
    allowed: (_, setting, value) => {
      const vocabulary = vocabularyOf(setting);
      return vocabulary === null ? null : shareOf(vocabulary, value);
    },
  },
  {
    metric: 'rare-word-recall',
    from: [],
    words: 'a share of the vocabulary’s rarest fifth',
    allowed: (_, setting, value) => {
      const vocabulary = vocabularyOf(setting);
      return vocabulary === null ? null : shareOf(rareOf(vocabulary), value);
    },
  },
  {
    metric: 'vocabulary-alive',
    from: ['rare-word-recall'],
    words: 'the rare words that rare-word-recall counts, and up to all others',
    allowed: ([recall = 0], setting) => {
      const vocabulary = vocabularyOf(setting);
      if (vocabulary === null) return null;
      const rare = rareOf(vocabulary);
      return [(recall * rare) / vocabulary, (recall * rare + vocabulary - rare) / vocabulary];
    },
  },
  {
    metric: 'distinct-1',
    from: ['vocabulary-alive'],
    words: 'at least the words of vocabulary-alive over the tokens of one generation',
    allowed: ([alive = 0], setting) => {
      const vocabulary = vocabularyOf(setting);
      return vocabulary === null ? null : [(alive * vocabulary) / setting.size, null];
    },
  },
  {
    metric: 'low-perplexity-share',
    from: ['improbable-share'],
    words: 'at most 1 − improbable-share: no sample is both',
    allowed: ([improbable = 0]) => [null, 1 - improbable],
  },
  ...QUANTILES.slice(1).map(
    (metric, i): Relation => ({
      metric,
      from: [QUANTILES[i] as string],
      words: `at least ${QUANTILES[i]}, a lower quantile`,
      allowed: ([lower = 0]) => [lower, null],
    }),
  ),
  {
    metric: FIRST_BIN,
    from: OTHER_BINS,
    words: '1 − the other bins: every sample is in one',
    computed: true,
    allowed: (others) => 1 - sum(others),
  },
];

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
