/** Compares two to six submissions on the seeds that they have in common. */

import { roleOf } from '#benchmarks/board/roles.ts';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import {
  benchmarkWeights,
  type Comparison,
  type Controls,
  gapClosed,
  IMPROVEMENT_SEEDS,
  performanceProfile,
} from '#benchmarks/scoring/index.ts';
import { overallRuleOf, SUITE } from '#benchmarks/suite/manifests.ts';
import { listScoreDetails, type ScoreDetails } from '../boards/rows.ts';
import { listSuiteCards } from '../catalog/suite-benchmarks.ts';
import { boardScope, commonSuite } from '../catalog/suites.ts';
import type { Queryable } from '../db/data-version.ts';
import type { Database } from '../db/database.ts';
import { compareInWorker } from '../host/worker-pool.ts';
import { BOARD_SCORE_COLUMNS, NO_SCORE, toBoardScore } from '../scores/read-scores.ts';
import { overallScoreView } from '../scores/words.ts';
import type { ComparedEntry, ComparisonView } from '../views/index.ts';
import { type PairPlan, pairView, planPair } from './pairs.ts';
import { controlIds, controlsOf, loadRuns, type OwnRun, type Runs } from './runs.ts';

export const MIN_COMPARED = 2;
export const MAX_COMPARED = 6;

/** Thresholds of performance profiles: the range that scores are limited to. */
const THRESHOLDS = Array.from({ length: 22 }, (_, index) => -100 + 10 * index);

/** @throws bad-parameter where there are too few, too many or the same twice; not-found naming what isn't there */
export async function getComparison({ prisma }: Database, ids: readonly string[]): Promise<ComparisonView> {
  requireIds(ids);
  const found = await findSubmissions(prisma, ids);
  const missing = ids.filter((id) => !found.has(id));
  if (missing.length > 0) {
    throw new HeirloomError(
      'not-found',
      `This site has no submission ${missing.map((id) => `"${id.slice(0, 80)}"`).join(', ')}. The board lists those that there are.`,
    );
  }
  const runs = await loadRuns(prisma, ids);
  const controls = await loadRuns(prisma, controlIds(runs));
  const suite = commonSuite(ids.map((id) => found.get(id)?.boardScores ?? [])) ?? SUITE;
  const cards = await listSuiteCards(prisma, suite);
  const overall = overallRuleOf(suite);
  const entries: ComparedEntry[] = [];
  for (const id of ids) {
    const submission = found.get(id) as Found;
    const details = await listScoreDetails(prisma, cards, [id]);
    entries.push(entryOf(submission, suite, runs.get(id) ?? new Map(), details, controls));
  }
  const pairs = ids.flatMap((_, first) => ids.slice(first + 1).map((__, rest) => [first, first + 1 + rest] as const));
  const runsOf = (place: number) => runs.get(ids[place] as string) ?? new Map<string, OwnRun>();
  const plans = pairs.map(([first, second]) =>
    planPair(cards, runsOf(first), runsOf(second), controlsOfPair(runsOf(first), runsOf(second), controls), overall),
  );
  const results = await compareInWorker(plans.map(({ input }) => input));
  return {
    suite,
    entries,
    benchmarks: cards.map(({ id, version, name }) => ({ id, version, name })),
    pairs: pairs.map(([first, second], index) =>
      pairView([first, second], entries, plans[index] as PairPlan, results[index] as Comparison),
    ),
    improvementSeeds: IMPROVEMENT_SEEDS,
    thresholds: THRESHOLDS,
  };
}

function requireIds(ids: readonly string[]): void {
  const odd = ids.find((id) => !/^[0-9a-f]{16}$/.test(id));
  if (odd !== undefined)
    throw new HeirloomError(
      'bad-parameter',
      `Received ${JSON.stringify(odd.slice(0, 80))}; expected the id of a submission: 16 hex digits, as in the address of its page.`,
    );
  const twice = ids.find((id, index) => ids.indexOf(id) < index);
  const count = `expected ${MIN_COMPARED} to ${MAX_COMPARED} different submissions`;
  if (twice !== undefined) throw new HeirloomError('bad-parameter', `Received ${twice.slice(0, 80)} twice; ${count}.`);
  if (ids.length < MIN_COMPARED || ids.length > MAX_COMPARED)
    throw new HeirloomError('bad-parameter', `Received ${ids.length} submissions; ${count}.`);
}

