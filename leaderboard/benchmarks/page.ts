/** Reads what the pages of benchmarks show, but their charts (trajectories.ts). */
import { type BenchmarkCard, tierParams } from '#benchmarks/protocol/card.ts';
import { TIERS, type Tier } from '#benchmarks/protocol/ids.ts';
import { isLater } from '#benchmarks/protocol/metric.ts';
import { listLaws } from '#benchmarks/suite/catalog.ts';
import { knownTruth } from '#benchmarks/suite/known.ts';
import { SUITE } from '#benchmarks/suite/manifests.ts';
import { getRealSample } from '#benchmarks/suite/real-samples.ts';
import { type Entry, listEntries } from '../boards/entries.ts';
import { getBenchmarkCard, LEADING_CARDS, metricView } from '../catalog/cards.ts';
import { suiteOfPage } from '../catalog/suites.ts';
import type { Queryable } from '../db/data-version.ts';
import type { Database } from '../db/database.ts';
import { listTrajectories } from '../submissions/trajectories.ts';
import type {
  BenchmarkListView,
  BenchmarkMetricView,
  BenchmarkQuery,
  BenchmarkSummaryView,
  BenchmarkView,
  TrajectoriesView,
} from '../views/index.ts';
import { cardView, metricCardViews, tierViews } from './card.ts';
import { getControlGap, getLastValues } from './controls.ts';
import { chooseBenchmarkEntries, countByTier, listBenchmarkControls, listEntryViews } from './entries.ts';
import { lawCurves, listRuledRuns } from './law-curves.ts';

/** A benchmark of this checkout's suite at a tier; null where there is none of that id. */
export async function getBenchmark({ prisma }: Database, { id, tier }: BenchmarkQuery): Promise<BenchmarkView | null> {
  const card = getBenchmarkCard(id);
  if (card === null) return null;
  const key = { suite: suiteOfPage(id), group: 'all', tier } as const;
  const { lines, best, familyCount } = await chooseBenchmarkEntries(prisma, key, id);
  const views = await listEntryViews(prisma, card, [...lines, ...best]);
  return {
    ...(await cardView(card)),
    suite: key.suite,
    tier,
    tiers: tierViews(card, await countByTier(prisma, id, TIERS)),
    params: tierParams(card, tier),
    metrics: await listMetricViews(prisma, card, key.tier, lines),
    realSample: getRealSample(card),
    controls: await getControlGap(prisma, id, lines),
    lines: views.slice(0, lines.length),
    familyCount,
    best: views.slice(lines.length),
  };
}

/** The metrics with what the runs that are drawn say of them. */
async function listMetricViews(
  client: Queryable,
  card: BenchmarkCard,
  tier: Tier,
  lines: readonly Entry[],
): Promise<BenchmarkMetricView[]> {
  const runs = await listRuledRuns(client, card, lines);
  const laws = await listLaws(card);
  const lastOf = async (spec: string): Promise<ReadonlyMap<string, number | null>> => {
    const control = lines.find((line) => line.role === 'control' && line.spec === spec);
    return control ? getLastValues(client, card.id, control.id) : new Map();
  };
  const ends = { replace: await lastOf('replace'), oracle: await lastOf('oracle') };
  const later = new Set(card.metrics.filter(isLater).map(({ id }) => id));
  // A run's truth says nothing of a metric that came after it.
  const truth = runs[0] ? { ...knownTruth(card, tierParams(card, tier)), ...runs[0].truth } : {};
  const { generations } = card.tiers[tier];
  return metricCardViews(card, truth).map((metric) => ({
    ...metric,
    laws: lawCurves(laws, { metric, horizon: generations }, runs).map(({ law, statement, spec }) => ({
      law,
      statement,
      spec,
    })),
    replaceLast: ends.replace.get(metric.id) ?? null,
    oracleLast: ends.oracle.get(metric.id) ?? null,
    notMeasured: (['replace', 'oracle'] as const).filter(
      (spec) => later.has(metric.id) && ends[spec].size > 0 && !ends[spec].has(metric.id),
    ),
  }));
}

/** All benchmarks of this checkout's suite at a tier, in table order. */
export async function listBenchmarks({ prisma }: Database, tier: Tier): Promise<BenchmarkListView> {
  const key = { suite: SUITE, group: 'all', tier } as const;
  const entries = await listEntries(prisma, key);
  const benchmarks: BenchmarkSummaryView[] = [];
  for (const card of LEADING_CARDS) {
    const controls = await listBenchmarkControls(prisma, key, card.id, entries);
    benchmarks.push(await summaryOf(prisma, card, tier, controls));
  }
  return { suite: SUITE, tier, benchmarks };
}

async function summaryOf(
  client: Queryable,
  card: BenchmarkCard,
  tier: Tier,
  controls: readonly Entry[],
): Promise<BenchmarkSummaryView> {
  const [trajectories] = await listTrajectories(client, card, [card.primary], controls);
  return {
    id: card.id,
    version: card.version,
    name: card.name,
    summary: card.summary,
    group: card.group,
    primary: metricView(card.primary, card),
    seeds: card.tiers[tier].seeds,
    generations: card.tiers[tier].generations,
    realSample: getRealSample(card),
    controls: await getControlGap(client, card.id, controls),
    replaceLine: lineOf(trajectories, 'replace'),
    oracleLine: lineOf(trajectories, 'oracle'),
  };
}

function lineOf(view: TrajectoriesView | undefined, spec: string): number[] {
  return view?.series.find((series) => series.spec === spec)?.points.map(({ mean }) => mean) ?? [];
}
