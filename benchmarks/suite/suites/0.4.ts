/**
 * Suite 0.4, open: what suite 0.3 lists, and facts that go wrong. 0.3 stays the one that is released next (docs/adr/0055-facts.md); what is
 * new is listed here.
 */
import { SUITE_0_3 } from './0.3.ts';
import type { SuiteManifest } from './manifest.ts';

export const SUITE_0_4 = {
  ...SUITE_0_3,
  id: '0.4',
  released: false,
  benchmarks: [
    ...SUITE_0_3.benchmarks,
    {
      id: 'facts-counts',
      protocol: 1,
      group: 'knowledge',
      tiers: {
        smoke: { seeds: 2, generations: 2, params: { sampleSize: 2_000, people: 100 } },
        quick: { seeds: 10, generations: 5, params: { sampleSize: 10_000, people: 500 } },
        standard: { seeds: 100, generations: 10 },
        full: { seeds: 200, generations: 50 },
      },
    },
    {
      id: 'facts',
      protocol: 1,
      group: 'knowledge',
      tiers: {
        smoke: { seeds: 2, generations: 2, params: { sampleSize: 1_000, people: 100, steps: 20 } },
        quick: { seeds: 3, generations: 5, params: { sampleSize: 6_000, people: 500, steps: 400 } },
        standard: { seeds: 5, generations: 10 },
        full: { seeds: 10, generations: 50, params: { sampleSize: 48_000, people: 4_000, steps: 2_800 } },
      },
    },
  ],
  rules: {
    ...SUITE_0_3.rules,
    // Facts stand still, as all but moving worlds do: those weigh three quarters again, 12 of 16 (docs/adr/0034-overall-by-groups.md).
    overall: { weights: { ...SUITE_0_3.rules.overall.weights, knowledge: 1, drift: 12 } },
  },
} as const satisfies SuiteManifest;
