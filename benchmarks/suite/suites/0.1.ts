/** Suite 0.1: what has a closed form or a known density, and text counted in n-grams. Frozen. */
import type { SuiteManifest } from './manifest.ts';

export const SUITE_0_1 = {
  id: '0.1',
  released: true,
  benchmarks: [
    {
      id: 'gaussian',
      protocol: 1,
      group: 'closed-forms',
      tiers: {
        smoke: { seeds: 4, generations: 5 },
        quick: { seeds: 50, generations: 50 },
        standard: { seeds: 200, generations: 50 },
        full: { seeds: 1000, generations: 200 },
      },
    },
    {
      id: 'regression',
      protocol: 1,
      group: 'closed-forms',
      tiers: {
        smoke: { seeds: 4, generations: 5 },
        quick: { seeds: 50, generations: 30 },
        standard: { seeds: 200, generations: 30 },
        full: { seeds: 1000, generations: 100 },
      },
    },
    {
      id: 'word-frequencies',
      protocol: 1,
      group: 'closed-forms',
      tiers: {
        smoke: { seeds: 2, generations: 5 },
        quick: { seeds: 10, generations: 50 },
        standard: { seeds: 100, generations: 50 },
        full: { seeds: 200, generations: 200 },
      },
    },
    {
      id: 'gmm-2d',
      protocol: 1,
      group: 'densities',
      tiers: {
        smoke: { seeds: 3, generations: 5 },
        quick: { seeds: 5, generations: 20 },
        standard: { seeds: 20, generations: 50 },
        full: { seeds: 50, generations: 500 },
      },
    },
    {
      id: 'ngram-text',
      protocol: 1,
      group: 'text',
      tiers: {
        smoke: { seeds: 2, generations: 4, params: { sampleSize: 20000 } },
        quick: { seeds: 3, generations: 10, params: { sampleSize: 20000 } },
        standard: { seeds: 10, generations: 10 },
        full: { seeds: 20, generations: 20, params: { sampleSize: 400000 } },
      },
    },
  ],
  rules: {
    scoring: { version: 1, confidence: 0.95, resamples: 10_000, clip: [-100, 110] },
    ranked: {
      tiers: ['quick', 'standard', 'full'],
      divisions: ['closed', 'anchored', 'retained', 'fresh', 'accumulating', 'assisted'],
    },
  },
} as const satisfies SuiteManifest;
