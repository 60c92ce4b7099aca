import { metric as centralEscape } from '../../metrics/central-escape.ts';
import { metric as kl } from '../../metrics/kl.ts';
import { metric as meanError } from '../../metrics/mean-error.ts';
import { metric as tailMass } from '../../metrics/tail-mass.ts';
import { metric as varianceRatio } from '../../metrics/variance-ratio.ts';
import { metric as w2 } from '../../metrics/w2.ts';
import { metric as w2Root } from '../../metrics/w2-root.ts';
import type { BenchmarkCard } from '../../protocol/card.ts';
import { LEDGER_2 } from '../../protocol/ledger-2.ts';
import { card as gaussian } from '../gaussian/card.ts';
import { atHorizons } from '../shared/horizons.ts';

export const card = {
  ...gaussian,
  id: 'gaussian-drift',
  version: 1,
  records: 'heirloom.run/2',
  ledger: LEDGER_2,
  fitUpdates: () => 1,
  name: 'Moving Gaussian',
  summary:
    'A normal distribution that moves by a fifth of its scale each generation: standing still loses, and so does learning from oneself alone',
  group: 'drift',
  realData:
    'N(μ + 0.2gσu, (1.01^g σ)²I) at generation g, one dimension; μ, σ and the direction u are drawn for each seed',
  tiers: atHorizons({
    smoke: { seeds: 4 },
    quick: { seeds: 50 },
    standard: { seeds: 200 },
    full: { seeds: 1000 },
  }),
  primary: 'w2',
  // Squared, so that what is lost by lagging behind and what is lost by chance add up.
  metrics: [
    { ...w2, axis: 'fidelity' },
    { ...w2Root, axis: 'fidelity' },
    { ...kl, axis: 'fidelity' },
    { ...meanError, axis: 'fidelity' },
    { ...varianceRatio, axis: 'diversity' },
    { ...tailMass, axis: 'tail' },
    { ...centralEscape, axis: 'drift' },
  ],
  collapse: {
    early: { metric: 'w2', side: 'above', threshold: 1, relativeTo: 'absolute', consecutive: 1 },
    late: { metric: 'w2', side: 'above', threshold: 4, relativeTo: 'absolute', consecutive: 1 },
    meaning: 'Early: the model is a standard deviation of the truth away from it. Late: two.',
  },
  params: gaussian.params.omit({ components: true }),
  knobs: { ...gaussian.knobs, expressivity: { none: 'every state of the world is a Gaussian, as the learner is' } },
  laws: ['law 7'],
} satisfies BenchmarkCard;
