/** All benchmarks of the suite, in table order. An id is never reused. */
import type { BenchmarkCard } from '../protocol/card.ts';
import { unknownId } from '../protocol/errors.ts';
import type { Params } from '../protocol/ids.ts';
import type { MetricCard } from '../protocol/metric.ts';
import type { SampleForm } from '../protocol/sample-form.ts';
import { card as digitsLongtail } from './digits-longtail/card.ts';
import { card as digitsVae } from './digits-vae/card.ts';
import { card as gaussian } from './gaussian/card.ts';
import { card as gmm2d } from './gmm-2d/card.ts';
import { type SuiteId, suiteEntries } from './manifests.ts';
import { card as ngramText } from './ngram-text/card.ts';
import { card as regression } from './regression/card.ts';
import type { BenchmarkModule } from './shared/benchmark.ts';
import type { Law } from './shared/law.ts';
import type { SuiteEntry } from './suites/manifest.ts';
import { card as textTransformer } from './text-transformer/card.ts';
import { card as wordFrequencies } from './word-frequencies/card.ts';

export interface BenchmarkEntry {
  readonly card: BenchmarkCard;
  readonly load: () => Promise<{ readonly default: BenchmarkModule }>;
  /** Its closed-form laws, where it has some. Apart from its code, so that a page that draws a law loads no benchmark. */
  readonly laws?: () => Promise<{ readonly laws: readonly Law[] }>;
}

export const BENCHMARKS: readonly BenchmarkEntry[] = [
  { card: gaussian, load: () => import('./gaussian/index.ts'), laws: () => import('./gaussian/laws.ts') },
  { card: regression, load: () => import('./regression/index.ts'), laws: () => import('./regression/laws.ts') },
  {
    card: wordFrequencies,
    load: () => import('./word-frequencies/index.ts'),
    laws: () => import('./word-frequencies/laws.ts'),
  },
  { card: gmm2d, load: () => import('./gmm-2d/index.ts') },
  { card: ngramText, load: () => import('./ngram-text/index.ts') },
  { card: digitsVae, load: () => import('./digits-vae/index.ts') },
  { card: digitsLongtail, load: () => import('./digits-longtail/index.ts') },
  { card: textTransformer, load: () => import('./text-transformer/index.ts') },
];

/** This checkout's card of a benchmark's protocol; null where it has another one, or none. */
export function findCard(
  { id, protocol }: Pick<SuiteEntry, 'id' | 'protocol'>,
  own: readonly BenchmarkCard[] = CARDS,
): BenchmarkCard | null {
  return own.find((card) => card.id === id && card.version === protocol) ?? null;
}

const CARDS = BENCHMARKS.map(({ card }) => card);

/** Every metric that a benchmark lists, once, in table order. */
export const METRICS: readonly MetricCard[] = [
  ...new Map(
    CARDS.flatMap(({ metrics }) => metrics.map(({ axis: _, since: __, ...card }) => [card.id, card])),
  ).values(),
];

/**
 * The benchmarks that a suite lists and this checkout has, in the suite's order. Their records count in every suite that
 * lists them, so that a new suite re-runs nothing that did not change.
 */
export function benchmarksOf(suite: SuiteId): readonly BenchmarkCard[] {
  return suiteEntries(suite).flatMap((entry) => findCard(entry) ?? []);
}

/** @throws unknown-id */
export function requireBenchmark(id: string): BenchmarkEntry {
  const entry = BENCHMARKS.find(({ card }) => card.id === id);
  if (!entry)
    throw unknownId(
      'benchmark',
      id,
      BENCHMARKS.map(({ card }) => card.id),
      'npx heirloom list benchmarks',
    );
  return entry;
}

/** The closed-form laws of a benchmark; none where it has none, or this checkout has no such benchmark. */
export async function listLaws(benchmark: string): Promise<readonly Law[]> {
  return (await BENCHMARKS.find(({ card }) => card.id === benchmark)?.laws?.())?.laws ?? [];
}

/**
 * The form of a benchmark's samples with these parameters, or null where this checkout has no such benchmark or can't take
 * them. Another version's parameters may be among them.
 */
export function sampleFormOf(benchmark: { readonly id: string; readonly params: Params }): SampleForm | null {
  const card = BENCHMARKS.find((entry) => entry.card.id === benchmark.id)?.card;
  const params = card?.params.strip().safeParse(benchmark.params);
  return card && params?.success ? card.samples(params.data as Params) : null;
}
