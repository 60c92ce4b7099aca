/** What a metric is: its card, and how it is measured. One file each in this folder; light, because benchmarks' cards list them. */
import type { Stream } from '../numerics/stream.ts';
import type { MetricCard } from '../protocol/metric.ts';

/** A random stream that no other metric draws from, so that one metric more moves no other's numbers. */
export type OwnStream = () => Stream;

export interface Metric<Id extends string, Seen> extends MetricCard {
  readonly id: Id;
  /** Its value for what was seen of one model; null where a secondary metric has none. */
  readonly measure: (seen: Seen, own: OwnStream) => number | null;
}

/** A value that was not made with the metric: its file exports some as `examples`, and a test holds the metric against them. */
export interface Example<Seen> {
  readonly seen: Seen;
  readonly gives: number;
  /** What gave the number: a closed form, a published value, a call of another program. */
  readonly by: string;
}

/** Types a metric: the literal id, and what it has to see (seen.ts). */
export function defineMetric<const Id extends string, Seen>(metric: Metric<Id, Seen>): Metric<Id, Seen> {
  return metric;
}

interface AnyMetric {
  readonly id: string;
  readonly measure: (seen: never, own: OwnStream) => number | null;
}

/** What all of some metrics have to see. */
type SeenBy<M extends AnyMetric> = M['measure'] extends (seen: infer Seen, own: OwnStream) => number | null
  ? Seen
  : never;

/**
 * Measures metrics on what was seen of one model.
 * @param rng the evaluation's stream: each metric that draws gets the child of it that is named by its id
 */
export function measureAll<M extends AnyMetric>(
  metrics: readonly M[],
  seen: SeenBy<M>,
  rng: Stream,
): Record<M['id'], number | null> {
  const values = metrics.map(({ id, measure }) => [id, measure(seen as never, () => rng.child(id))] as const);
  return Object.fromEntries(values) as Record<M['id'], number | null>;
}

/** The truth's value of each metric that has the same one in every benchmark. */
export function constantTruths<Id extends string>(
  metrics: readonly (Pick<MetricCard, 'truth'> & { readonly id: Id })[],
): Partial<Record<Id, number>> {
  const known = metrics.flatMap(({ id, truth }) => (truth === undefined ? [] : [[id, truth] as const]));
  return Object.fromEntries(known) as Partial<Record<Id, number>>;
}

/** The values that there are. */
export function valuesOf<Id extends string>(
  measured: Readonly<Record<Id, number | null>>,
): Partial<Record<Id, number>> {
  const known = Object.entries<number | null>(measured).filter(([, value]) => value !== null);
  return Object.fromEntries(known) as Partial<Record<Id, number>>;
}
