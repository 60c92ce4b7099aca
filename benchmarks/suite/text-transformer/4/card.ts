import { z } from 'zod';
import { metric as wordShare } from '../../../metrics/word-share.ts';
import type { BenchmarkCard } from '../../../protocol/card.ts';
import { LEDGER_2 } from '../../../protocol/ledger-2.ts';
import { atHorizons } from '../../shared/horizons.ts';
import { moreThan } from '../../shared/knobs.ts';
import { card as third, params as thirdParams } from '../card.ts';

export const params = thirdParams.omit({ base: true }).extend({
  sampleSize: z.int().min(256).max(253_568).default(65_536).describe('Tokens a generation is fitted to (M)'),
  steps: z
    .int()
    .min(1)
    .max(100_000)
    .default(128)
    .describe('Updates of a fit to M tokens; in proportion where a strategy trains on more or fewer'),
  batch: z.int().min(1).max(256).default(8).describe('Blocks of 64 tokens in one update'),
  learningRate: z.number().gt(0).max(1).default(0.008).describe('Learning rate at the peak of its schedule'),
});

export const card = {
  ...third,
  version: 4,
  records: 'heirloom.run/2',
  ledger: LEDGER_2,
  fitUpdates: ({ steps }: Pick<z.infer<typeof params>, 'steps'>) => steps,
  realData:
    'Blocks of 64 tokens of Moby-Dick, most of them whole words; 27 of 136 chapters are held out, and each seed is evaluated on blocks of its own of these',
  params,
  tiers: atHorizons({
    smoke: { seeds: 2, params: { sampleSize: 2_048, steps: 4 } },
    quick: { seeds: 3, params: { sampleSize: 32_768, steps: 64 } },
    standard: { seeds: 5 },
    // Half of the training chapters: a draw of all of them would be the same real data for every strategy and generation.
    full: { seeds: 10, params: { sampleSize: 126_784, steps: 248 } },
  }),
  knobs: {
    statistical: moreThan(253_568),
    expressivity: { none: 'every fit begins at the one base that there is, whose shape the model has' },
    approximation: {
      words: 'four times as many updates',
      set: ({ steps }: z.infer<typeof params>) => (steps > 25_000 ? {} : { steps: 4 * steps }),
    },
  },
  metrics: [...third.metrics.slice(0, 1), { ...wordShare, axis: 'fidelity' as const }, ...third.metrics.slice(1)],
  collapse: {
    early: { metric: 'cross-entropy', side: 'above', threshold: 6.59, relativeTo: 'absolute', consecutive: 1 },
    late: { metric: 'cross-entropy', side: 'above', threshold: 7.03, relativeTo: 'absolute', consecutive: 1 },
    meaning:
      'Early: the model predicts the novel worse than the novel’s own token frequencies do. Late: worse than the base that never saw it.',
  },
} satisfies BenchmarkCard;
