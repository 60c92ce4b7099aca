/** A whole board at once: entries with their runs and controls in; rows with roles, divisions, ranks and reasons out. */
import type { BenchmarkCard } from '../protocol/card.ts';
import { familyOf } from '../protocol/family.ts';
import type { Tier } from '../protocol/ids.ts';
import type { Place } from '../protocol/place.ts';
import type { RunRights } from '../protocol/regime.ts';
import { type Board, type BoardBenchmark, type OverallRule, type ScoredRow, scoreBoard } from '../scoring/index.ts';
import type { RankRules } from '../suite/suites/manifest.ts';
import { type ApplicableScore, applicableScore, compareListed, partsOf } from './applicable.ts';
import { type BoardRun, runsOn } from './basis.ts';
import { CONTROL_SPECS, commonSource } from './choose-controls.ts';
import { boardInput, type Scorable, type ScoringData, type ScoringGroup, scoringGroups } from './groups.ts';
import { type IdleStanding, idleBaselines, idleStanding, isIdle } from './idle.ts';
import { placeName, placeOf } from './place.ts';
import { type Assigned, assignRoles } from './roles.ts';
import type { ReferenceRuns } from './same-runs.ts';
import { type UnrankedReason, unrankedReasons } from './unranked.ts';

/** The first scoring says who is ranked; where intervals have no part in that, only the second one's bootstrap is used. */
const RESAMPLES_UNUSED = 2;

/** A run with what divisions, roles and ranks ask of it. */
export interface MeasuredBoardRun extends BoardRun {
  readonly official: boolean;
  readonly rights: RunRights;
  /** What it did, and with which settings: see same-runs.ts. */
  readonly track: { readonly settings: string; readonly digest: string };
}

export interface BoardSubmission extends Scorable {
  readonly spec: string;
  /** `maintained` for what the board's owner vouches for: see roles.ts. */
  readonly label: string;
  /** Who counts as the same author. */
  readonly author: string;
}

export interface BoardOf<Run extends MeasuredBoardRun> extends Omit<ScoringData<Run>, 'submissions'> {
  readonly tier: Tier;
  /** Who is ranked: its suite's. */
  readonly rules: RankRules;
  /** How its suite weighs benchmarks; left out or undefined where each weighs the same. */
  readonly overall?: OverallRule | undefined;
  /** The board's benchmarks, in table order. */
  readonly cards: readonly BenchmarkCard[];
  /** The newest first. Those that have run none of the benchmarks are not on the board. */
  readonly submissions: readonly BoardSubmission[];
}

/** What is said of a row beside its scores. */
/** Its place follows from all of its runs on the board together. */
export interface RowFacts extends Assigned, Place {
  readonly id: string;
  readonly spec: string;
  /** Whether all of its runs on the board are. */
  readonly official: boolean;
  /** Why it has no rank; null where it has one. */
  readonly reason: UnrankedReason | null;
  /** Over the benchmarks that it applies to: see applicable.ts. Null where the rules don't ask. */
  readonly applicable: ApplicableScore | null;
  /** Whether it is one of the idle baselines that the rules name. */
  readonly isIdle: boolean;
  /** How it stands beside each idle baseline of the board, but itself. */
  readonly idle: readonly IdleStanding[];
}

export interface MadeBoard {
  /** Its rows are in order. */
  readonly board: Board;
  /** By id. */
  readonly facts: ReadonlyMap<string, RowFacts>;
}