async function findSubmissions(client: Queryable, ids: readonly string[]) {
  const rows = await client.submission.findMany({
    where: { id: { in: [...ids] } },
    select: {
      id: true,
      spec: true,
      title: true,
      authors: true,
      label: true,
      official: true,
      tier: true,
      division: true,
      outside: true,
      boardScores: { select: { board: true, ...BOARD_SCORE_COLUMNS } },
    },
  });
  return new Map(rows.map((row) => [row.id, row]));
}

type Found = Awaited<ReturnType<typeof findSubmissions>> extends Map<string, infer Row> ? Row : never;

/** Own controls measure only what they were sent for: a run's scores with them are no other sender's. */
function shareMeasure(x: OwnRun, y: OwnRun): boolean {
  if (x.source !== 'own' && y.source !== 'own') return true;
  return x.controls?.replace === y.controls?.replace && x.controls?.oracle === y.controls?.oracle;
}

/** What both entries are measured against, by benchmark: the controls of the first's runs. */
function controlsOfPair(
  first: ReadonlyMap<string, OwnRun>,
  second: ReadonlyMap<string, OwnRun>,
  controls: Runs,
): ReadonlyMap<string, Controls<OwnRun>> {
  const pairs = [...first].map(([benchmark, run]) => {
    const other = second.get(benchmark);
    return [benchmark, other && shareMeasure(run, other) ? controlsOf(run, benchmark, controls) : null] as const;
  });
  return new Map(pairs.flatMap(([benchmark, pair]) => (pair ? [[benchmark, pair]] : [])));
}

function entryOf(
  submission: Found,
  suite: string,
  runs: ReadonlyMap<string, OwnRun>,
  details: readonly ScoreDetails[],
  controls: Runs,
): ComparedEntry {
  const { id, spec, title, authors, tier, boardScores } = submission;
  const stored = boardScores.find(({ board }) => board === boardScope({ suite, group: 'all' }));
  const overall = stored ? toBoardScore(stored) : NO_SCORE;
  return {
    id,
    spec,
    title,
    role: roleOf(submission),
    authors: (authors as { name: string }[]).map(({ name }) => name),
    tier,
    division: overall.division,
    classes: overall.classes,
    outside: submission.outside,
    overall: overallScoreView(overall),
    cost: overall.cost,
    runs: Object.fromEntries(
      details.flatMap(({ benchmark, score, axes: shown }) => {
        const run = runs.get(benchmark);
        return run && shown
          ? [[benchmark, { score, early: shown.early, late: shown.late, durationMs: run.durationMs }]]
          : [];
      }),
    ),
    profile:
      overall.value === null
        ? []
        : profileOf(
            suite,
            new Map([...runs].filter(([benchmark]) => details.some((own) => own.benchmark === benchmark))),
            controls,
          ),
  };
}

/** `runs`: on the suite's benchmarks, which weigh as they do in the overall score. */
function profileOf(suite: string, runs: ReadonlyMap<string, OwnRun>, controls: Runs): number[] {
  const scored = [...runs].flatMap(([benchmark, run]) => {
    const pair = controlsOf(run, benchmark, controls);
    if (!pair || run.outcome.state !== 'completed') return [];
    const [replace, oracle] = [alignedTo(run, pair.replace), alignedTo(run, pair.oracle)];
    if (!replace || !oracle) return [];
    return [{ benchmark, scores: gapClosed(run.outcome.averages.full, replace, oracle).perSeed }];
  });
  if (scored.length === 0) return [];
  const weights = benchmarkWeights(
    scored.map(({ benchmark }) => benchmark),
    overallRuleOf(suite),
  );
  return performanceProfile(
    scored.map(({ scores }) => scores),
    THRESHOLDS,
    weights,
  );
}

/** A control's averages on a run's seeds, in their order. */
function alignedTo({ plan: { seeds } }: OwnRun, { plan, outcome }: OwnRun): number[] | null {
  if (outcome.state !== 'completed') return null;
  const bySeed = new Map(plan.seeds.map((seed, index) => [seed, outcome.averages.full[index] as number]));
  return seeds.map((seed) => bySeed.get(seed) as number);
}
