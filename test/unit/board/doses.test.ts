/** Dose and response: which parameter is the dose, which entries are a line, and what stands on the axis. */
import { describe, expect, it } from 'vitest';
import { type DoseEntry, dosesOf } from '#benchmarks/board/doses.ts';
import type { Params } from '#benchmarks/protocol/ids.ts';

const entry = (id: string, resolved: Params, realShare = 0, strategy = 'retain'): DoseEntry => ({
  id,
  parts: [{ id: strategy, resolved }],
  realShare,
});

describe('doses', () => {
  it('are the share of real data where the parameter decides it, in ascending order', () => {
    const entries = [
      entry('tenth', { share: 0.1, redraw: true, every: 1 }, 0.1),
      entry('hundredth', { share: 0.01, redraw: true, every: 1 }, 0.0099),
      entry('fifth', { share: 0.2, redraw: true, every: 1 }, 0.2),
    ];
    expect(dosesOf(entries)).toEqual({
      parameter: 'share',
      axis: 'real-share',
      lines: [
        {
          others: '',
          points: [
            { id: 'hundredth', value: 0.01, dose: 0.0099 },
            { id: 'tenth', value: 0.1, dose: 0.1 },
            { id: 'fifth', value: 0.2, dose: 0.2 },
          ],
        },
      ],
    });
  });

  it('are the parameter where all entries train on as much real data', () => {
    const entries = [0.9, 1.1].map((value) => entry(`${value}`, { value }, 0, 'temperature'));
    expect(dosesOf(entries)).toMatchObject({ parameter: 'value', axis: 'parameter', lines: [{ others: '' }] });
    expect(dosesOf(entries)?.lines[0]?.points.map(({ dose }) => dose)).toEqual([0.9, 1.1]);
  });

  it('are compared among entries that are equal in all else; the others are lines of their own, named by what differs', () => {
    const entries = [
      entry('a', { share: 0.1, redraw: true, every: 1 }, 0.1),
      entry('b', { share: 0.2, redraw: true, every: 1 }, 0.2),
      entry('fixed', { share: 0.1, redraw: false, every: 1 }, 0.1),
      entry('fifth', { share: 0.1, redraw: true, every: 5 }, 0.02),
    ];
    expect(dosesOf(entries)?.lines.map(({ others, points }) => [others, points.map(({ id }) => id)])).toEqual([
      ['redraw=true, every=1', ['a', 'b']],
      ['redraw=false, every=1', ['fixed']],
      ['redraw=true, every=5', ['fifth']],
    ]);
  });

  it('are those of the number of which one line has the most values', () => {
    const entries = [
      entry('a', { share: 0.01, k: 0.1 }, 0, 'weight-golden'),
      entry('b', { share: 0.025, k: 0.1 }, 0, 'weight-golden'),
      entry('c', { share: 0.045, k: 0.1 }, 0, 'weight-golden'),
      entry('d', { share: 0.045, k: 0.25 }, 0, 'weight-golden'),
    ];
    expect(dosesOf(entries)).toMatchObject({ parameter: 'share', lines: [{ others: 'k=0.1' }, { others: 'k=0.25' }] });
  });

  it('of several entries with one value all stand there', () => {
    const entries = [
      entry('mine', { share: 0.1 }, 0.1),
      entry('yours', { share: 0.1 }, 0.1),
      entry('more', { share: 0.2 }, 0.2),
    ];
    expect(dosesOf(entries)?.lines[0]?.points.map(({ id }) => id)).toEqual(['mine', 'yours', 'more']);
    expect(dosesOf(entries)?.axis).toBe('real-share');
  });

  it('of a composition say whose parameter they are, where two name one alike', () => {
    const composed = (share: number): DoseEntry => ({
      id: `${share}`,
      parts: [
        { id: 'fresh', resolved: { share } },
        { id: 'retain', resolved: { share: 0.1 } },
      ],
      realShare: share + 0.1,
    });
    expect(dosesOf([composed(0.05), composed(0.1)])?.parameter).toBe('fresh share');
  });

  it('are none of one dose, of entries that differ in more than a number, and of none', () => {
    expect(dosesOf([])).toBeNull();
    expect(dosesOf([entry('a', { share: 0.1 }), entry('b', { share: 0.1 })])).toBeNull();
    expect(dosesOf([entry('a', { share: 0.1, every: 1 }), entry('b', { share: 0.2, every: 2 })])).toBeNull();
    expect(dosesOf([entry('a', { keep: 'low' }), entry('b', { keep: 'high' })])).toBeNull();
  });

  it('leave out what has no such number', () => {
    const entries = [entry('a', { decay: 0.5 }, 0), entry('b', { decay: 1 }, 0), entry('c', {}, 0)];
    expect(dosesOf(entries)?.lines.flatMap(({ points }) => points.map(({ id }) => id))).toEqual(['a', 'b']);
  });
});
