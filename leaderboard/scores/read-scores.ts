/**
 * Scores as they are stored, read back as what the views and the scoring jobs work with. Fields that answers show as they are
 * stand in the order in which answers have always had them.
 */

import { CONTROL_SPECS, type LackingControl, type LackingControls } from '#benchmarks/board/choose-controls.ts';
import type { Classes } from '#benchmarks/protocol/place.ts';
import { countedOf, NO_COST } from '../boards/cost.ts';
import type { BenchmarkScoreRow, BoardScore } from '../db/save-scores.ts';
import type { BenchmarkScoreModel, BoardScoreModel } from '../generated/models.ts';

export const BENCHMARK_SCORE_COLUMNS = {
  submissionId: true,
  benchmarkId: true,
  status: true,
  value: true,
  low: true,
  high: true,
  replaceId: true,
  oracleId: true,
  source: true,
  siteLacksReplace: true,
  siteLacksOracle: true,
  ownLacksReplace: true,
  ownLacksOracle: true,
  fewSeeds: true,
  reason: true,
  scoringVersion: true,
} as const;

export const BOARD_SCORE_COLUMNS = {
  status: true,
  value: true,
  low: true,
  high: true,
  rankLow: true,
  rankHigh: true,
  rankPosition: true,
  rankOf: true,
  membersDigest: true,
  flips: true,
  official: true,
  division: true,
  budget: true,
  trainingClass: true,
  callClass: true,
  source: true,
  basis: true,
  stage: true,
  iqm: true,
  fewSeeds: true,
  lacking: true,
  realShare: true,
  realFresh: true,
  training: true,
  sampled: true,
  verifierCalls: true,
  updates: true,
  freshShown: true,
  retainedShown: true,
  densityCalls: true,
  scoringVersion: true,
} as const;

type StoredBenchmarkScore = Pick<BenchmarkScoreModel, keyof typeof BENCHMARK_SCORE_COLUMNS>;
type StoredBoardScore = Pick<BoardScoreModel, keyof typeof BOARD_SCORE_COLUMNS>;

export function toBenchmarkScore(row: StoredBenchmarkScore): BenchmarkScoreRow {
  const { submissionId, benchmarkId, status, value, low, high, source, fewSeeds, reason, scoringVersion } = row;
  const { replaceId: replace, oracleId: oracle } = row;
  return {
    submissionId,
    benchmark: benchmarkId,
    status,
    value,
    low,
    high,
    controls: replace !== null && oracle !== null ? { oracle, replace } : null,
    source,
    lacking: lackingOf(row),
    fewSeeds,
    reason,
    scoringVersion,
  };
}

function lackingOf(row: StoredBenchmarkScore): LackingControls | null {
  const site = listLacks(row.siteLacksReplace, row.siteLacksOracle);
  const own = listLacks(row.ownLacksReplace, row.ownLacksOracle);
  return site.length === 0 ? null : { own: own.length === 0 ? null : own, site };
}

function listLacks(...why: (LackingControl['why'] | null)[]): LackingControl[] {
  return CONTROL_SPECS.flatMap((control, i) => {
    const lack = why[i] ?? null;
    return lack === null ? [] : [{ why: lack, control }];
  });
}

export function toBoardScore(row: StoredBoardScore): BoardScore {
  const { rankLow, rankHigh, rankPosition, rankOf, membersDigest, flips } = row;
  const { realShare, realFresh, training, sampled, verifierCalls } = row;
  const isRanked =
    rankLow !== null && rankHigh !== null && rankPosition !== null && rankOf !== null && membersDigest !== null;
  return {
    status: row.status,
    value: row.value,
    low: row.low,
    high: row.high,
    rank: isRanked
      ? { low: rankLow, high: rankHigh, position: rankPosition, of: rankOf, members: membersDigest, flips }
      : null,
    official: row.official,
    division: row.division,
    classes: classesOf(row),
    source: row.source,
    basis: row.basis,
    stage: row.stage,
    iqm: row.iqm,
    fewSeeds: row.fewSeeds,
    lacking: row.lacking,
    cost: { sampled, training, realFresh, realShare, verifierCalls, ...countedOf(row) },
    scoringVersion: row.scoringVersion,
  };
}

/** The database's own checks admit these words, all or none. */
function classesOf({
  budget,
  trainingClass,
  callClass,
}: Pick<StoredBoardScore, 'budget' | 'trainingClass' | 'callClass'>): Classes | null {
  if (budget === null || trainingClass === null || callClass === null) return null;
  return { budget, training: trainingClass, calls: callClass } as Classes;
}

/** Of what is not on the board. */
export const NO_SCORE: BoardScore = {
  status: 'missing',
  value: null,
  low: null,
  high: null,
  rank: null,
  official: false,
  division: 'open',
  classes: null,
  source: null,
  basis: '',
  stage: 'full',
  iqm: null,
  fewSeeds: false,
  lacking: [],
  cost: NO_COST,
  scoringVersion: 0,
};
