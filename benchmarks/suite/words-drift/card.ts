import { z } from 'zod';
import type { BenchmarkCard } from '../../protocol/card.ts';
import { LEDGER_2 } from '../../protocol/ledger-2.ts';
import { atHorizons } from '../shared/horizons.ts';
import { card as words } from '../word-frequencies/card.ts';

/** Four times as many tokens as `word-frequencies` has: what a decade changes is to be more than what one fit misses. */
export const params = words.params.extend({
  sampleSize: z.int().min(10).max(1_000_000).default(40_000).describe('Tokens a generation is fitted to (M)'),
});

export const card = {
  ...words,
  id: 'words-drift',
  version: 1,
  records: 'heirloom.run/2',
  ledger: LEDGER_2,
  fitUpdates: () => 1,
  name: 'Changing vocabulary',
  params,
  summary:
    'The frequencies of 2,000 English words from the 1790s on, a decade a generation: who counts only its own words speaks the English of its birth',
  group: 'drift',
  realData:
    'Word counts of the State of the Union addresses decade by decade from the 1790s to the 2010s, a decade a generation, the 2,000 most frequent words under names that are drawn for each seed',
  tiers: atHorizons({
    smoke: { seeds: 2 },
    quick: { seeds: 10 },
    standard: { seeds: 40 },
    full: { seeds: 100 },
  }),
  collapse: {
    early: { metric: 'total-variation', side: 'above', threshold: 0.2, relativeTo: 'absolute', consecutive: 1 },
    late: { metric: 'total-variation', side: 'above', threshold: 0.275, relativeTo: 'absolute', consecutive: 1 },
    meaning: 'Early: a fifth of the words would have to be others to be those of the time. Late: more than a quarter.',
  },
  laws: [],
} satisfies BenchmarkCard;
