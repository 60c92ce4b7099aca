/** Scores and ranks all entries of one suite and tier. */

import type { OverallRule } from '../protocol/overall-rule.ts';
import { interquartileMean } from './description.ts';
import { type Denominator, denominatorOf } from './gap-closed.ts';
import { type Flip, findFlips } from './horizon.ts';
import type { SeedAverages } from './input.ts';
import { RESAMPLES, SCORING_METHOD, type ScoringMethod } from './method.ts';
import { compareScored, compareText } from './order.ts';
import { canVary, type Difference, type OverallScore, overallDifference, overallInterval } from './overall.ts';
import { type RankInterval, type Ranking, rankIntervals } from './ranks.ts';
import { type BenchmarkScore, type EntryOutcome, type Ground, scoreOutcome } from './score.ts';
import { degreesOfFreedom, type ReadyGround, type Standing, standings } from './standing.ts';
import { benchmarkWeights } from './weights.ts';

export interface BoardEntry {
  readonly id: string;
  /** Ranks exist among entries of equal text: a division, or a part of one. `open` is never ranked. */
  readonly division: string;
  /** Whether it takes part in its division's ranking (not a control, not a baseline, verified, the author's best). */
  readonly rankable: boolean;
  /** Outcome on each benchmark of the board; an absent one is missing. */
  readonly outcomes: Readonly<Record<string, EntryOutcome>>;
}

export interface BoardInput {
  /** The benchmarks of the board: all of the suite's, or a group's. */
  readonly grounds: readonly Ground[];
  readonly entries: readonly BoardEntry[];
  /** How groups of benchmarks weigh in the overall score; every benchmark weighs the same where it is left out. */
  readonly overall?: OverallRule;
  /** Ids of those that every entry is measured against; none where it is left out. */
  readonly against?: readonly string[];
  /** 10,000 unless a test asks for fewer; a board made with another number says so in its method. */
  readonly resamples?: number;
}

export interface BoardBenchmark {
  readonly id: string;
  readonly version: number;
  readonly state: 'ready' | 'no-controls' | 'not-separable';
  /** Ā(replace) − Ā(oracle); null without controls. */
  readonly denominator: Denominator | null;
}

/** Place of an entry among the ranked entries of its division that are complete on the board. */
export interface RowRank extends RankInterval {
  /** Place by score, then id: 1…of. The simultaneous 95% interval is `best`…`worst`. */
  readonly position: number;
  readonly of: number;
}

export interface ScoredRow {
  readonly id: string;
  readonly division: string;
  readonly rankable: boolean;
  readonly scores: Readonly<Record<string, BenchmarkScore>>;
  /** Null unless every benchmark of the board is scored. */
  readonly overall: OverallScore | null;
  /** Ids of the benchmarks without a score, which leave the overall blank. */
  readonly lacking: readonly string[];
  readonly rank: RowRank | null;
  /** Entries of the same ranking whose order against this one flips between G/2 and G; null where that wasn't checked. */
  readonly flips: readonly Flip[] | null;
  /**
   * By id of what every entry is measured against: its overall score minus that one's, paired seed by seed. Nothing for
   * itself, and where one of the two has no overall score.
   */
  readonly against?: Readonly<Record<string, Difference>>;
}

export interface Board {
  readonly method: ScoringMethod;
  readonly benchmarks: readonly BoardBenchmark[];
  /** By overall score, the best first, then by id; rows without one come last. */
  readonly rows: readonly ScoredRow[];
}

type Averages = readonly SeedAverages[];

/** A ground with its weight in the overall score. */
type WeightedGround = Ground & { readonly weight: number };

/** One complete entry while its board is being made. */
interface Complete {
  readonly entry: BoardEntry;
  /** In the order of the benchmarks. */
  readonly averages: Averages;
  readonly standing: Standing;
}

/**
 * Scores N entries on a board's benchmarks and ranks them within their divisions. The result doesn't depend on the order
 * of entries or benchmarks. For 1,000 entries in one division: see docs/scoring.md for what it takes.
 * @throws plan-mismatch where an outcome has another number of seeds than its benchmark's controls.
 */
export function scoreBoard({ grounds, entries, overall, against, resamples = RESAMPLES }: BoardInput): Board {
  // Sums over benchmarks run in the order of ids, so that a board and its snapshot agree to the last bit.
  const sorted = [...grounds].sort((a, b) => compareText(a.id, b.id));
  const weights = benchmarkWeights(
    sorted.map(({ id }) => id),
    overall,
  );
  const ordered = sorted.map((ground, k): WeightedGround => ({ ...ground, weight: weights[k] as number }));
  const scored = entries.map((entry) => ({
    entry,
    scores: ordered.map((ground) => scoreOutcome(outcomeOf(entry, ground), ground)),
  }));
  const complete =
    ordered.length === 0 ? [] : scored.filter(({ scores }) => scores.every((score) => score.state === 'scored'));
  const averages = complete.map(({ entry }) => ordered.map((ground) => completed(outcomeOf(entry, ground))));
  const made = standings(readyGrounds(ordered, 'full', complete.length), averages.map(atHorizon('full')), resamples);
  const withStanding = new Map(
    complete.map(({ entry }, i) => [
      entry,
      { entry, averages: averages[i] as Averages, standing: made[i] as Standing },
    ]),
  );
  const marks = [...withStanding].filter(([{ id }]) => against?.includes(id));
  const ranks = rankDivisions([...withStanding.values()], ordered, resamples);
  const rows = scored.map(({ entry, scores }): ScoredRow => {
    const standing = withStanding.get(entry)?.standing;
    const place = ranks.get(entry);
    return {
      id: entry.id,
      division: entry.division,
      rankable: entry.rankable,
      scores: Object.fromEntries(ordered.map((ground, k) => [ground.id, scores[k] as BenchmarkScore])),
      overall: standing === undefined ? null : overallOf(standing, scores, weights),
      lacking: ordered.filter((_, k) => scores[k]?.state !== 'scored').map((ground) => ground.id),
      rank: place?.rank ?? null,
      flips: place?.flips ?? null,
      ...(against && { against: differencesFrom(entry, standing, marks) }),
    };
  });
  return {
    method: { ...SCORING_METHOD, resamples },
    benchmarks: grounds.map(describeGround),
    rows: rows.sort(compareRows),
  };
}