/** Makes a board of at least one entry. @throws plan-mismatch where an outcome has another number of seeds than its controls */
export function makeBoard<Run extends MeasuredBoardRun>({
  tier,
  rules,
  overall,
  cards,
  submissions,
  ...data
}: BoardOf<Run>): MadeBoard {
  const groups = scoringGroups({ ...data, submissions }, cards);
  const placed = new Map(
    groups.flatMap((group) =>
      scoreBoard({ ...boardInput(group, overall), ...(rules.above ? {} : { resamples: RESAMPLES_UNUSED }) }).rows.map(
        (row) => [row.id, { group, row }],
      ),
    ),
  );
  const entries = assignRoles(
    submissions.flatMap(({ id, spec, label, author }) => {
      const own = placed.get(id);
      if (!own) return [];
      const runs = runsOn(cards, data.runsOf.get(id));
      const { basis, choices } = own.group;
      return {
        id,
        spec,
        label,
        author,
        family: familyOf(spec),
        tracks: new Map(runs.map(({ track }) => [track.settings, track.digest])),
        official: runs.every((run) => run.official),
        ...placeOf(
          runs.map(({ rights }) => rights),
          rules,
        ),
        overall: {
          value: own.row.overall?.value ?? null,
          low: own.row.overall?.interval?.[0] ?? null,
          lacking: own.row.lacking,
          basis,
          source: commonSource(runs.map(({ benchmarkId }) => choices.get(benchmarkId)?.source ?? null)),
        },
      };
    }),
    undefined,
    { rules, elsewhere: controlRuns(groups) },
  );
  const reasons = unrankedReasons(tier, entries, rules);
  const known = new Map(entries.map((entry) => [entry.id, { ...entry, reason: reasons.get(entry.id) ?? null }]));
  const baselines = idleBaselines(entries, rules);
  const scored = groups.map((group) =>
    scoreRanked(
      group,
      overall,
      known,
      baselines.map(({ id }) => id),
    ),
  );
  const whole = joined(scored, cards);
  const rowOf = new Map(whole.rows.map((row) => [row.id, row]));
  const applicable = new Map(
    whole.rows.map((row) => [
      row.id,
      rules.places === undefined ? null : applicableScore(partsOf(row, cards), overall),
    ]),
  );
  const listed = ({ id, overall: own }: ScoredRow) => ({
    id,
    value: own?.value ?? null,
    applicable: applicable.get(id)?.value,
  });
  const board = { ...whole, rows: [...whole.rows].sort((a, b) => compareListed(listed(a), listed(b))) };
  const facts = [...known.values()].map((entry): RowFacts => {
    const { id, spec, role, isReplaced, sameAs, official, division, classes, reason } = entry;
    const idle = baselines
      .filter((baseline) => baseline.id !== id)
      .map((baseline) => idleStanding(baseline.spec, rowOf.get(id)?.against?.[baseline.id] ?? null));
    return {
      id,
      spec,
      role,
      isReplaced,
      sameAs,
      official,
      division,
      classes,
      reason,
      applicable: applicable.get(id) ?? null,
      isIdle: isIdle(entry, rules),
      idle,
    };
  });
  return { board, facts: new Map(facts.map((one) => [one.id, one])) };
}

/** The runs that scores rest on, which need not be the board's own. */
function controlRuns(groups: readonly ScoringGroup<MeasuredBoardRun>[]): ReferenceRuns[] {
  const pairs = groups.flatMap(({ choices }) => [...choices.values()].flatMap(({ controls }) => controls ?? []));
  return pairs.flatMap((pair) =>
    CONTROL_SPECS.map((spec) => {
      const { settings, digest } = pair[spec].track;
      return { spec, tracks: new Map([[settings, digest]]) };
    }),
  );
}

type Known = ReadonlyMap<string, Place & Pick<RowFacts, 'reason'>>;

/** A group's rows, in which those that nothing keeps from a rank are ranked: all of these are of one group. */
function scoreRanked(
  group: ScoringGroup,
  overall: OverallRule | undefined,
  facts: Known,
  against: readonly string[],
): Board {
  const places = group.entries.flatMap(({ id }): [string, string][] => {
    const own = facts.get(id);
    return own?.reason === null ? [[id, placeName(own)]] : [];
  });
  const board = scoreBoard(boardInput(group, overall, new Map(places), against));
  const rows = board.rows.map((row) => ({ ...row, division: facts.get(row.id)?.division ?? row.division }));
  return { ...board, rows };
}

/** What is known of a benchmark by the group that knows most. */
const STATES: readonly BoardBenchmark['state'][] = ['ready', 'not-separable', 'no-controls'];

function joined(boards: readonly Board[], cards: readonly BenchmarkCard[]): Board {
  const [first] = boards as readonly [Board, ...Board[]];
  const all = boards.flatMap(({ benchmarks }) => benchmarks);
  return {
    method: first.method,
    benchmarks: cards.map(({ id }) => {
      const own = all.filter((benchmark) => benchmark.id === id);
      const state = STATES.find((candidate) => own.some((benchmark) => benchmark.state === candidate));
      return own.find((benchmark) => benchmark.state === state) as BoardBenchmark;
    }),
    rows: boards.flatMap(({ rows }) => rows),
  };
}
