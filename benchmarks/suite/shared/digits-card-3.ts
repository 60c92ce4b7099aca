/** What the cards of the digit benchmarks share from suite 0.3 on. As light as a card: listings and the site load it. */
import { z } from 'zod';
import type { BenchmarkCard } from '../../protocol/card.ts';
import { atHorizons } from './horizons.ts';
import { moreThan } from './knobs.ts';

/** Passes are fixed, not updates: a strategy that trains on more data makes more updates, one that trains on less makes fewer. */
export const params = z.strictObject({
  sampleSize: z.int().min(100).max(60_000).default(5000).describe('Images a generation is fitted to (M)'),
  hidden: z.int().min(8).max(2000).default(200).describe('Units of each hidden layer'),
  latents: z.int().min(1).max(100).default(12).describe('Dimensions of the latent space'),
  steps: z
    .int()
    .min(1)
    .max(100_000)
    .default(1000)
    .describe('Updates of a fit to M images; in proportion for more or fewer'),
  batchSize: z.int().min(8).max(1000).default(64).describe('Images of one update'),
  learningRate: z.number().gt(0).max(0.1).default(0.01).describe('Learning rate at the peak of its schedule'),
});

export type EpochParams = z.infer<typeof params>;

export const knobs = {
  /** Updates stay as they are: of a fit to M images, however many these are. */
  statistical: moreThan(60_000),
  expressivity: {
    words: 'twice the units of the hidden layers and twice the latent dimensions',
    set: ({ hidden, latents }: EpochParams) =>
      hidden > 1000 || latents > 50 ? {} : { hidden: 2 * hidden, latents: 2 * latents },
  },
  approximation: {
    words: 'four times as many updates',
    set: ({ steps }: EpochParams) => (steps > 25_000 ? {} : { steps: 4 * steps }),
  },
} satisfies BenchmarkCard['knobs'];

export const tiers = atHorizons({
  smoke: { seeds: 2, params: { sampleSize: 500, hidden: 96, latents: 10, steps: 60 } },
  quick: { seeds: 3, params: { sampleSize: 3000, hidden: 160, latents: 10, steps: 500 } },
  standard: { seeds: 10 },
  full: { seeds: 10, params: { sampleSize: 20_000, hidden: 512, latents: 10, steps: 3000 } },
});
