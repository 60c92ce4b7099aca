/** What a benchmark's card says, as its page shows it. */

import { type BenchmarkCard, CAPABILITIES, type Capability, tierParams } from '#benchmarks/protocol/card.ts';
import { TIERS, type Tier } from '#benchmarks/protocol/ids.ts';
import { describeParameters } from '#benchmarks/protocol/parameters.ts';
import type { Truth } from '#benchmarks/protocol/record.ts';
import { listLaws, METRICS } from '#benchmarks/suite/catalog.ts';
import { histogramViews, metricView, singleMetrics } from '../catalog/cards.ts';
import type {
  BenchmarkMetricView,
  BenchmarkView,
  Choice,
  CollapseLimitView,
  LawView,
  TierView,
} from '../views/index.ts';

/** The part of a benchmark's view that its card and its laws alone decide. */
export async function cardView(card: BenchmarkCard) {
  return {
    id: card.id,
    version: card.version,
    name: card.name,
    summary: card.summary,
    group: card.group,
    realData: card.realData,
    learner: card.learner,
    unit: card.unit,
    histograms: histogramViews(card),
    collapse: card.collapse.meaning,
    capabilities: card.capabilities,
    lacking: (Object.keys(CAPABILITIES) as Capability[]).filter(
      (capability) => !card.capabilities.includes(capability),
    ),
    families: card.families,
    references: card.references,
    parameters: describeParameters(card.params),
    laws: (await listLaws(card)).map(
      ({ id, metric, statement, source, skewed = false }): LawView => ({ id, metric, statement, source, skewed }),
    ),
  } satisfies Partial<BenchmarkView>;
}

/** `counts`: entries that have run the benchmark, by tier. */
export function tierViews(card: BenchmarkCard, counts: readonly Choice<Tier>[]): TierView[] {
  return TIERS.map((tier) => {
    const { seeds, generations } = card.tiers[tier];
    const { sampleSize } = tierParams(card, tier);
    return {
      tier,
      seeds,
      generations,
      sampleSize: typeof sampleSize === 'number' ? sampleSize : null,
      entries: counts.find(({ value }) => value === tier)?.count ?? 0,
    };
  });
}

/** What a metric's card and the truth say of it; what runs say is added by who reads them. */
export type MetricCardView = Omit<BenchmarkMetricView, 'laws' | 'replaceLast' | 'oracleLast' | 'notMeasured'>;

/** The metrics in the card's order, bins left out, with what `truth` knows. */
export function metricCardViews(card: BenchmarkCard, truth: Readonly<Record<string, Truth>>): MetricCardView[] {
  const limits = collapseLimits(card, truth);
  return singleMetrics(card).map((id) => {
    const metric = METRICS.find((candidate) => candidate.id === id);
    return {
      ...metricView(id, card),
      summary: metric?.summary ?? '',
      range: metric?.range ?? [null, null],
      truth: truth[id] ?? null,
      collapse: limits.filter((rule) => rule.metric === id),
    };
  });
}

/** One number, or one for each generation. */
function times(factor: number, truth: Truth): Truth {
  return Array.isArray(truth) ? truth.map((value) => factor * value) : factor * truth;
}

/** Both collapse rules with the value that the metric is compared with. */
export function collapseLimits(card: BenchmarkCard, truth: Readonly<Record<string, Truth>>): CollapseLimitView[] {
  return (['early', 'late'] as const).map((stage) => {
    const rule = card.collapse[stage];
    const unit = rule.relativeTo === 'truth' ? truth[rule.metric] : 1;
    return { ...rule, stage, limit: unit === undefined ? null : times(rule.threshold, unit) };
  });
}
