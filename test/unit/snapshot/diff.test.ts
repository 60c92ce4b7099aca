import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#benchmarks/protocol/digest.ts';
import { diffSnapshots } from '#benchmarks/snapshot/diff.ts';
import { submissionOf, tinyBody } from '../../support/tiny-snapshot.ts';

const before = tinyBody(['near', 'middle']);
const subject = (name: 'near' | 'middle' | 'far') => ({ tier: 'quick', submission: submissionOf(name), spec: name });

describe('the changes between two snapshots', () => {
  it('are none where nothing changed', () => {
    expect(diffSnapshots(before, tinyBody(['near', 'middle'], '2026-12-24T12:00:00Z'))).toEqual({
      added: [],
      removed: [],
      rescored: [],
      reranked: [],
    });
  });

  it('do not depend on the order in which an object names its fields', () => {
    // The snapshot before is read from canonical JSON, whose keys are sorted; the one that is taken is made in code.
    const stored = JSON.parse(canonicalJson(before)) as typeof before;
    expect(Object.keys(stored.method)).not.toEqual(Object.keys(before.method));
    const after = structuredClone(before);
    after.boards[0]!.entries[2]!.overall.value = 1;
    expect(diffSnapshots(stored, after).rescored.map(({ why }) => why)).toEqual([[]]);
  });

  it('call other weights another method, of overall scores alone', () => {
    const weighing = { weights: { x: 1, y: 3 }, groups: { alpha: 'x', beta: 'y' } };
    const [was, is] = [1, 9].map((y) => tinyBody(['near'], undefined, { ...weighing, weights: { x: 1, y } })) as [
      typeof before,
      typeof before,
    ];
    is.boards[0]!.entries[2]!.runs.alpha!.score.value = 1;
    const ofNear = diffSnapshots(was, is).rescored.filter(({ spec }) => spec === 'near');
    expect(ofNear.map(({ scope, why }) => [scope, why])).toEqual([
      ['overall', ['method']],
      ['alpha', []],
    ]);
  });

  it('blame only what the score rests on', () => {
    const after = structuredClone(before);
    const { runs } = after.boards[0]!.entries[2]!;
    runs.alpha!.score.value = 1;
    runs.beta!.score.value = 2;
    after.benchmarks[1]!.version = 2;
    after.boards[0]!.groups[0]!.grounds[0]!.controls!.oracle.resultDigest = 'f'.repeat(64);
    expect(diffSnapshots(before, after).rescored.map(({ scope, why }) => [scope, why])).toEqual([
      ['alpha', ['controls']],
      ['beta', ['benchmark']],
    ]);
  });

  it('are all entries where there is none before', () => {
    expect(diffSnapshots(null, before).added.map(({ spec }) => spec)).toEqual(['oracle', 'replace', 'near', 'middle']);
  });

  it('name an added entry, and whose rank it moves', () => {
    const { added, removed, reranked } = diffSnapshots(
      tinyBody(['middle', 'far']),
      tinyBody(['near', 'middle', 'far']),
    );
    expect(added).toEqual([subject('near')]);
    expect(removed).toEqual([]);
    expect(reranked).toEqual([
      { ...subject('middle'), before: [1, 1], after: [2, 2], why: ['competition'] },
      { ...subject('far'), before: [2, 2], after: [3, 3], why: ['competition'] },
    ]);
  });

  it('name a removed entry with the reason on its tombstone, or say that it is no longer listed', () => {
    const after = tinyBody(['near']);
    expect(diffSnapshots(before, after).removed).toEqual([{ ...subject('middle'), reason: 'no longer listed' }]);
    const tombstone = {
      submission: submissionOf('middle'),
      spec: 'middle',
      tier: 'quick',
      at: '2026-12-01T00:00:00Z',
    } as const;
    const because = (kind: 'withdrawn' | 'superseded', supersededBy: string | null) =>
      diffSnapshots(before, { ...after, withdrawn: [{ ...tombstone, kind, reason: 'A bug.', supersededBy }] })
        .removed[0]?.reason;
    expect(because('withdrawn', null)).toBe('withdrawn: A bug.');
    expect(because('superseded', submissionOf('near'))).toBe(`superseded by ${submissionOf('near')}: A bug.`);
  });

  it('say why a score moved: other controls, another method, another version of a benchmark', () => {
    const changed = (change: (body: typeof before) => void) => {
      const after = structuredClone(before);
      const entry = after.boards[0]?.entries[2];
      if (entry) entry.overall.value = 1;
      change(after);
      return diffSnapshots(before, after).rescored;
    };
    const rescored = {
      ...subject('near'),
      scope: 'overall',
      before: before.boards[0]?.entries[2]?.overall.value,
      after: 1,
    };
    expect(changed(() => undefined)).toEqual([{ ...rescored, why: [] }]);
    expect(changed(({ method }) => (method.resamples = 5))[0]?.why).toEqual(['method']);
    expect(changed(({ benchmarks }) => (benchmarks[0]!.version = 2))[0]?.why).toEqual(['benchmark']);
    expect(
      changed(({ boards }) => (boards[0]!.groups[0]!.grounds[0]!.controls!.oracle.resultDigest = 'f'.repeat(64)))[0]
        ?.why,
    ).toEqual(['controls']);
  });
});
