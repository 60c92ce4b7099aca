import type { BenchmarkCard } from '../../../protocol/card.ts';
import type { Params } from '../../../protocol/ids.ts';
import { LEDGER_2 } from '../../../protocol/ledger-2.ts';
import { atHorizons } from '../../shared/horizons.ts';
import { card as first } from '../card.ts';

/** Where EM stops at the latest: learners/line-mixture.ts, to which a test holds it. */
const MIXTURE_UPDATES = 500;

export const card = {
  ...first,
  version: 2,
  records: 'heirloom.run/2',
  ledger: LEDGER_2,
  fitUpdates: ({ components }: Params) => (components === undefined ? 1 : MIXTURE_UPDATES),
  realData: 'N(μ, σ²I), one dimension; μ and σ are drawn for each seed, and metrics are in units of σ',
  tiers: atHorizons({
    smoke: { seeds: 4 },
    quick: { seeds: 50 },
    standard: { seeds: 200 },
    full: { seeds: 1000 },
  }),
} satisfies BenchmarkCard;
