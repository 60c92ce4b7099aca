import { metric as ambiguousShare } from '../../metrics/ambiguous-share.ts';
import { metric as classEntropy } from '../../metrics/class-entropy.ts';
import { metric as classTv } from '../../metrics/class-tv.ts';
import { metric as classesAlive } from '../../metrics/classes-alive.ts';
import { metric as coverage } from '../../metrics/coverage.ts';
import { metric as density } from '../../metrics/density.ts';
import { metrics as digitShares } from '../../metrics/digit-shares.ts';
import { metric as frechet } from '../../metrics/frechet.ts';
import { metric as pixelVariance } from '../../metrics/pixel-variance.ts';
import { metric as rareClassRecall } from '../../metrics/rare-class-recall.ts';
import { metric as reconstructionError } from '../../metrics/reconstruction-error.ts';
import type { BenchmarkCard } from '../../protocol/card.ts';
import { capabilities, params, references, samples, tiers } from '../shared/digits-card.ts';

/**
 * The digits from common to rare: downwards. 8 is common, since a blur looks like an 8 to the classifier: among the rare digits it
 * would seem to thrive while the model dies.
 */
export const ORDER: readonly number[] = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0];
/** The frequency of rank r is proportional to r^−1.2 (Zipf). */
const EXPONENT = 1.2;

/** True frequency of each digit, sum 1. `[10]` */
function zipf(order: readonly number[]): readonly number[] {
  const heights = order.map((_, i) => Math.exp(-EXPONENT * Math.log(i + 1)));
  const total = heights.reduce((sum, height) => sum + height, 0);
  return order.map((_, digit) => (heights[order.indexOf(digit)] as number) / total);
}

export const card = {
  id: 'digits-longtail',
  version: 2,
  name: 'Rare digits',
  summary:
    'MNIST with few common digits and many rare ones: the rare ones play the rare breeds that a recursive model forgets',
  group: 'images',
  realData: 'MNIST with class frequencies by Zipf’s law, exponent 1.2, over the digits 9, 8, 7, … 0',
  learner: 'Variational autoencoder 784–96–10, Bernoulli pixels, trained from scratch each generation',
  engine: 'tensors',
  measuredFrom: 'samples',
  params,
  samples,
  unit: 'example',
  tiers,
  primary: 'class-tv',
  frequencies: zipf(ORDER),
  metrics: [
    { ...classTv, axis: 'fidelity' },
    { ...frechet, axis: 'fidelity' },
    { ...reconstructionError, axis: 'fidelity' },
    { ...density, axis: 'fidelity' },
    { ...classEntropy, axis: 'diversity' },
    { ...coverage, axis: 'diversity' },
    { ...pixelVariance, axis: 'diversity' },
    { ...rareClassRecall, axis: 'tail' },
    { ...classesAlive, axis: 'tail' },
    { ...ambiguousShare, axis: 'drift' },
    ...ORDER.flatMap((digit) => digitShares[digit] ?? []).map((share) => ({ ...share, axis: 'drift' as const })),
  ],
  collapse: {
    early: { metric: 'rare-class-recall', side: 'below', threshold: 0.3, relativeTo: 'absolute', consecutive: 1 },
    late: { metric: 'classes-alive', side: 'below', threshold: 5, relativeTo: 'absolute', consecutive: 1 },
    meaning:
      'Early: the three rarest digits have less than a third of their frequency (30%). Late: fewer than five of the ten digits have a quarter of their true frequency.',
  },
  capabilities,
  families: [],
  laws: [],
  references,
} satisfies BenchmarkCard;
