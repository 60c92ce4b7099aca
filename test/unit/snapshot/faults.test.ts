/** What is found before a snapshot is stored, and whose it is said to be. */
import { describe, expect, it } from 'vitest';
import { faultsOf, unverifiable } from '#benchmarks/snapshot/faults.ts';
import type { Snapshot } from '#benchmarks/snapshot/schema.ts';
import { submissionOf, tinySnapshot } from '../../support/tiny-snapshot.ts';

const near = `near (${submissionOf('near')}, quick)`;

function messageAfter(change: (snapshot: Snapshot) => void): string {
  const snapshot = tinySnapshot();
  change(snapshot);
  return unverifiable(snapshot, faultsOf(snapshot)).message;
}

/** The entry `near`. */
const entryOf = ({ boards }: Snapshot) => boards[0]!.entries[2]!;

describe('a snapshot that is to be stored', () => {
  it('has no faults where its file verifies', () => {
    expect(faultsOf(tinySnapshot())).toEqual([]);
  });

  it.each<[string, (snapshot: Snapshot) => void]>([
    ['no number', (snapshot) => (entryOf(snapshot).overall.value = Number.NEGATIVE_INFINITY)],
    ['another score than its outcomes give', (snapshot) => (entryOf(snapshot).runs.alpha!.score.value! += 1)],
    ['a rank that it can’t have', (snapshot) => (entryOf(snapshot).label = 'reported')],
    [
      'other seeds than its controls',
      (snapshot) => {
        const { outcome } = entryOf(snapshot).runs.alpha!;
        if (outcome.state === 'completed') outcome.averages.full.pop();
      },
    ],
  ])('names the entry that has %s', (_, change) => {
    const message = messageAfter(change);
    expect(message).toContain(`It is about ${near}`);
    expect(message).toMatch(/^No snapshot was taken: its file would not verify\. #\/boards\/0\/entries\/2/);
  });

  it('names the control whose numbers are none', () => {
    const message = messageAfter(({ boards }) => {
      const { outcome } = boards[0]!.groups[0]!.grounds[0]!.controls!.oracle;
      if (outcome.state === 'completed') outcome.averages.full[0] = Number.NaN;
    });
    expect(message).toContain(`It is about the control oracle (${submissionOf('oracle')}, quick).`);
  });
});
