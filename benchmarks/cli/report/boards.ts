/** One board from results that need not rest on the same controls and seeds: those that do are scored together. */
import { canonicalJson } from '../../protocol/digest.ts';
import type { Tier } from '../../protocol/ids.ts';
import {
  type Board,
  type BoardEntry,
  type BoardRow,
  type Controls,
  type EntryOutcome,
  groundFrom,
  onSeeds,
  type RankBar,
  type RankCandidate,
  rankBar,
  type ScoredRun,
  scoreBoard,
} from '../../scoring/index.ts';
import { requireBenchmark } from '../../suite/catalog.ts';
import type { FoundControls } from './controls.ts';

/** One run with what it is scored against. */
export interface PairedRun {
  readonly run: ScoredRun;
  readonly controls: FoundControls;
}

export interface Candidate extends Omit<RankCandidate, 'isComplete'> {
  readonly id: string;
  readonly tier: Tier;
  /** By benchmark. */
  readonly runs: ReadonlyMap<string, PairedRun>;
  /** Why it can't run on a benchmark that it has no run of; null where it could. */
  readonly inapplicable: (benchmark: string) => string | null;
}

/** Why a row has no rank; `basis`: it rests on other controls or seeds than the rest. */
export type ReportBar = RankBar | 'basis';

export interface JointBoard {
  readonly board: Board;
  /** By id. */
  readonly bars: ReadonlyMap<string, ReportBar | null>;
}

/** Scores candidates on benchmarks (in the suite's order). Ranks are given among those that rest on the same controls and seeds. */
export function scoreTogether(benchmarks: readonly string[], candidates: readonly Candidate[]): JointBoard {
  const groups = groupsOf(candidates);
  const bar = (candidate: Candidate) => rankBar({ ...candidate, isComplete: isComplete(candidate, benchmarks) });
  const able = (group: readonly Candidate[]) => group.filter((candidate) => bar(candidate) === null).length;
  const main = groups.reduce((best, group) => (able(group) > able(best) ? group : best), groups[0] ?? []);
  const bars = new Map<string, ReportBar | null>();
  const boards = groups.map((group) => {
    for (const candidate of group) bars.set(candidate.id, bar(candidate) ?? (group === main ? null : 'basis'));
    return scoreGroup(benchmarks, group, bars);
  });
  // A run whose seeds stopped, or whose controls can't be told apart, has no score: only the board knows.
  for (const row of boards.flatMap(({ rows }) => rows)) {
    const known = bars.get(row.id);
    if (row.overall === null && (known === null || known === 'basis')) bars.set(row.id, 'incomplete');
  }
  return { board: joined(benchmarks, boards), bars };
}

const isComplete = ({ runs }: Candidate, benchmarks: readonly string[]): boolean =>
  benchmarks.every((id) => runs.get(id)?.controls.state === 'found');

/** Candidates of a group share the controls and seeds of every benchmark that two of them ran. */
function groupsOf(candidates: readonly Candidate[]): Candidate[][] {
  const groups: { readonly basis: Map<string, string>; readonly members: Candidate[] }[] = [];
  for (const candidate of candidates) {
    const own = new Map([...candidate.runs].map(([id, paired]) => [id, basisOf(paired)]));
    const fits = (basis: ReadonlyMap<string, string>) =>
      [...own].every(([id, text]) => (basis.get(id) ?? text) === text);
    let group = groups.find(({ basis }) => fits(basis));
    if (!group) {
      group = { basis: new Map(), members: [] };
      groups.push(group);
    }
    group.members.push(candidate);
    for (const [id, text] of own) group.basis.set(id, text);
  }
  return groups.map(({ members }) => members);
}

function basisOf({ run, controls }: PairedRun): string {
  const paths = controls.state === 'found' ? [controls.controls.replace.path, controls.controls.oracle.path] : [];
  return canonicalJson({ plan: structuredClone(run.plan), paths });
}

function scoreGroup(
  benchmarks: readonly string[],
  group: readonly Candidate[],
  bars: ReadonlyMap<string, ReportBar | null>,
): Board {
  return scoreBoard({
    grounds: benchmarks.map((id) => {
      const paired = group.map(({ runs }) => runs.get(id)).find((found) => found !== undefined);
      return groundFrom({ id, version: requireBenchmark(id).card.version }, paired ? alignedControls(paired) : null);
    }),
    entries: group.map(
      (candidate): BoardEntry => ({
        id: candidate.id,
        division: candidate.division,
        rankable: bars.get(candidate.id) === null,
        outcomes: Object.fromEntries(benchmarks.map((id) => [id, outcomeOf(candidate, id)])),
      }),
    ),
  });
}

/** The controls on the run's seeds. */
export function alignedControls({ run, controls }: PairedRun): Controls<ScoredRun> | null {
  if (controls.state === 'lacking') return null;
  const { replace, oracle } = controls.controls;
  return { replace: onSeeds(replace.run, run.plan.seeds), oracle: onSeeds(oracle.run, run.plan.seeds) };
}

function outcomeOf({ runs, inapplicable }: Candidate, id: string): EntryOutcome {
  const own = runs.get(id);
  if (own) return own.run.outcome;
  const reason = inapplicable(id);
  return reason === null ? { state: 'missing' } : { state: 'not-applicable', reason };
}

function joined(benchmarks: readonly string[], boards: readonly Board[]): Board {
  const [first] = boards as [Board, ...Board[]];
  if (boards.length === 1) return first;
  const rows = boards.flatMap((board) => board.rows);
  return {
    method: first.method,
    benchmarks: benchmarks.map((id) => {
      const states = boards.flatMap((board) => board.benchmarks.filter((benchmark) => benchmark.id === id));
      return states.find(({ state }) => state === 'ready') ?? (states[0] as (typeof states)[number]);
    }),
    rows: rows.sort(compareRows),
  };
}

/** Best first, those without an overall score last, then by id: as one board has them. */
function compareRows(a: BoardRow, b: BoardRow): number {
  const x = a.overall?.value ?? Number.NEGATIVE_INFINITY;
  const y = b.overall?.value ?? Number.NEGATIVE_INFINITY;
  if (x !== y) return y - x;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
