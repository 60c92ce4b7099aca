import { describe, expect, it } from 'vitest';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { halfHorizon, scoreRun, toScoredRun } from '#benchmarks/scoring/index.ts';
import { CARD, makeRecord } from './make-record.ts';

// Generation 0 is 99 everywhere: it must never enter an average.
const run = makeRecord('retain', {
  error: [
    [99, 1, 2, 3, 6],
    [99, 2, 2, 4, 4],
  ],
});
const controls = {
  replace: makeRecord('replace', {
    error: [
      [99, 4, 6, 8, 10],
      [99, 4, 5, 9, 10],
    ],
  }),
  oracle: makeRecord('oracle', {
    error: [
      [99, 1, 1, 1, 1],
      [99, 1, 1, 1, 1],
    ],
  }),
};

const errorOf = (call: () => unknown): HeirloomError => {
  try {
    call();
  } catch (error) {
    if (error instanceof HeirloomError) return error;
    throw error;
  }
  throw new Error('expected an error');
};

describe('toScoredRun', () => {
  it('averages generations 1…G and 1…⌊G/2⌋', () => {
    expect(toScoredRun(run, CARD).outcome).toEqual({
      state: 'completed',
      averages: { full: [3, 3], half: [1.5, 2] },
    });
  });

  it.each([
    [1, 1],
    [2, 1],
    [5, 2],
    [50, 25],
  ])('half of %d generations is %d', (g, half) => expect(halfHorizon(g)).toBe(half));

  it('counts diverged seeds, and names failed ones first', () => {
    const diverged: RunRecord = {
      ...run,
      statuses: [{ state: 'completed' }, { state: 'diverged', generation: 2, reason: 'variance 0' }],
    };
    expect(toScoredRun(diverged, CARD).outcome).toEqual({ state: 'diverged', stopped: 1, seeds: 2 });
    const failed: RunRecord = {
      ...diverged,
      statuses: [
        { state: 'failed', generation: 1, error: 'x' },
        { state: 'diverged', generation: 2, reason: 'y' },
      ],
    };
    expect(toScoredRun(failed, CARD).outcome).toEqual({ state: 'failed', stopped: 1, seeds: 2 });
  });

  it.each([
    [
      'a null',
      [
        [99, 1, null, 3, 6],
        [99, 2, 2, 4, 4],
      ],
    ],
    [
      'a short row',
      [
        [99, 1, 2, 3, 6],
        [99, 2, 2, 4],
      ],
    ],
    ['no row', [[99, 1, 2, 3, 6]]],
  ])('refuses %s in a completed seed', (_, error) => {
    const broken = { ...run, trajectories: { error } };
    expect(errorOf(() => toScoredRun(broken, CARD)).code).toBe('check-failed');
  });
});

describe('scoreRun', () => {
  it('scores at both horizons, by hand', () => {
    // Full: (7 − 3)/(7 − 1); half: replace (5 + 4.5)/2 = 4.75, own 1.75, oracle 1: (4.75 − 1.75)/(4.75 − 1).
    const score = scoreRun(run, controls, CARD);
    expect(score.state).toBe('scored');
    if (score.state !== 'scored') return;
    expect(score.value).toBeCloseTo(200 / 3, 12);
    expect(score.half).toBeCloseTo(80, 12);
    expect(score.fewSeeds).toBe(true);
    expect(score.n).toBe(2);
  });

  it('says that there are no controls', () => {
    expect(scoreRun(run, null, CARD).state).toBe('no-controls');
  });

  it('gives no score where a control diverged', () => {
    const statuses: RunRecord['statuses'] = [{ state: 'completed' }, { state: 'diverged', generation: 1, reason: 'x' }];
    const score = scoreRun(run, { ...controls, replace: { ...controls.replace, statuses } }, CARD);
    expect(score).toEqual({ state: 'no-controls', reason: '1 of 2 seeds of the replace control diverged' });
  });

  it('gives no score where the controls are not separable', () => {
    const score = scoreRun(
      run,
      {
        ...controls,
        oracle: makeRecord('oracle', {
          error: [
            [99, 9, 9, 9, 9],
            [99, 1, 1, 1, 1],
          ],
        }),
      },
      CARD,
    );
    expect(score.state).toBe('not-separable');
  });

  it.each<[string, Partial<RunRecord>]>([
    ['suite (0.1, replace 0.2)', { suite: '0.2' }],
    ['benchmark (toy@1, replace toy@2)', { benchmark: { ...run.benchmark, version: 2 } }],
    ['tier (quick, replace standard)', { benchmark: { ...run.benchmark, tier: 'standard' } }],
    ['parameter sampleSize (100, replace 50)', { benchmark: { ...run.benchmark, params: { sampleSize: 50 } } }],
    [
      'parameter estimator (not set, replace "mle")',
      { benchmark: { ...run.benchmark, params: { sampleSize: 100, estimator: 'mle' } } },
    ],
    ['seeds (1, 2, replace 1, 3)', { seeds: [1, 3] }],
    ['engine (js 1, replace js 2)', { engine: { id: 'js', version: '2' } }],
    ['size (100, replace 10)', { benchmark: { ...run.benchmark, size: 10 } }],
  ])('names a control that differs in %s', (text, change) => {
    const changed = { replace: { ...controls.replace, ...change }, oracle: { ...controls.oracle, ...change } };
    const error = errorOf(() => scoreRun(run, changed, CARD));
    expect(error.code).toBe('plan-mismatch');
    expect(error.message).toContain(`they differ in ${text}.`);
  });

  it('names every difference, not just the first', () => {
    const change = { suite: '0.2', seeds: [7, 8] };
    const error = errorOf(() =>
      scoreRun(run, { replace: { ...controls.replace, ...change }, oracle: { ...controls.oracle, ...change } }, CARD),
    );
    expect(error.message).toContain('suite (0.1, replace 0.2); seeds (1, 2, replace 7, 8)');
  });

  it('refuses a control that is another strategy', () => {
    const error = errorOf(() => scoreRun(run, { ...controls, oracle: run }, CARD));
    expect(error.message).toContain('Received a run of "retain" on "toy" as the oracle control');
  });
});
