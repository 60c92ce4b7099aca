/** What pictures of a benchmark's runs draw, for submissions that are named. */

import type { BenchmarkCard } from '#benchmarks/protocol/card.ts';
import { listLaws } from '#benchmarks/suite/catalog.ts';
import { collapseLimits } from '../benchmarks/card.ts';
import { scoredLines } from '../benchmarks/entries.ts';
import { lawCurves, listRuledRuns } from '../benchmarks/law-curves.ts';
import { listScoreDetails } from '../boards/rows.ts';
import type { Database } from '../db/database.ts';
import type { CollapseLimitView, LawCurveView, SeedsView, TrajectoriesView } from '../views/index.ts';
import { horizonTrajectories, SCORE_BY_HORIZON } from './horizons.ts';
import { linesOf, listSeeds, listTrajectories } from './trajectories.ts';

export interface FigureTrajectories extends TrajectoriesView {
  readonly laws: readonly LawCurveView[];
  readonly collapse: readonly CollapseLimitView[];
  readonly seeds: readonly SeedsView[];
}

interface Wanted {
  readonly card: BenchmarkCard;
  /** One of the card's, or SCORE_BY_HORIZON. */
  readonly metric: string;
  readonly ids: readonly string[];
  /** Whether with what laws say of the runs, and with where collapse begins. */
  readonly withRules: boolean;
  /** Whether with every seed of the runs. */
  readonly withSeeds: boolean;
}

/** A metric, or the score by horizon, in the order asked for; null where one of the submissions isn't there. */
export async function getFigureTrajectory(
  { prisma }: Database,
  { card, metric, ids, withRules, withSeeds }: Wanted,
): Promise<FigureTrajectories | null> {
  const lines = await linesOf(prisma, ids);
  if (lines === null) return null;
  if (metric === SCORE_BY_HORIZON) {
    const details = await listScoreDetails(prisma, [card], ids);
    const view = await horizonTrajectories(prisma, card, scoredLines(lines, details));
    return { ...view, laws: [], collapse: [], seeds: [] };
  }
  const [view] = await listTrajectories(prisma, card, [metric], lines);
  if (view === undefined) return null;
  const seeds = withSeeds ? await listSeeds(prisma, card, metric, ids) : [];
  if (!withRules) return { ...view, laws: [], collapse: [], seeds };
  const runs = await listRuledRuns(prisma, card, lines);
  return {
    ...view,
    laws: lawCurves(await listLaws(card), view, runs),
    collapse: collapseLimits(card, runs[0]?.truth ?? {}).filter((rule) => rule.metric === metric),
    seeds,
  };
}
