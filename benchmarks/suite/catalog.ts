/** All benchmarks of the suite, in table order. An id is never reused. */
import type { BenchmarkCard } from '../protocol/card.ts';
import { unknownId } from '../protocol/errors.ts';
import type { BenchmarkModule } from './benchmark.ts';
import { card as gaussian } from './gaussian/card.ts';
import { card as gmm2d } from './gmm-2d/card.ts';
import { card as ngramText } from './ngram-text/card.ts';
import { card as regression } from './regression/card.ts';
import { card as textTransformer } from './text-transformer/card.ts';
import { card as wordFrequencies } from './word-frequencies/card.ts';

export interface BenchmarkEntry {
  readonly card: BenchmarkCard;
  readonly load: () => Promise<{ readonly default: BenchmarkModule }>;
}

export const BENCHMARKS: readonly BenchmarkEntry[] = [
  { card: gaussian, load: () => import('./gaussian/index.ts') },
  { card: regression, load: () => import('./regression/index.ts') },
  { card: wordFrequencies, load: () => import('./word-frequencies/index.ts') },
  { card: gmm2d, load: () => import('./gmm-2d/index.ts') },
  { card: ngramText, load: () => import('./ngram-text/index.ts') },
  { card: textTransformer, load: () => import('./text-transformer/index.ts') },
];

/** @throws unknown-id */
export function requireBenchmark(id: string): BenchmarkEntry {
  const entry = BENCHMARKS.find(({ card }) => card.id === id);
  if (!entry)
    throw unknownId(
      'benchmark',
      id,
      BENCHMARKS.map(({ card }) => card.id),
    );
  return entry;
}
