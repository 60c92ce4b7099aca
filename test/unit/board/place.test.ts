/** Where entries are ranked: every ledger falls in exactly one place, and the place says no less than what was used. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLACE_RULES_WORDS, placeName, placeOf, placeWords } from '#benchmarks/board/place.ts';
import { canonicalJson, sha256 } from '#benchmarks/protocol/digest.ts';
import type { LedgerEntry2 } from '#benchmarks/protocol/ledger-2.ts';
import { BUDGETS, CALL_CLASSES, type Classes, TRAINING_CLASSES } from '#benchmarks/protocol/place.ts';
import {
  DIVISIONS,
  jointDivision,
  ledgerUse,
  REPLACE_REGIME,
  type Regime,
  type RunRights,
} from '#benchmarks/protocol/regime.ts';
import { rankRulesOf } from '#benchmarks/suite/manifests.ts';

const M = 100;
const RULES = rankRulesOf('0.3');

const entry = (generation: number, changes: Partial<LedgerEntry2> = {}): LedgerEntry2 => {
  const { realFresh = 0, realRetained = 0, trainingSize = M } = changes;
  return {
    generation,
    realFresh,
    realRetained,
    synthetic: [
      { source: 'main', generation: Math.max(0, generation - 1), count: trainingSize - realFresh - realRetained },
    ],
    weightShare: trainingSize === 0 ? 0 : (realFresh + realRetained) / trainingSize,
    trainingSize,
    poolSize: 0,
    sampled: M,
    simulated: 0,
    verifierCalls: 0,
    teacherCalls: 0,
    epochs: 1,
    reads: realRetained > 0 ? ['real-data'] : realFresh > 0 ? ['fresh-data'] : [],
    updates: 1,
    freshShown: realFresh,
    retainedShown: realRetained > 0 ? M : 0,
    densityCalls: 0,
    sourceWeights: [],
    ...changes,
  };
};

const rights = (changes: Partial<LedgerEntry2>, regime: Partial<Regime> = {}): RunRights => ({
  regime: { ...REPLACE_REGIME, ...regime },
  use: ledgerUse([[entry(0), entry(1), entry(2, changes)]], M, null),
  size: M,
});

const RETAIN: Partial<Regime> = { realData: 'retained' };
const FRESH: Partial<Regime> = { realData: 'fresh' };
const POOL: Partial<Regime> = { pool: 'accumulate', trainingSize: 'growing' };
const VERIFIER: Partial<Regime> = { external: 'verifier' };

describe('the place of a ledger', () => {
  it.each<[string, Partial<LedgerEntry2>, Partial<Regime>]>([
    ['closed/0/1/0', {}, {}],
    // Shown to a statistic, not trained on.
    ['anchored/0/1/0', { retainedShown: M, reads: ['real-data'] }, { memory: 'anchored' }],
    ['open/0/1/0', { retainedShown: M + 1, reads: ['real-data'] }, { memory: 'anchored' }],
    ['retained/1/1/0', { realRetained: 1 }, RETAIN],
    ['retained/5/1/0', { realRetained: 2 }, RETAIN],
    ['retained/5/1/0', { realRetained: 5 }, RETAIN],
    ['retained/10/1/0', { realRetained: 10 }, RETAIN],
    ['retained/20/1/0', { realRetained: 20 }, RETAIN],
    ['open/more/1/0', { realRetained: 21 }, RETAIN],
    // By weight.
    ['retained/10/1/0', { realRetained: 5, weightShare: 0.1 }, RETAIN],
    ['retained/10/1/0', { realRetained: 5, weightShare: 0.05 + 2e-9 }, RETAIN],
    ['retained/5/1/0', { realRetained: 5, weightShare: 0.05 + 1e-15 }, RETAIN],
    // Fresh ones shown count as trained on.
    ['fresh/10/1/0', { realFresh: 1, freshShown: 10 }, FRESH],
    ['fresh/20/1/0', { realFresh: 5, realRetained: 5, freshShown: 10 }, FRESH],
    // A second fit, on samples alone, makes no share smaller.
    ['closed/0/3/0', { trainingSize: 2 * M }, {}],
    ['closed/0/3/0', { trainingSize: 3 * M }, { trainingSize: 'growing' }],
    ['open/0/more/0', { trainingSize: 3 * M + 1 }, {}],
    ['retained/10/3/0', { realRetained: 10, trainingSize: 2 * M }, RETAIN],
    // On less than M the share is of that.
    ['retained/20/1/0', { realRetained: 10, trainingSize: 50 }, RETAIN],
    [
      'accumulating/more/3/0',
      {
        realRetained: 33,
        trainingSize: 2 * M,
        synthetic: [
          { source: 'main', generation: 0, count: 67 },
          { source: 'main', generation: 1, count: 100 },
        ],
      },
      POOL,
    ],
    ['assisted/0/1/0', {}, VERIFIER],
    ['assisted/0/1/half', { verifierCalls: 1 }, VERIFIER],
    ['assisted/0/1/half', { verifierCalls: 50 }, VERIFIER],
    ['assisted/0/1/2', { verifierCalls: 50, simulated: 150 }, VERIFIER],
    ['open/0/1/more', { verifierCalls: 201 }, VERIFIER],
    ['open/0/1/half', { verifierCalls: 1 }, {}],
  ])('%s: %j %j', (name, changes, regime) => {
    expect(placeName(placeOf([rights(changes, regime)], RULES))).toBe(name);
  });

  it('of several runs is the largest of each, and the division that admits all', () => {
    const runs = [
      rights({ realRetained: 1 }, RETAIN),
      rights({ trainingSize: 2 * M }),
      rights({ realFresh: 5 }, FRESH),
    ];
    expect(placeName(placeOf(runs, RULES))).toBe('fresh/5/3/0');
    expect(placeOf([...runs].reverse(), RULES)).toEqual(placeOf(runs, RULES));
    expect(placeName(placeOf([rights({ realFresh: 5 }, FRESH), rights({}, POOL)], RULES))).toBe('open/5/1/0');
  });

  it('knows divisions alone where the suite asks nothing else', () => {
    const runs = [rights({ realRetained: 10, trainingSize: 2 * M }, RETAIN)];
    expect(placeOf(runs, rankRulesOf('0.2'))).toEqual({ division: 'open', classes: null });
    expect(placeName(placeOf(runs, rankRulesOf('0.2')))).toBe('open');
  });

  it('in words', () => {
    expect(placeWords(placeOf([rights({ realRetained: 10 }, RETAIN)], RULES))).toBe('retained, ≤ 10% real, ≤ M');
    expect(placeWords(placeOf([rights({ verifierCalls: 9 }, VERIFIER)], RULES))).toBe(
      'assisted, no real data, ≤ M, ≤ ½M calls',
    );
  });
});

const count = fc.integer({ min: 0, max: 5 * M });
const anyEntry = fc
  .record({
    realFresh: fc.oneof(fc.constant(0), count),
    realRetained: fc.oneof(fc.constant(0), count),
    own: count,
    weightShare: fc.double({ min: 0, max: 1, noNaN: true }),
    sampled: fc.integer({ min: 0, max: 12 * M }),
    simulated: fc.oneof(fc.constant(0), count),
    verifierCalls: fc.oneof(fc.constant(0), count),
    freshShown: fc.oneof(fc.constant(0), count),
    retainedShown: fc.oneof(fc.constant(0), count),
    reads: fc.subarray(['real-data', 'fresh-data', 'older-models', 'older-samples', 'origin-labels'] as const),
  })
  .map(({ own, ...given }) => {
    const real = given.realFresh + given.realRetained;
    // Real examples that nobody was trained on have no weight.
    return entry(1, { ...given, trainingSize: own + real, weightShare: real === 0 ? 0 : given.weightShare });
  });
const anyRegime = fc.record({
  realData: fc.constantFrom('none', 'retained', 'fresh'),
  pool: fc.constantFrom('replace', 'augment-fixed', 'accumulate'),
  memory: fc.constantFrom('last', 'anchored'),
  provenance: fc.constantFrom('blind', 'detector', 'labels'),
  external: fc.constantFrom('none', 'verifier', 'simulator', 'other-data'),
  trainingSize: fc.constantFrom('fixed', 'growing'),
}) as fc.Arbitrary<Regime>;

describe('the rule is total', () => {
  const anyRun = fc
    .record({ ledger: fc.array(anyEntry, { maxLength: 3 }), regime: anyRegime })
    .map(({ ledger, regime }): RunRights => ({ regime, use: ledgerUse([[entry(0), ...ledger]], M, null), size: M }));

  /** Whether a figure is in a class and in no smaller one. */
  const fits = (figure: number, name: string, ends: readonly (readonly [string, number])[], slack = 0): boolean => {
    const at = ends.findIndex(([own]) => own === name);
    const above = at === 0 || figure > (ends[at - 1]?.[1] as number) + slack;
    return at >= 0 && above && figure <= (ends[at]?.[1] as number) + slack;
  };

  it('every ledger has one place, whose classes are those of its worst figures', () => {
    fc.assert(
      fc.property(fc.array(anyRun, { maxLength: 3 }), (runs) => {
        const { division, classes } = placeOf(runs, RULES);
        const { budget, training, calls } = classes as Classes;
        const worst = (of: (run: RunRights) => number): number => Math.max(0, ...runs.map(of));
        expect(DIVISIONS).toContain(division);
        expect(
          fits(
            worst(({ use }) => use.second?.realPart ?? 0),
            budget,
            [
              ['0', 0],
              ['1', 0.01],
              ['5', 0.05],
              ['10', 0.1],
              ['20', 0.2],
              ['more', Infinity],
            ],
            1e-9,
          ),
        ).toBe(true);
        expect(
          fits(
            worst(({ use }) => use.second?.trained ?? 0),
            training,
            [
              ['1', M],
              ['3', 3 * M],
              ['more', Infinity],
            ],
          ),
        ).toBe(true);
        expect(
          fits(
            worst(({ use }) => use.externalCalls),
            calls,
            [
              ['0', 0],
              ['half', M / 2],
              ['2', 2 * M],
              ['more', Infinity],
            ],
          ),
        ).toBe(true);
        // What is ranked is within what its division allows.
        if (division === 'closed' || division === 'anchored') expect([budget, calls]).toEqual(['0', '0']);
        if (['retained', 'fresh', 'assisted'].includes(division)) expect(budget).not.toBe('more');
        if (division !== 'open' && division !== 'accumulating') expect(training).not.toBe('more');
        if (division !== 'open') {
          expect(calls).not.toBe('more');
          for (const { use } of runs) expect(use.second?.retainedShown ?? 0).toBeLessThanOrEqual(M);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('what the fixed size admits stays in its division, where no more than M is shown', () => {
    fc.assert(
      fc.property(anyRun, (run) => {
        const before = jointDivision([run]);
        const isCapped = (run.use.second?.retainedShown ?? 0) > M;
        if (before !== 'open' && !isCapped && run.use.fixedSize && run.regime.trainingSize === 'fixed')
          expect(placeOf([run], RULES).division).toBe(before);
      }),
      { numRuns: 500 },
    );
  });

  it('names are of the words that addresses have', () => {
    for (const word of [...BUDGETS, ...TRAINING_CLASSES, ...CALL_CLASSES]) expect(word).toMatch(/^[a-z0-9]+$/);
  });
});

/** Literals: how this repository placed them on 2026-12-01, before the first public snapshot of suite 0.3. Another rule is version 2. */
describe('version 1 of the rules', () => {
  const ledgers: Partial<LedgerEntry2>[] = [0, 1, 2, 5, 6, 10, 11, 20, 21, M].flatMap((real) =>
    [M, 2 * M, 3 * M, 3 * M + 1].flatMap((trainingSize) =>
      [0, 50, 51, 200, 201].flatMap((verifierCalls) => [
        { realRetained: real, trainingSize, verifierCalls },
        { realFresh: real, trainingSize, verifierCalls },
        { retainedShown: 10 * real, reads: real > 0 ? ['real-data'] : [], trainingSize, verifierCalls },
      ]),
    ),
  );
  it('places as it did', () => {
    const placed = [{}, RETAIN, FRESH, POOL, VERIFIER].map((regime) =>
      ledgers.map((ledger) => placeName(placeOf([rights(ledger, regime)], RULES))),
    );
    expect(new Set(placed.flat()).size).toBe(132);
    expect(sha256(canonicalJson(placed))).toBe('1d9792f079ef50c3cd978a94c86977ba140322d3d40f5226f110f4efa18301f3');
  });

  it('says what it said', () => {
    expect(sha256(canonicalJson([...PLACE_RULES_WORDS]))).toBe(
      '75f76d0f9996782230d4ebe29d9fbefd42ea68f43298d874641474990fd01b7b',
    );
  });
});
