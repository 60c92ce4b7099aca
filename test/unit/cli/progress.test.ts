/** What the progress line says, from numbers alone. */
import { describe, expect, it } from 'vitest';
import { describeProgress } from '#benchmarks/cli/progress.ts';
import type { Progress } from '#benchmarks/runner/run.ts';

const MINUTE = 60_000;
const START: Progress = {
  finishedGenerations: 0,
  skippedGenerations: 0,
  totalGenerations: 100,
  finishedSeeds: 0,
  totalSeeds: 10,
  current: null,
  live: [],
  leftMs: null,
  isOneBenchmark: true,
};

describe('time left', () => {
  it('is unknown before anything is done, whatever an earlier run finished', () => {
    expect(describeProgress(START, MINUTE).left).toBe('time left unknown');
    const resumed = { ...START, finishedGenerations: 60, skippedGenerations: 60 };
    expect(describeProgress(resumed, MINUTE)).toMatchObject({ left: 'time left unknown', done: 60 });
  });

  it('is by the speed of this run: what it skipped took it no time', () => {
    const fresh = { ...START, finishedGenerations: 20 };
    expect(describeProgress(fresh, MINUTE).left).toBe('4 min 0 s left');
    const resumed = { ...START, finishedGenerations: 80, skippedGenerations: 60 };
    expect(describeProgress(resumed, MINUTE)).toMatchObject({
      left: '1 min 0 s left',
      line: '80% | starting | 0/10 seeds | 1 min 0 s left',
    });
  });

  it('is by what seeds were measured to take, where that is known', () => {
    const late = { ...START, finishedGenerations: 90, leftMs: 20 * MINUTE, isOneBenchmark: false };
    expect(describeProgress(late, MINUTE).left).toBe('20 min 0 s left');
  });

  it('is unknown while a benchmark of which nothing is known is still to come', () => {
    const early = { ...START, finishedGenerations: 90, isOneBenchmark: false };
    expect(describeProgress(early, MINUTE).left).toBe('time left unknown');
  });

  it('counts the part of a fit that is done as work of this run', () => {
    const live = [{ seed: 7, generation: 0, done: 0.5, loss: 1.25 }];
    expect(describeProgress({ ...START, finishedGenerations: 90, skippedGenerations: 90, live }, MINUTE)).toMatchObject(
      {
        done: 90.5,
        what: 'starting | 0/10 seeds | seed 7, generation 0: 50%, loss 1.250',
        left: '19 min 0 s left',
      },
    );
  });
});
