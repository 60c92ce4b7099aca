/** The charts of a benchmark's page: every metric but bins over the generations, with the laws that speak of the runs drawn. */
import { listLaws } from '#benchmarks/suite/catalog.ts';
import { listScoreDetails } from '../boards/rows.ts';
import { getBenchmarkCard, singleMetrics } from '../catalog/cards.ts';
import { suiteOfPage } from '../catalog/suites.ts';
import type { Database } from '../db/database.ts';
import { horizonTrajectories } from '../submissions/horizons.ts';
import { listTrajectories } from '../submissions/trajectories.ts';
import type { BenchmarkChartsView, BenchmarkQuery, TrajectoriesView } from '../views/index.ts';
import { collapseLimits } from './card.ts';
import { chooseBenchmarkEntries, scoredLines } from './entries.ts';
import { lawCurves, listRuledRuns } from './law-curves.ts';

/** The charts of a benchmark at a tier; null where this checkout has no such benchmark. */
export async function getBenchmarkCharts(
  { prisma }: Database,
  { id, tier }: BenchmarkQuery,
): Promise<BenchmarkChartsView | null> {
  const card = getBenchmarkCard(id);
  if (card === null) return null;
  const suite = suiteOfPage(id);
  const { lines } = await chooseBenchmarkEntries(prisma, { suite, group: 'all', tier }, id);
  const views = await listTrajectories(prisma, card, singleMetrics(card), lines);
  const runs = await listRuledRuns(prisma, card, lines);
  const laws = await listLaws(card);
  const limits = collapseLimits(card, runs[0]?.truth ?? {});
  return {
    suite,
    tier,
    trajectories: views.map((view) => ({
      ...shortened(view),
      laws: lawCurves(laws, view, runs),
      collapse: limits.filter(({ metric }) => metric === view.metric.id),
    })),
  };
}

/** The scores of the same lines at every horizon; null where this checkout has no such benchmark. */
export async function getBenchmarkHorizons(
  { prisma }: Database,
  { id, tier }: BenchmarkQuery,
): Promise<TrajectoriesView | null> {
  const card = getBenchmarkCard(id);
  if (card === null) return null;
  const { lines } = await chooseBenchmarkEntries(prisma, { suite: suiteOfPage(id), group: 'all', tier }, id);
  const details = await listScoreDetails(
    prisma,
    [card],
    lines.map((line) => line.id),
  );
  return shortened(await horizonTrajectories(prisma, card, scoredLines(lines, details)));
}

/** Six significant digits: more than a chart can show, and half of what there are. */
function shortened(view: TrajectoriesView): TrajectoriesView {
  return {
    ...view,
    series: view.series.map((series) => ({
      ...series,
      points: series.points.map(({ generation, mean, low, high, seeds }) => ({
        generation,
        mean: rounded(mean),
        low: low === null ? null : rounded(low),
        high: high === null ? null : rounded(high),
        seeds,
      })),
    })),
  };
}

const rounded = (value: number): number => Number(value.toPrecision(6));
