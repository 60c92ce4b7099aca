import type { BenchmarkCard } from '../../../protocol/card.ts';
import { LEDGER_2 } from '../../../protocol/ledger-2.ts';
import { atHorizons } from '../../shared/horizons.ts';
import { card as first, fitUpdates } from '../card.ts';

export const card = {
  ...first,
  version: 2,
  records: 'heirloom.run/2',
  ledger: LEDGER_2,
  fitUpdates,
  group: 'closed-forms',
  realData:
    'Eight Gaussians on a ring of radius 4, σ = 0.5, weights ∝ 1/rank; where the ring lies, its scale and its turn are drawn for each seed',
  tiers: atHorizons({
    smoke: { seeds: 3 },
    quick: { seeds: 10 },
    standard: { seeds: 40 },
    full: { seeds: 100 },
  }),
} satisfies BenchmarkCard;
