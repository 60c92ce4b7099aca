import { z } from 'zod';
import { metric as biasAmplification } from '../../metrics/bias-amplification.ts';
import { metric as biasGrowth } from '../../metrics/bias-growth.ts';
import { metric as contradictions } from '../../metrics/contradictions.ts';
import { metrics as factAccuracies } from '../../metrics/fact-accuracy.ts';
import { metric as factError } from '../../metrics/fact-error.ts';
import { metric as greedyBias } from '../../metrics/greedy-bias.ts';
import { metric as greedyFactError } from '../../metrics/greedy-fact-error.ts';
import { metric as inventedShare } from '../../metrics/invented-share.ts';
import { metric as plausibleError } from '../../metrics/plausible-error.ts';
import { metric as rareFactSurvival } from '../../metrics/rare-fact-survival.ts';
import { metric as wellFormed } from '../../metrics/well-formed.ts';
import type { BenchmarkCard } from '../../protocol/card.ts';
import { LEDGER_2 } from '../../protocol/ledger-2.ts';
import { atHorizons } from '../shared/horizons.ts';
import { moreThan } from '../shared/knobs.ts';
import { MOST_PEOPLE } from '../shared/people-form.ts';

const MOST_SENTENCES = 400_000;

export const params = z.strictObject({
  sampleSize: z.int().min(10).max(MOST_SENTENCES).default(24_000).describe('Sentences a generation is fitted to (M)'),
  people: z.int().min(25).max(MOST_PEOPLE).default(2_000).describe('People of the world, each with four facts'),
  exponent: z
    .number()
    .min(0)
    .max(2)
    .default(0.75)
    .describe('Popularity falls with rank r as r^−exponent (Zipf); 0: all are equally popular'),
  width: z.int().min(8).max(256).multipleOf(8).default(32).describe('Width of the transformer'),
  layers: z.int().min(1).max(6).default(1).describe('Layers of the transformer'),
  steps: z
    .int()
    .min(1)
    .max(100_000)
    .default(1_400)
    .describe('Updates of a fit to M sentences; in proportion where a strategy trains on more or fewer'),
  batch: z.int().min(1).max(1_024).default(128).describe('Sentences in one update'),
  learningRate: z.number().gt(0).max(1).default(0.01).describe('Learning rate at the peak of its schedule'),
});

export const card = {
  id: 'facts',
  version: 1,
  records: 'heirloom.run/2',
  ledger: LEDGER_2,
  fitUpdates: ({ steps }: Pick<z.infer<typeof params>, 'steps'>) => steps,
  name: 'Facts that go wrong',
  summary:
    'A small transformer is told facts about made-up people and tells them on: whose dates, places and trades go wrong first, and does a skew of the world grow?',
  group: 'knowledge',
  realData:
    'True sentences about 2,000 made-up people, each with a year and a place of birth, a trade and the year of a crossing; people and facts are drawn for each seed',
  learner: 'Decoder-only transformer of one layer, trained from new weights in every generation',
  engine: 'tensors',
  params,
  samples: () => ({ kind: 'texts', subjectWords: 2 }),
  unit: 'example',
  tiers: atHorizons({
    smoke: { seeds: 2, params: { sampleSize: 1_000, people: 100, steps: 20 } },
    quick: { seeds: 3, params: { sampleSize: 6_000, people: 500, steps: 400 } },
    standard: { seeds: 5 },
    full: { seeds: 10, params: { sampleSize: 48_000, people: 4_000, steps: 2_800 } },
  }),
  primary: 'fact-error',
  metrics: [
    { ...factError, axis: 'fidelity' },
    { ...greedyFactError, axis: 'fidelity' },
    { ...rareFactSurvival, axis: 'tail' },
    { ...wellFormed, axis: 'drift' },
    { ...plausibleError, axis: 'drift' },
    { ...inventedShare, axis: 'drift' },
    { ...contradictions, axis: 'drift' },
    { ...biasAmplification, axis: 'diversity' },
    { ...biasGrowth, axis: 'diversity' },
    { ...greedyBias, axis: 'diversity' },
    ...factAccuracies.map((accuracy) => ({ ...accuracy, axis: 'tail' as const })),
  ],
  collapse: {
    early: { metric: 'rare-fact-survival', side: 'below', threshold: 0.5, relativeTo: 'absolute', consecutive: 1 },
    late: { metric: 'fact-error', side: 'above', threshold: 0.75, relativeTo: 'absolute', consecutive: 1 },
    meaning:
      'Early: for the least popular tenth of the people, half of what generation 0 knew above chance is gone. Late: of all facts three in four are told wrongly, each tenth of the people counting the same.',
  },
  capabilities: [
    'weights',
    'log-density',
    'temperature',
    'verifier',
    'soft-targets',
    'anchor',
    'adversarial',
    'truncation',
    'extrapolation',
    'guidance',
  ],
  knobs: {
    statistical: moreThan(MOST_SENTENCES),
    expressivity: {
      words: 'twice the width',
      set: ({ width }: z.infer<typeof params>) => (width > 128 ? {} : { width: 2 * width }),
    },
    approximation: {
      words: 'four times as many updates',
      set: ({ steps }: z.infer<typeof params>) => (steps > 25_000 ? {} : { steps: 4 * steps }),
    },
  },
  families: [],
  laws: [],
  references: [
    {
      title: 'AI models collapse when trained on recursively generated data',
      authors: 'Shumailov, Shumaylov, Zhao, Papernot, Anderson & Gal',
      url: 'https://doi.org/10.1038/s41586-024-07566-y',
      year: 2024,
    },
    {
      title: 'Physics of Language Models: Part 3.1, Knowledge Storage and Extraction',
      authors: 'Allen-Zhu & Li',
      url: 'https://arxiv.org/abs/2309.14316',
      year: 2023,
    },
  ],
} satisfies BenchmarkCard;
