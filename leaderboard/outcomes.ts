/** What scores are computed from, as it is stored: outcomes of runs on the grounds that their controls make. */

import type { Params } from '../benchmarks/protocol/ids.ts';
import type { BoardEntry, Controls, Ground, RunOutcome, SeedAverages } from '../benchmarks/scoring/index.ts';
import { BENCHMARK_CARDS, inapplicableReason } from './cards.ts';
import { basisOf, ControlIndex, listPairableRuns, type PairableRun } from './controls.ts';
import type { Queryable } from './db/data-version.ts';
import type { BenchmarkFacets } from './facets.ts';
import { groupBy } from './group-by.ts';

/** Submissions that rest on the same controls and seeds: one board can score them together. */
export interface ScoringGroup {
  readonly basis: string;
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

/** Loads everything that the scores of these submissions are computed from. */
export async function loadScoringGroups(client: Queryable, submissions: readonly Scorable[]): Promise<ScoringGroup[]> {
  const runs = await listPairableRuns(
    client,
    submissions.map(({ id }) => id),
  );
  const index = await ControlIndex.load(
    client,
    runs.map((run) => run.setupDigest),
  );
  const pairs = new Map(runs.map((run) => [run.id, index.find(run)]));
  const controls = [...pairs.values()].flatMap((pair) => (pair ? [pair.replace, pair.oracle] : []));
  const outcomes = await loadOutcomes(client, [...runs, ...controls]);
  const runsOf = groupBy(runs, (run) => run.submissionId);
  const groups = groupBy(submissions, ({ id }) => basisOf(runsOf.get(id) ?? [], index));
  return [...groups].map(([basis, members]) => {
    const first = runsOf.get(members[0]?.id ?? '') ?? [];
    return {
      basis,
      controlSubmissions: new Map(
        first.flatMap((run) => {
          const pair = pairs.get(run.id);
          return pair
            ? [[run.benchmarkId, { replace: pair.replace.submissionId, oracle: pair.oracle.submissionId }]]
            : [];
        }),
      ),
      grounds: BENCHMARK_CARDS.map(({ id, version }) => {
        const run = first.find((candidate) => candidate.benchmarkId === id);
        const pair = run && pairs.get(run.id);
        return { id, version, controls: run && pair ? alignedControls(run, pair, outcomes) : null };
      }),
      entries: members.map((member) => ({
        id: member.id,
        division: member.division,
        rankable: false,
        outcomes: outcomesOf(member, runsOf.get(member.id) ?? [], outcomes),
      })),
    };
  });
}

function outcomesOf(
  member: Scorable,
  runs: readonly PairableRun[],
  outcomes: ReadonlyMap<number, RunOutcome>,
): BoardEntry['outcomes'] {
  const known: Record<string, BoardEntry['outcomes'][string]> = {};
  for (const card of BENCHMARK_CARDS) {
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

/** Outcomes by run id. */
async function loadOutcomes(client: Queryable, runs: readonly PairableRun[]): Promise<ReadonlyMap<number, RunOutcome>> {
  const ids = [...new Set(runs.map((run) => run.submissionId))];
  const rows = await client.$queryRaw<{ submissionId: string; scope: string; outcome: BenchmarkFacets['outcome'] }[]>`
    SELECT "submission_id" AS "submissionId", "scope", "facets"->'outcome' AS "outcome"
    FROM "scores" WHERE "submission_id" = ANY (${ids}) AND "scope" <> 'overall'`;
  const byRun = new Map(rows.map((row) => [`${row.submissionId} ${row.scope}`, row.outcome]));
  return new Map(
    runs.flatMap((run) => {
      const outcome = byRun.get(`${run.submissionId} benchmark/${run.benchmarkId}`);
      return outcome ? [[run.id, outcome]] : [];
    }),
  );
}

function requireOutcome(outcomes: ReadonlyMap<number, RunOutcome>, run: PairableRun): RunOutcome {
  const outcome = outcomes.get(run.id);
  if (!outcome) throw new Error(`run ${run.id} of submission ${run.submissionId} has no stored outcome`);
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

/** The averages of some seeds of a run, in their order. */
function pickSeeds({ full, half }: SeedAverages, seeds: readonly number[], wanted: readonly number[]): SeedAverages {
  const places = new Map(seeds.map((seed, i) => [seed, i]));
  const pick = (values: readonly number[]): number[] =>
    wanted.map((seed) => values[places.get(seed) as number] as number);
  return { full: pick(full), half: pick(half) };
}
