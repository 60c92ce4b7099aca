/** All benchmarks of the suite, in table order. An id is never reused. */
import type { BenchmarkCard } from '../protocol/card.ts';
import { unknownId } from '../protocol/errors.ts';
import type { BenchmarkModule } from './benchmark.ts';
import { card as gaussian } from './gaussian/card.ts';

export interface BenchmarkEntry {
  readonly card: BenchmarkCard;
  readonly load: () => Promise<{ readonly default: BenchmarkModule }>;
}

export const BENCHMARKS: readonly BenchmarkEntry[] = [
  { card: gaussian, load: () => import('./gaussian/index.ts') },
];

/** @throws unknown-id */
export function requireBenchmark(id: string): BenchmarkEntry {
  const entry = BENCHMARKS.find(({ card }) => card.id === id);
  if (!entry) throw unknownId('benchmark', id, BENCHMARKS.map(({ card }) => card.id));
  return entry;
}
