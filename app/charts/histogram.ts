/** A run's histogram by generation, put together from the trajectories of its bins. */
import type { Bin } from '#benchmarks/protocol/metric.ts';
import type { TrajectoriesView } from '#leaderboard/views/index.ts';

export interface HistogramBin extends Pick<Bin, 'from' | 'to'> {
  /** Share of each generation, means over the seeds `[generation]`. */
  readonly shares: readonly number[];
}

/** The bins of one histogram for one submission, lowest first; empty ones at either end are left out, all but one. */
export function histogramBins(
  views: readonly TrajectoriesView[],
  histogram: string,
  submission: string,
): HistogramBin[] {
  const bins = views.flatMap(({ metric, series }): HistogramBin[] => {
    if (metric.bin?.of.id !== histogram) return [];
    const points = series.find(({ id }) => id === submission)?.points ?? [];
    return [{ from: metric.bin.from, to: metric.bin.to, shares: points.map(({ mean }) => mean) }];
  });
  const isUsed = ({ shares }: HistogramBin) => shares.some((share) => share > 0);
  const first = bins.findIndex(isUsed);
  return first < 0 ? [] : bins.slice(Math.max(0, first - 1), bins.findLastIndex(isUsed) + 2);
}

/** The generations that are drawn: the first two, the one in the middle, the last. */
export function drawnGenerations(bins: readonly HistogramBin[]): number[] {
  const count = Math.max(0, ...bins.map(({ shares }) => shares.length));
  const chosen = [0, 1, Math.floor((count - 1) / 2), count - 1].filter(
    (generation) => generation >= 0 && generation < count,
  );
  return [...new Set(chosen)].sort((a, b) => a - b);
}
