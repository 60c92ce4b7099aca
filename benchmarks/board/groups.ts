/** What a board is scored from: outcomes of runs on the grounds that their controls make. */
import type { BenchmarkCard } from '../protocol/card.ts';
import { groupBy } from '../protocol/group-by.ts';
import type { Params } from '../protocol/ids.ts';
import {
  type BoardInput,
  type Controls,
  type EntryOutcome,
  type Ground,
  type OverallRule,
  pickSeeds,
  type RunOutcome,
} from '../scoring/index.ts';
import { inapplicableReason } from '../strategies/catalog.ts';
import { type BoardRun, basisOf, runsOn } from './basis.ts';
import type { ControlChoice } from './choose-controls.ts';

/** Entries that rest on the same controls and seeds: one board can score them together. */
export interface ScoringGroup<Run extends BoardRun = BoardRun> {
  readonly basis: string;
  /** By benchmark that was run: its controls, or what is missing. */
  readonly choices: ReadonlyMap<string, ControlChoice<Run>>;
  /** By benchmark: the ids of whose runs the controls are. */
  readonly controlSubmissions: ReadonlyMap<string, Controls<string>>;
  readonly grounds: readonly Ground[];
  readonly entries: readonly GroupEntry[];
}

interface GroupEntry {
  readonly id: string;
  readonly outcomes: Readonly<Record<string, EntryOutcome>>;
}

export interface Scorable {
  readonly id: string;
  readonly parts: readonly { readonly id: string; readonly resolved: Params }[];
}

/** What all boards of some entries are scored from. */
export interface ScoringData<Run extends BoardRun = BoardRun> {
  readonly submissions: readonly Scorable[];
  /** By submission. */
  readonly runsOf: ReadonlyMap<string, readonly Run[]>;
  readonly choose: (run: Run) => ControlChoice<Run>;
  /** Of these runs and of their controls. */
  readonly outcomeOf: (run: Run) => RunOutcome;
}

/** Groups the entries that have run any of a board's benchmarks by what they rest on. */
export function scoringGroups<Run extends BoardRun>(
  { submissions, runsOf, choose, outcomeOf }: ScoringData<Run>,
  cards: readonly BenchmarkCard[],
): ScoringGroup<Run>[] {
  const ownRuns = new Map(submissions.map(({ id }) => [id, runsOn(cards, runsOf.get(id))]));
  const present = submissions.filter(({ id }) => ownRuns.get(id)?.length);
  const groups = groupBy(present, ({ id }) => basisOf(cards, ownRuns.get(id), choose));
  return [...groups].map(([basis, members]) => {
    const runs = ownRuns.get(members[0]?.id ?? '') ?? [];
    const choices = new Map(runs.map((run) => [run.benchmarkId, choose(run)]));
    const pairs = runs.flatMap((run) => {
      const pair = choices.get(run.benchmarkId)?.controls;
      return pair ? [[run.benchmarkId, { run, pair }] as const] : [];
    });
    const pairOf = new Map(pairs);
    return {
      basis,
      choices,
      controlSubmissions: new Map(
        pairs.map(([id, { pair }]) => [id, { replace: pair.replace.submissionId, oracle: pair.oracle.submissionId }]),
      ),
      grounds: cards.map(({ id, version }) => {
        const found = pairOf.get(id);
        return { id, version, controls: found ? alignedControls(found.run, found.pair, outcomeOf) : null };
      }),
      entries: members.map((member) => ({
        id: member.id,
        outcomes: outcomesOf(member, ownRuns.get(member.id) ?? [], cards, outcomeOf),
      })),
    };
  });
}

/**
 * A group as scoring takes it. `overall`: how its suite weighs benchmarks, where it says so. `places`: names of the places of the entries that are ranked, by id; nobody else is. `against`: ids of what
 * every entry is measured against, where any.
 */
export function boardInput(
  { grounds, entries }: Pick<ScoringGroup, 'grounds' | 'entries'>,
  overall: OverallRule | undefined,
  places: ReadonlyMap<string, string> = new Map(),
  against: readonly string[] = [],
): BoardInput {
  return {
    grounds,
    ...(overall && { overall }),
    ...(against.length > 0 && { against }),
    entries: entries.map(({ id, outcomes }) => ({
      id,
      outcomes,
      division: places.get(id) ?? 'open',
      rankable: places.has(id),
    })),
  };
}

function outcomesOf<Run extends BoardRun>(
  { parts }: Scorable,
  runs: readonly Run[],
  cards: readonly BenchmarkCard[],
  outcomeOf: (run: Run) => RunOutcome,
): GroupEntry['outcomes'] {
  const known: Record<string, EntryOutcome> = {};
  for (const card of cards) {
    const run = runs.find(({ benchmarkId }) => benchmarkId === card.id);
    if (run) {
      known[card.id] = outcomeOf(run);
      continue;
    }
    const reason = inapplicableReason(parts, card);
    if (reason !== null) known[card.id] = { state: 'not-applicable', reason };
  }
  return known;
}

function alignedControls<Run extends BoardRun>(
  run: Run,
  pair: Controls<Run>,
  outcomeOf: (run: Run) => RunOutcome,
): Controls<RunOutcome> {
  const aligned = (control: Run): RunOutcome => {
    const outcome = outcomeOf(control);
    if (outcome.state !== 'completed') return outcome;
    return { state: 'completed', averages: pickSeeds(outcome.averages, control.seeds.seeds, run.seeds.seeds) };
  };
  return { replace: aligned(pair.replace), oracle: aligned(pair.oracle) };
}
