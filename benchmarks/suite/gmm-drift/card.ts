import type { BenchmarkCard } from '../../protocol/card.ts';
import { LEDGER_2 } from '../../protocol/ledger-2.ts';
import { fitUpdates, card as ring } from '../gmm-2d/card.ts';
import { atHorizons } from '../shared/horizons.ts';

export const card = {
  ...ring,
  id: 'gmm-drift',
  version: 1,
  records: 'heirloom.run/2',
  ledger: LEDGER_2,
  fitUpdates,
  name: 'Turning mixture',
  summary:
    'Eight Gaussians on a ring that turns by a tenth of the way to the next each generation: what was learned lies beside the truth',
  group: 'drift',
  realData:
    'Eight Gaussians on a ring of radius 4, σ = 0.5, weights ∝ 1/rank, turned by 4.5° a generation; place, scale, turn and the way round are drawn for each seed',
  tiers: atHorizons({
    smoke: { seeds: 3 },
    quick: { seeds: 10 },
    standard: { seeds: 40 },
    full: { seeds: 100 },
  }),
  collapse: {
    early: { metric: 'sliced-w2-root', side: 'above', threshold: 0.5, relativeTo: 'absolute', consecutive: 1 },
    late: { metric: 'sliced-w2-root', side: 'above', threshold: 1, relativeTo: 'absolute', consecutive: 1 },
    meaning: 'Early: the model lies a mode’s standard deviation away from the truth. Late: two.',
  },
} satisfies BenchmarkCard;
