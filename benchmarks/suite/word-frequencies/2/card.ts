import type { BenchmarkCard } from '../../../protocol/card.ts';
import { LEDGER_2 } from '../../../protocol/ledger-2.ts';
import { atHorizons } from '../../shared/horizons.ts';
import { card as first } from '../card.ts';

export const card = {
  ...first,
  version: 2,
  records: 'heirloom.run/2',
  ledger: LEDGER_2,
  fitUpdates: () => 1,
  realData:
    'Word counts of the State of the Union addresses 1790–2021, the 2,000 most frequent words (Zipf-like), under names that are drawn for each seed',
  tiers: atHorizons({
    smoke: { seeds: 2 },
    quick: { seeds: 10 },
    standard: { seeds: 100 },
    full: { seeds: 200 },
  }),
} satisfies BenchmarkCard;
