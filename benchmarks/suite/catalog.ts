/**
 * All benchmarks, every protocol that this checkout can run, in table order. An id is never reused; protocols of one id stand side
 * by side, so that what earlier suites list stays as it is.
 */
import type { BenchmarkCard } from '../protocol/card.ts';
import { type HeirloomError, unknownId } from '../protocol/errors.ts';
import type { Params } from '../protocol/ids.ts';
import type { MetricCard } from '../protocol/metric.ts';
import type { SampleForm } from '../protocol/sample-form.ts';
import { card as digitsDrift } from './digits-drift/card.ts';
import { card as digitsLongtail3 } from './digits-longtail/3/card.ts';
import { card as digitsLongtail } from './digits-longtail/card.ts';
import { card as digitsVae3 } from './digits-vae/3/card.ts';
import { card as digitsVae } from './digits-vae/card.ts';
import { card as facts } from './facts/card.ts';
import { card as factsCounts } from './facts-counts/card.ts';
import { card as gaussian2 } from './gaussian/2/card.ts';
import { card as gaussian } from './gaussian/card.ts';
import { card as gaussianDrift } from './gaussian-drift/card.ts';
import { card as gmm2d2 } from './gmm-2d/2/card.ts';
import { card as gmm2d } from './gmm-2d/card.ts';
import { card as gmmDrift } from './gmm-drift/card.ts';
import { apartEntries, SUITE, type SuiteId, suiteEntries, type Versioned } from './manifests.ts';
import { card as ngramText2 } from './ngram-text/2/card.ts';
import { card as ngramText } from './ngram-text/card.ts';
import { card as opt125mWikitext2 } from './opt125m-wikitext2/card.ts';
import { card as regression2 } from './regression/2/card.ts';
import { card as regression } from './regression/card.ts';
import type { BenchmarkModule } from './shared/benchmark.ts';
import type { Law } from './shared/law.ts';
import type { WorldMotion } from './shared/motion.ts';
import type { SuiteEntry } from './suites/manifest.ts';
import { card as textTransformer4 } from './text-transformer/4/card.ts';
import { card as textTransformer } from './text-transformer/card.ts';
import { card as wordFrequencies2 } from './word-frequencies/2/card.ts';
import { card as wordFrequencies } from './word-frequencies/card.ts';
import { card as wordsDrift } from './words-drift/card.ts';

export interface BenchmarkEntry {
  /** Its code's folder in `benchmarks/suite`, where that isn't its id alone: a later protocol that stands beside the first. */
  readonly folder?: string;
  readonly card: BenchmarkCard;
  readonly load: () => Promise<{ readonly default: BenchmarkModule }>;
  /** Its closed-form laws, where it has some. Apart from its code, so that a page that draws a law loads no benchmark. */
  readonly laws?: () => Promise<{ readonly laws: readonly Law[] }>;
  /** How its world moves, where pictures of its samples can show it. */
  readonly motion?: () => Promise<{ readonly motion: WorldMotion }>;
}

export const BENCHMARKS: readonly BenchmarkEntry[] = [
  { card: gaussian, load: () => import('./gaussian/index.ts'), laws: () => import('./gaussian/laws.ts') },
  {
    card: gaussian2,
    folder: 'gaussian/2',
    load: () => import('./gaussian/2/index.ts'),
    laws: () => import('./gaussian/laws.ts'),
  },
  { card: regression, load: () => import('./regression/index.ts'), laws: () => import('./regression/laws.ts') },
  {
    card: regression2,
    folder: 'regression/2',
    load: () => import('./regression/2/index.ts'),
    laws: () => import('./regression/laws.ts'),
  },
  {
    card: wordFrequencies,
    load: () => import('./word-frequencies/index.ts'),
    laws: () => import('./word-frequencies/laws.ts'),
  },
  {
    card: wordFrequencies2,
    folder: 'word-frequencies/2',
    load: () => import('./word-frequencies/2/index.ts'),
    laws: () => import('./word-frequencies/laws.ts'),
  },
  { card: gmm2d, load: () => import('./gmm-2d/index.ts') },
  { card: gmm2d2, folder: 'gmm-2d/2', load: () => import('./gmm-2d/2/index.ts') },
  { card: ngramText, load: () => import('./ngram-text/index.ts') },
  { card: ngramText2, folder: 'ngram-text/2', load: () => import('./ngram-text/2/index.ts') },
  { card: digitsVae, load: () => import('./digits-vae/index.ts') },
  { card: digitsVae3, folder: 'digits-vae/3', load: () => import('./digits-vae/3/index.ts') },
  { card: digitsLongtail, load: () => import('./digits-longtail/index.ts') },
  { card: digitsLongtail3, folder: 'digits-longtail/3', load: () => import('./digits-longtail/3/index.ts') },
  { card: textTransformer, load: () => import('./text-transformer/index.ts') },
  { card: textTransformer4, folder: 'text-transformer/4', load: () => import('./text-transformer/4/index.ts') },
  {
    card: gaussianDrift,
    load: () => import('./gaussian-drift/index.ts'),
    laws: () => import('./gaussian-drift/laws.ts'),
    motion: () => import('./gaussian-drift/motion.ts'),
  },
  {
    card: gmmDrift,
    load: () => import('./gmm-drift/index.ts'),
    motion: () => import('./gmm-drift/motion.ts'),
  },
  { card: wordsDrift, load: () => import('./words-drift/index.ts') },
  { card: digitsDrift, load: () => import('./digits-drift/index.ts') },
  {
    card: factsCounts,
    load: () => import('./facts-counts/index.ts'),
    laws: () => import('./facts-counts/laws.ts'),
  },
  { card: facts, load: () => import('./facts/index.ts') },
  { card: opt125mWikitext2, load: () => import('./opt125m-wikitext2/index.ts') },
];

