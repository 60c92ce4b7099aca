/**
 * What the values of one generation's metrics say of each other, exactly: by their definitions, whatever was run. Values that
 * contradict each other were not measured on one model. The table stands beside the cards of the metrics that it speaks of.
 */
import { type Relation, shareOf } from './relation.ts';
import { GAUSSIAN_RELATIONS } from './relations-gaussian.ts';
import { IMAGE_RELATIONS } from './relations-images.ts';
import { TEXT_RELATIONS } from './relations-text.ts';

const REGRESSION_RELATIONS: readonly Relation[] = [
  {
    metric: 'predictive-w2',
    from: ['excess-risk', 'noise-ratio'],
    words: 'excess-risk + (√noise-ratio − 1)²',
    computed: true,
    allowed: ([risk = 0, ratio = 0]) => risk + squared(Math.sqrt(ratio) - 1),
  },
];

const MIXTURE_RELATIONS: readonly Relation[] = [
  {
    metric: 'modes-covered',
    from: [],
    words: 'a whole number of modes',
    allowed: (_, __, value) => Math.round(value),
  },
  {
    metric: 'rare-mode-recall',
    from: [],
    words: 'a share of the three rarest modes',
    allowed: (_, __, value) => shareOf(3, value),
  },
  {
    metric: 'modes-covered',
    from: ['rare-mode-recall'],
    words: 'the rare modes among the eight that rare-mode-recall counts, and up to five others',
    allowed: ([recall = 0]) => [3 * recall, 3 * recall + 5],
  },
];

/** All relations, in the order of the metrics. */
export const RELATIONS: readonly Relation[] = [
  ...GAUSSIAN_RELATIONS,
  ...REGRESSION_RELATIONS,
  ...TEXT_RELATIONS,
  ...MIXTURE_RELATIONS,
  ...IMAGE_RELATIONS,
];

function squared(x: number): number {
  return x * x;
}