function overallOf(standing: Standing, scores: readonly BenchmarkScore[], weights: readonly number[]): OverallScore {
  const interval = overallInterval(standing);
  return {
    value: standing.overall,
    interval: interval?.interval ?? null,
    standardError: interval?.standardError ?? null,
    interquartileMean: interquartileMean(
      scores.flatMap((score) => (score.state === 'scored' ? [score.perSeed] : [])),
      weights,
    ),
  };
}

function differencesFrom(
  entry: BoardEntry,
  standing: Standing | undefined,
  marks: readonly (readonly [BoardEntry, Complete])[],
): Record<string, Difference> {
  if (standing === undefined) return {};
  const others = marks.filter(([other]) => other !== entry);
  return Object.fromEntries(others.map(([{ id }, mark]) => [id, overallDifference(standing, mark.standing)]));
}

function outcomeOf({ outcomes }: BoardEntry, { id }: Ground): EntryOutcome {
  // An id may be the name of something every object inherits, such as "constructor".
  return (Object.hasOwn(outcomes, id) ? outcomes[id] : undefined) ?? { state: 'missing' };
}

/** Ranks the rankable entries of every division but `open`. */
function rankDivisions(
  complete: readonly Complete[],
  grounds: readonly WeightedGround[],
  resamples: number,
): Map<BoardEntry, { rank: RowRank; flips: readonly Flip[] | null }> {
  const ranked = complete.filter(({ entry }) => entry.rankable && entry.division !== 'open');
  const places = new Map<BoardEntry, { rank: RowRank; flips: readonly Flip[] | null }>();
  for (const division of new Set(ranked.map(({ entry }) => entry.division))) {
    const members = ranked
      .filter(({ entry }) => entry.division === division)
      .sort((a, b) => b.standing.overall - a.standing.overall || compareText(a.entry.id, b.entry.id));
    const ranking = rankStandings(members.map(({ standing }) => standing));
    const flips = flipsOf(members, grounds, ranking, resamples);
    members.forEach(({ entry }, i) => {
      const interval = ranking.intervals[i] as RankInterval;
      places.set(entry, { rank: { position: i + 1, ...interval, of: members.length }, flips: flips?.[i] ?? null });
    });
  }
  return places;
}

/** Rank intervals of standings; where a benchmark has a single seed, every rank is possible. */
function rankStandings(members: readonly Standing[]): Ranking {
  if (!members.every(canVary)) {
    return { intervals: members.map(() => ({ best: 1, worst: members.length })), critical: 0, beats: () => false };
  }
  return rankIntervals(
    members.map((standing) => standing.overall),
    members.map((standing) => standing.replicates),
    (i, j) => degreesOfFreedom((members[i] as Standing).influences, (members[j] as Standing).influences),
  );
}

/** The horizon check of one ranking; null where half the horizon doesn't separate the controls of every benchmark. */
function flipsOf(
  members: readonly Complete[],
  grounds: readonly WeightedGround[],
  full: Ranking,
  resamples: number,
): Flip[][] | null {
  const ready = readyGrounds(grounds, 'half', members.length);
  if (!ready.every(({ controls }) => denominatorOf(controls.replace, controls.oracle).separable)) return null;
  const averages = members.map((member) => atHorizon('half')(member.averages));
  const points = standings(ready, averages, 0).map((standing) => standing.overall);
  const rankHalf = (indices: readonly number[]): Ranking => {
    const chosen = indices.map((i) => averages[i] as (typeof averages)[number]);
    return rankStandings(standings(ready, chosen, resamples));
  };
  return findFlips(
    members.map(({ entry }) => entry.id),
    full,
    points,
    rankHalf,
  );
}

/** Controls' averages at one horizon; none where no entry is complete, since a control may be lacking then. */
function readyGrounds(
  grounds: readonly WeightedGround[],
  horizon: keyof SeedAverages,
  completeEntries: number,
): ReadyGround[] {
  if (completeEntries === 0) return [];
  return grounds.map(({ id, controls, weight }) => ({
    id,
    weight,
    controls: { replace: completed(controls?.replace)[horizon], oracle: completed(controls?.oracle)[horizon] },
  }));
}

const atHorizon = (horizon: keyof SeedAverages) => (averages: Averages) => averages.map((of) => of[horizon]);

function completed(outcome: EntryOutcome | undefined): SeedAverages {
  if (outcome?.state !== 'completed')
    throw new TypeError('unreachable: a scored outcome and its controls are completed');
  return outcome.averages;
}

function describeGround({ id, version, controls }: Ground): BoardBenchmark {
  if (controls?.replace.state !== 'completed' || controls.oracle.state !== 'completed') {
    return { id, version, state: 'no-controls', denominator: null };
  }
  const denominator = denominatorOf(controls.replace.averages.full, controls.oracle.averages.full);
  return { id, version, state: denominator.separable ? 'ready' : 'not-separable', denominator };
}

const compareRows = (a: ScoredRow, b: ScoredRow): number =>
  compareScored({ id: a.id, value: a.overall?.value ?? null }, { id: b.id, value: b.overall?.value ?? null });