/**
 * What a name alone means, once for each id: the protocol that the leading suite lists, and where it lists none, the newest. The
 * others are named with their protocol, `gaussian@1`.
 */
export const LEADING: readonly BenchmarkEntry[] = BENCHMARKS.filter(
  ({ card }) => card.version === leadingVersion(card.id),
);

function leadingVersion(id: string): number {
  const own = BENCHMARKS.map(({ card }) => card).filter((card) => card.id === id);
  const listed = suiteEntries(SUITE).find((entry) => entry.id === id)?.protocol;
  return own.some(({ version }) => version === listed)
    ? (listed as number)
    : Math.max(...own.map(({ version }) => version));
}

/** As the command line takes it: `gaussian`, or `gaussian@1` where a name alone means another protocol. */
export function benchmarkName({ id, version }: Versioned): string {
  return LEADING.some(({ card }) => card.id === id && card.version === version) ? id : `${id}@${version}`;
}

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

/** Those that it lists apart, in its order: they count on the boards of their groups alone. */
export function apartOf(suite: SuiteId): readonly BenchmarkCard[] {
  return apartEntries(suite).flatMap((entry) => findCard(entry) ?? []);
}

/** A benchmark's protocol, as records name it. @throws unknown-id */
export function requireBenchmark(benchmark: Versioned): BenchmarkEntry {
  const entry = findEntry(benchmark);
  if (!entry) throw unknownBenchmark(`${benchmark.id}@${benchmark.version}`);
  return entry;
}

function findEntry({ id, version }: Versioned): BenchmarkEntry | undefined {
  return BENCHMARKS.find(({ card }) => card.id === id && card.version === version);
}

/** The folder of its code, in `benchmarks/suite`. @throws unknown-id */
export function folderOf(benchmark: Versioned): string {
  return requireBenchmark(benchmark).folder ?? benchmark.id;
}

/** A benchmark by its name: `gaussian`, or `gaussian@1`. @throws unknown-id */
export function benchmarkNamed(name: string): BenchmarkEntry {
  const entry = entryNamed(name);
  if (!entry) throw unknownBenchmark(name);
  return entry;
}

/** This checkout's card of a benchmark by its name; null where it has none. */
export function cardNamed(name: string): BenchmarkCard | null {
  return entryNamed(name)?.card ?? null;
}

function entryNamed(name: string): BenchmarkEntry | undefined {
  return (
    LEADING.find(({ card }) => card.id === name) ?? BENCHMARKS.find(({ card }) => `${card.id}@${card.version}` === name)
  );
}

function unknownBenchmark(name: string): HeirloomError {
  const [id] = name.split('@');
  const own = BENCHMARKS.filter(({ card }) => card.id === id).map(({ card }) => `${card.id}@${card.version}`);
  const known = own.length > 0 ? own : LEADING.map(({ card }) => card.id);
  return unknownId('benchmark', name, known, 'npx heirloom list benchmarks');
}

/** The closed-form laws of a benchmark; none where it has none, or this checkout has no such benchmark. */
export async function listLaws(benchmark: Versioned): Promise<readonly Law[]> {
  return (await findEntry(benchmark)?.laws?.())?.laws ?? [];
}

/** How a benchmark's world moves, as pictures of its samples show it; null where it stands, or they can't. */
export async function findMotion(benchmark: Versioned): Promise<WorldMotion | null> {
  return (await findEntry(benchmark)?.motion?.())?.motion ?? null;
}

/**
 * The form of a benchmark's samples with these parameters, or null where this checkout has no such benchmark or can't take
 * them. Of a protocol that it has no longer: as one that it has.
 */
export function sampleFormOf({ id, version, params }: Versioned & { readonly params: Params }): SampleForm | null {
  const card = findCard({ id, protocol: version }) ?? CARDS.find((other) => other.id === id);
  const parsed = card?.params.strip().safeParse(params);
  return card && parsed?.success ? card.samples(parsed.data as Params) : null;
}
