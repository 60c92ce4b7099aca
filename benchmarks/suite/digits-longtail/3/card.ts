import type { z } from 'zod';
import { metric as ambiguousShare } from '../../../metrics/ambiguous-share.ts';
import { metric as classEntropy } from '../../../metrics/class-entropy.ts';
import { metric as classTv } from '../../../metrics/class-tv.ts';
import { metric as classesSurviving } from '../../../metrics/classes-surviving.ts';
import { metric as coverage } from '../../../metrics/coverage.ts';
import { metric as density } from '../../../metrics/density.ts';
import { metric as frechet } from '../../../metrics/frechet.ts';
import { metric as pixelVariance } from '../../../metrics/pixel-variance.ts';
import { metrics as rankShares } from '../../../metrics/rank-shares.ts';
import { metric as rareClassRecall } from '../../../metrics/rare-class-recall.ts';
import { metric as rareClassSurvival } from '../../../metrics/rare-class-survival.ts';
import { metric as reconstructionError } from '../../../metrics/reconstruction-error.ts';
import type { BenchmarkCard } from '../../../protocol/card.ts';
import { LEDGER_2 } from '../../../protocol/ledger-2.ts';
import { knobs, params, tiers } from '../../shared/digits-card-3.ts';
import { card as second } from '../card.ts';

export const card = {
  ...second,
  version: 3,
  records: 'heirloom.run/2',
  ledger: LEDGER_2,
  fitUpdates: ({ steps }: z.infer<typeof params>) => steps,
  realData:
    'MNIST with class frequencies by Zipf’s law, exponent 1.2; which digit has which rank is the seed’s own, and over ten seeds each digit has each rank once',
  learner: 'Variational autoencoder 784–200–12, Bernoulli pixels, trained from scratch each generation, 12.8 passes',
  params,
  tiers,
  knobs,
  // By rank, the commonest first.
  frequencies: [...second.frequencies].sort((a, b) => b - a),
  metrics: [
    { ...classTv, axis: 'fidelity' },
    { ...frechet, axis: 'fidelity' },
    { ...reconstructionError, axis: 'fidelity' },
    { ...density, axis: 'fidelity' },
    { ...classEntropy, axis: 'diversity' },
    { ...coverage, axis: 'diversity' },
    { ...pixelVariance, axis: 'diversity' },
    { ...rareClassSurvival, axis: 'tail' },
    { ...classesSurviving, axis: 'tail' },
    { ...rareClassRecall, axis: 'tail' },
    { ...ambiguousShare, axis: 'drift' },
    ...rankShares.map((share) => ({ ...share, axis: 'drift' as const })),
  ],
  collapse: {
    early: { metric: 'rare-class-survival', side: 'below', threshold: 0.3, relativeTo: 'absolute', consecutive: 1 },
    late: { metric: 'classes-surviving', side: 'below', threshold: 5, relativeTo: 'absolute', consecutive: 1 },
    meaning:
      'Early: the three rarest digits have less than a third of their share in generation 0 (30%). Late: fewer than five digits have a quarter of their share in generation 0.',
  },
} satisfies BenchmarkCard;
