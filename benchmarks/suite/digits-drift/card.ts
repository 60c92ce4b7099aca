import type { z } from 'zod';
import { metric as ambiguousShare } from '../../metrics/ambiguous-share.ts';
import { metric as classEntropy } from '../../metrics/class-entropy.ts';
import { metric as classTv } from '../../metrics/class-tv.ts';
import { metric as classesAlive } from '../../metrics/classes-alive.ts';
import { metric as commonClassRecall } from '../../metrics/common-class-recall.ts';
import { metric as coverage } from '../../metrics/coverage.ts';
import { metric as density } from '../../metrics/density.ts';
import { metric as frechet } from '../../metrics/frechet.ts';
import { metric as pixelVariance } from '../../metrics/pixel-variance.ts';
import { metric as rareClassRecall } from '../../metrics/rare-class-recall.ts';
import { metric as reconstructionError } from '../../metrics/reconstruction-error.ts';
import type { BenchmarkCard } from '../../protocol/card.ts';
import { LEDGER_2 } from '../../protocol/ledger-2.ts';
import { capabilities, references, samples } from '../shared/digits-card.ts';
import { knobs, params, tiers } from '../shared/digits-card-3.ts';

export const card = {
  id: 'digits-drift',
  version: 1,
  records: 'heirloom.run/2',
  ledger: LEDGER_2,
  fitUpdates: ({ steps }: z.infer<typeof params>) => steps,
  name: 'Changing digits',
  summary:
    'MNIST whose common digits become rare and whose rare ones become common, half a place of a ring a generation: who keeps what was true is left behind',
  group: 'drift',
  realData:
    'MNIST with the ten digits on a ring: a digit’s frequency falls with its distance from the crest, as (1 + d)^−1.9, and the crest moves by half a place a generation; the digits’ order on the ring is drawn for each seed',
  learner: 'Variational autoencoder 784–200–12, Bernoulli pixels, trained from scratch each generation, 12.8 passes',
  engine: 'tensors',
  measuredFrom: 'samples',
  params,
  samples,
  unit: 'example',
  tiers,
  knobs,
  primary: 'class-tv',
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
    { ...commonClassRecall, axis: 'drift' },
    { ...ambiguousShare, axis: 'drift' },
  ],
  collapse: {
    early: { metric: 'class-tv', side: 'above', threshold: 0.4, relativeTo: 'absolute', consecutive: 1 },
    late: { metric: 'class-tv', side: 'above', threshold: 0.6, relativeTo: 'absolute', consecutive: 1 },
    meaning: 'Early: two of five samples would have to be of another digit. Late: three of five.',
  },
  capabilities,
  families: [],
  laws: [],
  references,
} satisfies BenchmarkCard;
