/** Cards of benchmarks, strategies and metrics: this checkout's own, and as JSON for the database. */
import { z } from 'zod';
import type { BenchmarkCard, StrategyCard } from '#benchmarks/protocol/card.ts';
import { STRATEGIES } from '#benchmarks/strategies/catalog.ts';
import { BENCHMARKS, benchmarksOf, cardNamed, LEADING, METRICS } from '#benchmarks/suite/catalog.ts';
import { SUITE } from '#benchmarks/suite/manifests.ts';
import type { HistogramView, MetricView } from '../views/index.ts';
import type { StoredCard } from './suite-benchmarks.ts';

/** All benchmarks, every protocol of this checkout, in table order. */
export const BENCHMARK_CARDS: readonly BenchmarkCard[] = BENCHMARKS.map(({ card }) => card);

/** Each benchmark once, by the protocol that its name alone means: what pages of benchmarks show. */
export const LEADING_CARDS: readonly BenchmarkCard[] = LEADING.map(({ card }) => card);

/** The benchmarks of the leading suite, in its order. */
export const SUITE_CARDS: readonly BenchmarkCard[] = benchmarksOf(SUITE);

/** All of them in sets that have each benchmark once, the leading protocols first. */
export const CARD_SETS: readonly (readonly BenchmarkCard[])[] = setsOf(BENCHMARK_CARDS, LEADING_CARDS);

function setsOf(cards: readonly BenchmarkCard[], first: readonly BenchmarkCard[]): (readonly BenchmarkCard[])[] {
  const others = cards.filter((card) => !first.includes(card));
  const next = others.filter(({ id }, index) => others.findIndex((other) => other.id === id) === index);
  return next.length === 0 ? [first] : [first, ...setsOf(others, next)];
}

export function getBenchmarkCard(id: string): BenchmarkCard | null {
  return LEADING_CARDS.find((card) => card.id === id) ?? null;
}

export function getStrategyCard(id: string): StrategyCard | null {
  return STRATEGIES.find(({ card }) => card.id === id)?.card ?? null;
}

/** A metric under the axis that the benchmark shows it; named by its id where this checkout doesn't know it. */
export function metricView(id: string, benchmark: Pick<StoredCard, 'metrics'> | null): MetricView {
  const card = METRICS.find((metric) => metric.id === id);
  const axis = benchmark?.metrics.find((metric) => metric.id === id)?.axis ?? 'fidelity';
  const { name = id, unit = '', better = 'lower', bin } = card ?? {};
  return { id, name, unit, better, axis, ...(bin && { bin }) };
}

/** The metrics that are shown each by itself: bins are not. */
export function singleMetrics({ metrics }: Pick<StoredCard, 'metrics'>): string[] {
  return metrics.map(({ id }) => id).filter((id) => binOf(id) === undefined);
}

/** The metrics of a benchmark that figures draw, each in one of its own; none of one that the catalog lacks. */
export function drawnMetrics({ id, version }: { readonly id: string; readonly version: number }): MetricView[] {
  const card = cardNamed(`${id}@${version}`);
  return card === null ? [] : singleMetrics(card).map((metric) => metricView(metric, card));
}

/** The histograms whose bins are among the metrics. */
export function histogramViews({ metrics }: Pick<StoredCard, 'metrics'>): HistogramView[] {
  const bins = metrics.flatMap(({ id }) => binOf(id) ?? []);
  const all = new Map(bins.map(({ of }) => [of.id, of]));
  return [...all.values()].map((of) => ({ ...of, bins: bins.filter((bin) => bin.of.id === of.id).length }));
}

const binOf = (id: string) => METRICS.find((metric) => metric.id === id)?.bin;

/** A card as plain JSON, its parameters as JSON Schema, so that an old board reads the same when the checkout has moved on. */
export function benchmarkCardJson({
  params,
  samples: _,
  fitUpdates: __,
  knobs: ___,
  lacking: ____,
  ledger,
  metrics,
  ...card
}: BenchmarkCard): object {
  const listed = metrics.map(({ id, axis, since }) => ({ id, axis, ...(since !== undefined && { since }) }));
  return {
    ...card,
    ...(ledger && { ledger: Object.keys(ledger) }),
    metrics: listed,
    params: z.toJSONSchema(params),
  };
}

export function strategyCardJson({ params, regime: _, needs: __, ...card }: StrategyCard): object {
  return { ...card, params: z.toJSONSchema(params) };
}
