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
    // Whether a rare mode is lost is a matter of luck: with forty seeds the score of retain is known to ±13.
    standard: { seeds: 200 },
    full: { seeds: 200 },
  }),
} satisfies BenchmarkCard;
