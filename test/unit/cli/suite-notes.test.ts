import { describe, expect, it } from 'vitest';
import { suiteNotes } from '#benchmarks/cli/suite-notes.ts';
import { planRuns } from '#benchmarks/runner/plan.ts';

const notesOf = (...benchmarks: string[]): string[] =>
  suiteNotes(planRuns({ benchmarks, strategies: ['replace'], tier: 'smoke' }).runs);

describe('a run whose benchmarks no suite has together', () => {
  it('is told the protocols that go together', () => {
    expect(notesOf('gaussian@1', 'gaussian-drift')).toEqual([
      'Note: no suite has gaussian@1 and gaussian-drift@1 together, so that these bundles can be reported but not submitted. Suite 0.3 has gaussian@2, gaussian-drift@1.',
    ]);
  });

  it('nothing is said of others', () => {
    expect(notesOf('gaussian@1', 'gmm-2d@1')).toEqual([]);
    expect(notesOf('gaussian@2', 'gaussian-drift')).toEqual([]);
    expect(notesOf('words-drift')).toEqual([]);
  });
});
