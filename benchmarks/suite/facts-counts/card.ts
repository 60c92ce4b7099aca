import { z } from 'zod';
import { metrics as factAccuracies } from '../../metrics/fact-accuracy.ts';
import { metric as factError } from '../../metrics/fact-error.ts';
import { metric as inventedShare } from '../../metrics/invented-share.ts';
import { metric as rareFactSurvival } from '../../metrics/rare-fact-survival.ts';
import type { BenchmarkCard } from '../../protocol/card.ts';
import { LEDGER_2 } from '../../protocol/ledger-2.ts';
import { atHorizons } from '../shared/horizons.ts';
import { moreExamples } from '../shared/knobs.ts';
import { MOST_PEOPLE } from '../shared/people-form.ts';

export const params = z.strictObject({
  sampleSize: z.int().min(10).max(1_000_000).default(40_000).describe('Statements a generation is fitted to (M)'),
  people: z.int().min(25).max(MOST_PEOPLE).default(2_000).describe('People of the world, each with four facts'),
  exponent: z
    .number()
    .min(0)
    .max(2)
    .default(0.75)
    .describe('Popularity falls with rank r as r^−exponent (Zipf); 0: all are equally popular'),
});

export const card = {
  id: 'facts-counts',
  version: 1,
  records: 'heirloom.run/2',
  ledger: LEDGER_2,
  fitUpdates: () => 1,
  name: 'Facts, counted',
  summary:
    'What is told of people, counted again and again in retellings: the facts of those who are rarely spoken of go wrong first',
  group: 'knowledge',
  realData:
    'True statements about 2,000 made-up people, each with a year and a place of birth, a trade and the year of a crossing; people and facts are drawn for each seed',
  learner: 'Counts of the values told of each person and attribute; an even guess where nothing was told',
  engine: 'js',
  params,
  samples: () => ({ kind: 'texts', subjectWords: 2 }),
  unit: 'example',
  tiers: atHorizons({
    smoke: { seeds: 2, params: { sampleSize: 2_000, people: 100 } },
    quick: { seeds: 10, params: { sampleSize: 10_000, people: 500 } },
    standard: { seeds: 100 },
    full: { seeds: 200 },
  }),
  primary: 'fact-error',
  metrics: [
    { ...factError, axis: 'fidelity' },
    { ...rareFactSurvival, axis: 'tail' },
    { ...inventedShare, axis: 'drift' },
    ...factAccuracies.map((accuracy) => ({ ...accuracy, axis: 'tail' as const })),
  ],
  collapse: {
    early: { metric: 'rare-fact-survival', side: 'below', threshold: 0.5, relativeTo: 'absolute', consecutive: 1 },
    late: { metric: 'fact-error', side: 'above', threshold: 0.5, relativeTo: 'absolute', consecutive: 1 },
    meaning:
      'Early: for the least popular tenth of the people, half of what generation 0 knew above chance is gone. Late: of all facts half are told wrongly, each tenth of the people counting the same.',
  },
  capabilities: ['weights', 'log-density', 'verifier', 'closed-form'],
  knobs: {
    statistical: moreExamples,
    expressivity: { none: 'counts can have any values' },
    approximation: { none: 'what was told is counted, exactly' },
  },
  families: [],
  laws: ['law 11'],
  references: [
    {
      title: 'AI models collapse when trained on recursively generated data',
      authors: 'Shumailov, Shumaylov, Zhao, Papernot, Anderson & Gal',
      url: 'https://doi.org/10.1038/s41586-024-07566-y',
      year: 2024,
    },
    {
      title: 'Calibrated Language Models Must Hallucinate',
      authors: 'Kalai & Vempala',
      url: 'https://arxiv.org/abs/2311.14648',
      year: 2023,
    },
  ],
} satisfies BenchmarkCard;
