/** The public face of scoring: run records in, scores, intervals and ranks out. Pure (design, section 7; docs/scoring.md). */
export { type Estimate, type Interval, meanEstimate, studentQuantile } from '../numerics/statistics.ts';
export type { OverallRule } from '../protocol/overall-rule.ts';
export { type AxisSummary, type CostSummary, type RunSummary, type SummaryCard, summariseRun } from './axes.ts';
export type { Board, BoardBenchmark, BoardEntry, BoardInput, RowRank, ScoredRow } from './board.ts';
export { scoreBoard } from './board.ts';
export {
  type ByHorizon,
  byHorizon,
  type HalfLife,
  type HorizonScore,
  type PairedTrajectories,
  type Ratio,
  type SeedTrajectories,
  trajectoriesOn,
} from './by-horizon.ts';
export { collapseTimes, type FirstCollapse, firstCollapse } from './collapse.ts';
export {
  type BenchmarkDifference,
  type Comparison,
  type ComparisonInput,
  compare,
  type Lack,
  type Lacking,
  type MeanDifference,
  notRun,
} from './compare.ts';
export { type Conclusion, conclude, type DifferenceConclusion } from './conclusions.ts';
export { interquartileMean, performanceProfile, probabilityOfImprovement, type SeedScores } from './description.ts';
export { type Denominator, denominatorOf, type GapClosed, gapClosed } from './gap-closed.ts';
export type { Flip } from './horizon.ts';
export {
  type Controls,
  describeSeeds,
  halfHorizon,
  type MeasuredRun,
  type PlanDifference,
  planDifferences,
  type RecordedPlan,
  type RunOutcome,
  requireSamePlan,
  runOutcome,
  type ScoredRun,
  type SeedAverages,
  toScoredRun,
} from './input.ts';
export {
  BOOTSTRAP_STREAM,
  CLIP_HIGH,
  CLIP_LOW,
  CONFIDENCE,
  clipScore,
  FEW_SEEDS,
  IMPROVEMENT_SEEDS,
  RESAMPLES,
  SCORING_METHOD,
  type ScoringMethod,
} from './method.ts';
export { compareScored } from './order.ts';
export type { Difference, OverallScore } from './overall.ts';
export { onSeeds, pickSeeds } from './pairing.ts';
export { FLAG_LEVEL, hiddenSeeds, holmRejects, permutationP, REFUTE_LEVEL } from './permutation.ts';
export { type RankInterval, type Ranking, rankIntervals } from './ranks.ts';
export {
  type BenchmarkScore,
  type EntryOutcome,
  type Ground,
  groundFrom,
  outcomeForBoard,
  scoreOutcome,
  scoreRun,
} from './score.ts';
export { kaplanMeier, type Survival, type SurvivalPoint, type SurvivalTime } from './survival.ts';

export { benchmarkWeights } from './weights.ts';
