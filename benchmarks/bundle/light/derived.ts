/**
 * Metrics that a light result leaves out, because they are functions of others. The same bits have to come back: whoever
 * writes a file tries the function on every value of it, and keeps the metric where one differs. What is listed here stays:
 * files rest on it.
 */
import type { RunRecord } from '../../protocol/record.ts';

export interface DerivedMetric {
  readonly id: string;
  /** Metrics that stand before it in a file, or are derived before it. */
  readonly from: readonly string[];
  /** The metric's value of those of `from`, in their order; where one of them has none, it has none. */
  readonly value: (...from: number[]) => number;
}

/** Whatever is computed of square roots, sums and products is the same everywhere: IEEE 754 rounds each of them one way. */
const GAUSSIAN: readonly DerivedMetric[] = [
  {
    id: 'w2',
    from: ['mean-error', 'variance-ratio'],
    value: (meanError, variance) => {
      const difference = Math.sqrt(variance) - 1;
      return meanError + difference * difference;
    },
  },
  { id: 'w2-root', from: ['w2'], value: (w2) => Math.sqrt(w2) },
];

/** By benchmark, `id@protocol`; in the order in which they are computed. */
const DERIVED: Readonly<Record<string, readonly DerivedMetric[]>> = {
  'gaussian@1': GAUSSIAN,
};

/** The metrics of a benchmark that can be left out, in the order in which they are computed. */
export function derivedMetrics({
  id,
  version,
}: Pick<RunRecord['benchmark'], 'id' | 'version'>): readonly DerivedMetric[] {
  const name = `${id}@${version}`;
  return Object.hasOwn(DERIVED, name) ? (DERIVED[name] as readonly DerivedMetric[]) : [];
}
