import { describe, expect, it } from 'vitest';
import type { CollapseRule } from '#benchmarks/protocol/card.ts';
import { collapseTimes, firstCollapse } from '#benchmarks/scoring/index.ts';
import { makeRecord } from './make-record.ts';

const at = (limit: number) => (): number => limit;
const below = { side: 'below', consecutive: 3 } as const;

describe('firstCollapse', () => {
  it('dates a stretch by its last generation', () => {
    expect(firstCollapse([1, 1, 0.1, 0.1, 0.1, 0.1], below, at(0.5))).toBe(4);
    expect(firstCollapse([1, 0.1], { ...below, consecutive: 1 }, at(0.5))).toBe(1);
  });

  it('does not count generation 0', () => {
    expect(firstCollapse([0.1, 0.1, 0.1, 1], below, at(0.5))).toBeNull();
    expect(firstCollapse([0.1, 0.1, 0.1, 0.1], below, at(0.5))).toBe(3);
  });

  it('starts over after a break, and a missing value is a break', () => {
    expect(firstCollapse([1, 0.1, 0.1, 0.9, 0.1, 0.1, 0.1], below, at(0.5))).toBe(6);
    expect(firstCollapse([1, 0.1, 0.1, null, 0.1, 0.1], below, at(0.5))).toBeNull();
  });

  it('needs to be past the limit, not at it, on the rule’s side', () => {
    expect(firstCollapse([0, 2, 2], { side: 'above', consecutive: 1 }, at(2))).toBeNull();
    expect(firstCollapse([0, 2, 2.1], { side: 'above', consecutive: 1 }, at(2))).toBe(2);
    expect(firstCollapse([0, 0.5], { side: 'below', consecutive: 1 }, at(0.5))).toBeNull();
  });
});

describe('collapseTimes', () => {
  const rule: CollapseRule = { metric: 'tail', side: 'below', threshold: 0.5, relativeTo: 'truth', consecutive: 2 };
  const record = makeRecord(
    'replace',
    {
      tail: [
        [4, 4, 1.9, 1.9, 4],
        [4, 4, 4, 4, 4],
        [4, 1, 4],
        [4, 1, 1],
        [4, 4],
      ],
    },
    {
      truth: { tail: 4 },
      statuses: [
        { state: 'completed' },
        { state: 'completed' },
        { state: 'diverged', generation: 3, reason: 'x' },
        { state: 'diverged', generation: 3, reason: 'x' },
        { state: 'failed', generation: 2, error: 'x' },
      ],
    },
  );

  it('censors at G, counts divergence as an event and censors a failure where it stopped', () => {
    expect(collapseTimes(record, rule)).toEqual([
      { time: 3, event: true },
      { time: 4, event: false },
      { time: 3, event: true },
      { time: 2, event: true },
      { time: 1, event: false },
    ]);
  });

  it('takes an absolute threshold as it is', () => {
    expect(collapseTimes(record, { ...rule, relativeTo: 'absolute', threshold: 1.95 })[0]).toEqual({
      time: 3,
      event: true,
    });
    expect(collapseTimes(record, { ...rule, relativeTo: 'absolute', threshold: 0.5 })[0]).toEqual({
      time: 4,
      event: false,
    });
  });

  it('refuses a record without the metric or its truth', () => {
    expect(() => collapseTimes(record, { ...rule, metric: 'other' })).toThrow(/lacks trajectories of "other"/);
    expect(() => collapseTimes({ ...record, truth: {} }, rule)).toThrow(/lacks the truth's "tail"/);
  });
});
