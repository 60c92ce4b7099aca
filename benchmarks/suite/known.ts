/**
 * What is known of every honest record before it is read: the truth, and what generation 0 gives, which the harness fits without
 * a strategy. Both tables are written by `npm run artefacts -- known-numbers`; a test computes them again.
 */
import { constantTruths } from '../metrics/metric.ts';
import type { BenchmarkCard } from '../protocol/card.ts';
import { canonicalJson } from '../protocol/digest.ts';
import type { Params } from '../protocol/ids.ts';
import { isLater } from '../protocol/metric.ts';
import type { Engine, RunRecord, Truth } from '../protocol/record.ts';
import generation0 from './known-generation-0.json' with { type: 'json' };
import truths from './known-truth.json' with { type: 'json' };

type Truths = Readonly<Record<string, Truth>>;

interface KnownTruth {
  /** `id@version` */
  readonly benchmark: string;
  /** The parameters that the truth depends on. */
  readonly params: Params;
  /** Of a world that moves: one number a generation, up to the longest tier's horizon. */
  readonly truth: Truths;
}

interface KnownGeneration0 {
  readonly benchmark: string;
  readonly engine: Engine;
  readonly params: Params;
  /** `[metric][seed − 1]` */
  readonly metrics: Readonly<Record<string, readonly (number | null)[]>>;
}

const TRUTHS = truths as unknown as readonly KnownTruth[];
const GENERATION_0 = generation0 as unknown as readonly KnownGeneration0[];

/** Those of a benchmark's parameters that its truth depends on. */
export function truthParamsOf({ truthParams = [] }: Pick<BenchmarkCard, 'truthParams'>, params: Params): Params {
  return Object.fromEntries(
    truthParams.flatMap((name) => (name in params ? [[name, params[name] as Params[string]]] : [])),
  );
}

/** The truth of a benchmark with these parameters; null where they are no tier's and the truth depends on them. */
export function knownTruth(card: BenchmarkCard, params: Params): Truths | null {
  const listed = listedTruths(card);
  // A benchmark that is new stands in no table yet: its truth is what its metrics say themselves.
  if (listed.length === 0) return constantTruths(card.metrics) as Truths;
  const wanted = canonicalJson(truthParamsOf(card, params));
  const known = listed.find(({ params: own }) => canonicalJson(own) === wanted);
  return known === undefined ? null : { ...laterConstants(card), ...known.truth };
}

/** The metrics that a benchmark has a truth of, whatever its parameters. */
export function metricsWithTruth(card: BenchmarkCard): readonly string[] {
  const [known] = listedTruths(card);
  return Object.keys(known ? { ...laterConstants(card), ...known.truth } : constantTruths(card.metrics));
}

const listedTruths = ({ id, version }: BenchmarkCard): readonly KnownTruth[] =>
  TRUTHS.filter(({ benchmark }) => benchmark === `${id}@${version}`);

/** What metrics that came later say of the truth themselves: the table need not be written anew for them. */
function laterConstants({ metrics }: BenchmarkCard): Truths {
  return constantTruths(metrics.filter(isLater)) as Truths;
}

/** Whether an engine is one of this checkout's, so that its numbers are known to the last bit. */
export function isKnownEngine(engine: Engine): boolean {
  return GENERATION_0.some((known) => isSame(known.engine, engine));
}

/** Each metric in generation 0, by seed from 1 on; null where these parameters or this engine were never run here. */
export function knownGeneration0({
  benchmark: { id, version, params },
  engine,
}: Pick<RunRecord, 'benchmark' | 'engine'>): KnownGeneration0['metrics'] | null {
  const wanted = keyOf(`${id}@${version}`, params);
  const known = GENERATION_0.find(
    (entry) => isSame(entry.engine, engine) && keyOf(entry.benchmark, entry.params) === wanted,
  );
  return known?.metrics ?? null;
}

const keyOf = (benchmark: string, params: Params): string => canonicalJson([benchmark, params]);
const isSame = (a: Engine, b: Engine): boolean => a.id === b.id && a.version === b.version;
