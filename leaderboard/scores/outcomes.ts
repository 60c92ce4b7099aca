/** What scores are computed from, as it is stored: outcomes of runs on the grounds that their controls make. */

import type { BenchmarkCard } from '#benchmarks/protocol/card.ts';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { groupBy } from '#benchmarks/protocol/group-by.ts';
import type { Params } from '#benchmarks/protocol/ids.ts';
import { type BoardEntry, type Controls, type Ground, pickSeeds, type RunOutcome } from '#benchmarks/scoring/index.ts';
import { inapplicableReason } from '../catalog/cards.ts';
import type { Queryable } from '../db/data-version.ts';
import type { ControlChoice } from './choose-controls.ts';
import { basisOf, ControlIndex, listPairableRuns, type PairableRun, runsOn } from './controls.ts';
import { loadOutcomes } from './read-results.ts';

/** Submissions that rest on the same controls and seeds: one board can score them together. */
export interface ScoringGroup {
  readonly basis: string;
  /** By benchmark that was run: its controls, or what is missing. */
  readonly choices: ReadonlyMap<string, ControlChoice<PairableRun>>;
  /** By benchmark: the submissions whose runs are the controls. */
  readonly controlSubmissions: ReadonlyMap<string, Controls<string>>;
  readonly grounds: readonly Ground[];
  readonly entries: readonly BoardEntry[];
}

export interface Scorable {
  readonly id: string;
  readonly division: string;
  readonly parts: readonly { readonly id: string; readonly resolved: Params }[];
}

/** What all boards of some submissions are scored from. */
export interface ScoringData {
  readonly submissions: readonly Scorable[];
  /** By submission. */
  readonly runsOf: ReadonlyMap<string, readonly PairableRun[]>;
  readonly index: ControlIndex;
  /** Of these runs and of their controls, by run id. */
  readonly outcomes: ReadonlyMap<number, RunOutcome>;
}

/** Loads everything that the scores of these submissions are computed from. */
export async function loadScoringData(client: Queryable, submissions: readonly Scorable[]): Promise<ScoringData> {
  const runs = await listPairableRuns(
    client,
    submissions.map(({ id }) => id),
  );
  const index = await ControlIndex.load(client, runs);
  const controls = runs.flatMap((run) => {
    const pair = index.find(run).controls;
    return pair ? [pair.replace, pair.oracle] : [];
  });
  const outcomes = await loadOutcomes(
    client,
    [...runs, ...controls].map(({ id }) => id),
  );
  return { submissions, runsOf: groupBy(runs, (run) => run.submissionId), index, outcomes };
}

/** Groups the submissions that have run any of a board's benchmarks by what they rest on. */
export function scoringGroups(
  { submissions, runsOf, index, outcomes }: ScoringData,
  cards: readonly BenchmarkCard[],
): ScoringGroup[] {
  const ownRuns = new Map(submissions.map(({ id }) => [id, runsOn(cards, runsOf.get(id))]));
  const present = submissions.filter(({ id }) => ownRuns.get(id)?.length);
  const groups = groupBy(present, ({ id }) => basisOf(cards, ownRuns.get(id), index));
  return [...groups].map(([basis, members]) => {
    const runs = ownRuns.get(members[0]?.id ?? '') ?? [];
    const choices = new Map(runs.map((run) => [run.benchmarkId, index.find(run)]));
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
        return { id, version, controls: found ? alignedControls(found.run, found.pair, outcomes) : null };
      }),
      entries: members.map((member) => ({
        id: member.id,
        division: member.division,
        rankable: false,
        outcomes: outcomesOf(member, ownRuns.get(member.id) ?? [], cards, outcomes),
      })),
    };
  });
}

function outcomesOf(
  member: Scorable,
  runs: readonly PairableRun[],
  cards: readonly BenchmarkCard[],
  outcomes: ReadonlyMap<number, RunOutcome>,
): BoardEntry['outcomes'] {
  const known: Record<string, BoardEntry['outcomes'][string]> = {};
  for (const card of cards) {
    const run = runs.find(({ benchmarkId }) => benchmarkId === card.id);
    if (run) {
      known[card.id] = requireOutcome(outcomes, run);
      continue;
    }
    const reason = inapplicableReason(member.parts, card);
    if (reason !== null) known[card.id] = { state: 'not-applicable', reason };
  }
  return known;
}

function requireOutcome(outcomes: ReadonlyMap<number, RunOutcome>, run: PairableRun): RunOutcome {
  const outcome = outcomes.get(run.id);
  if (!outcome)
    throw new HeirloomError(
      'database',
      `Run ${run.id} of submission ${run.submissionId} on "${run.benchmarkId}" has no stored outcome. Restore the table run_outcomes from a copy of the database, or withdraw the submission (npx heirloom withdraw ID --reason …).`,
    );
  return outcome;
}

function alignedControls(
  run: PairableRun,
  pair: Controls<PairableRun>,
  outcomes: ReadonlyMap<number, RunOutcome>,
): Controls<RunOutcome> {
  const aligned = (control: PairableRun): RunOutcome => {
    const outcome = requireOutcome(outcomes, control);
    if (outcome.state !== 'completed') return outcome;
    return { state: 'completed', averages: pickSeeds(outcome.averages, control.seeds.seeds, run.seeds.seeds) };
  };
  return { replace: aligned(pair.replace), oracle: aligned(pair.oracle) };
}
