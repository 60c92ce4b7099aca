import { describe, expect, it } from 'vitest';
import { intervalText } from '#benchmarks/protocol/metric.ts';
import { METRICS } from '#benchmarks/suite/catalog.ts';
import type { TrajectoriesView } from '#leaderboard/views/index.ts';
import { drawnGenerations, histogramBins } from '../../../app/charts/histogram.ts';

/** The bins' trajectories of two submissions: `mine` has these shares by bin and generation, `other` is all in one bin. */
function bins(shares: readonly (readonly number[])[]): TrajectoriesView[] {
  const cards = METRICS.filter(({ bin }) => bin?.of.id === 'sample-perplexity');
  return cards.map((card, index) => ({
    benchmark: { id: 'text-transformer', version: 3, name: 'Text transformer' },
    metric: { ...card, axis: 'drift' },
    truth: null,
    horizon: 2,
    notMeasured: [],
    series: [
      { id: 'other', spec: 'replace', role: 'control', points: [point(0, index === 20 ? 1 : 0)] },
      { id: 'mine', spec: 'retain', role: 'entry', points: (shares[index] ?? [0, 0, 0]).map((s, g) => point(g, s)) },
    ],
  }));
}

const point = (generation: number, mean: number) => ({ generation, mean, low: null, high: null, seeds: 5 });

describe('a histogram from the trajectories of its bins', () => {
  const views = bins([
    [0, 0, 0],
    [0, 0, 0],
    [0.25, 0, 0],
    [0.75, 1, 0.5],
    [0, 0, 0.5],
  ]);

  it('is the submission’s own, with one empty bin at either end', () => {
    expect(histogramBins(views, 'sample-perplexity', 'mine')).toEqual([
      { from: 8, to: 10, shares: [0, 0, 0] },
      { from: 10, to: 12.5, shares: [0.25, 0, 0] },
      { from: 12.5, to: 16, shares: [0.75, 1, 0.5] },
      { from: 16, to: 20, shares: [0, 0, 0.5] },
      { from: 20, to: 25, shares: [0, 0, 0] },
    ]);
  });

  it('is empty where there is none', () => {
    expect(histogramBins(views, 'another', 'mine')).toEqual([]);
    expect(histogramBins(views, 'sample-perplexity', 'nobody')).toEqual([]);
  });

  it('shows the first two generations, the middle and the last', () => {
    const ofLength = (generations: number) =>
      drawnGenerations([{ from: 1, to: 2, shares: Array(generations).fill(1) }]);
    expect([ofLength(11), ofLength(3), ofLength(1), drawnGenerations([])]).toEqual([[0, 1, 5, 10], [0, 1, 2], [0], []]);
  });

  it('names open ends', () => {
    expect([
      intervalText({ from: null, to: 8 }),
      intervalText({ from: 12.5, to: 16 }),
      intervalText({ from: 1000, to: null }),
    ]).toEqual(['< 8', '12.5–16', '≥ 1000']);
  });
});
