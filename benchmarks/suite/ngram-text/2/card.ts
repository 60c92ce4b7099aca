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
    'Sentences of the State of the Union addresses 1790–2021; 29 of 233 addresses are held out, and each seed is evaluated on sentences of its own of these',
  tiers: atHorizons({
    smoke: { seeds: 2, params: { sampleSize: 20_000 } },
    quick: { seeds: 3, params: { sampleSize: 20_000 } },
    standard: { seeds: 10 },
    full: { seeds: 20, params: { sampleSize: 400_000 } },
  }),
} satisfies BenchmarkCard;
