/** Compares two to six submissions on the seeds that they have in common. */
import { HeirloomError } from '../benchmarks/protocol/errors.ts';
import type { Params } from '../benchmarks/protocol/ids.ts';
import type { Timings } from '../benchmarks/protocol/record.ts';
import {
  type Comparison,
  type Controls,
  gapClosed,
  IMPROVEMENT_SEEDS,
  performanceProfile,
  type ScoredRun,
} from '../benchmarks/scoring/index.ts';
import { findSuite, SUITE } from '../benchmarks/suite/manifests.ts';
import { listScoreDetails, type ScoreDetails } from './board-rows.ts';
import { type PairPlan, pairView, planPair } from './comparison-pairs.ts';
import type { Queryable } from './db/data-version.ts';
import type { Database } from './db/database.ts';
import { NO_SCORE, OVERALL_COLUMNS } from './entries.ts';
import type { BenchmarkFacets, OverallFacets } from './facets.ts';
import { roleOf } from './roles.ts';
import { overallScoreView } from './score-words.ts';
import { listSuiteCards } from './suite-benchmarks.ts';
import { boardScope, commonSuite } from './suites.ts';
import type { ComparedEntry, ComparisonView } from './views.ts';
import { compareInWorker } from './worker-pool.ts';

export const MIN_COMPARED = 2;
export const MAX_COMPARED = 6;

/** Thresholds of performance profiles: the range that scores are limited to. */
const THRESHOLDS = Array.from({ length: 22 }, (_, index) => -100 + 10 * index);

/** A run as it is compared. */
interface OwnRun extends ScoredRun {
  readonly durationMs: number;
  readonly controls: BenchmarkFacets['controls'];
  readonly source: BenchmarkFacets['source'];
}

type Runs = ReadonlyMap<string, ReadonlyMap<string, OwnRun>>;

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
  const suite = commonSuite(ids.map((id) => found.get(id)?.scores ?? [])) ?? SUITE;
  const cards = await listSuiteCards(prisma, suite);
  const entries: ComparedEntry[] = [];
  for (const id of ids) {
    const submission = found.get(id) as Found;
    const details = await listScoreDetails(prisma, cards, [id]);
    entries.push(entryOf(submission, suite, runs.get(id) ?? new Map(), details, controls));
  }
  const pairs = ids.flatMap((_, first) => ids.slice(first + 1).map((__, rest) => [first, first + 1 + rest] as const));
  const runsOf = (place: number) => runs.get(ids[place] as string) ?? new Map<string, OwnRun>();
  const plans = pairs.map(([first, second]) =>
    planPair(cards, runsOf(first), runsOf(second), controlsOfPair(runsOf(first), runsOf(second), controls)),
  );
  const results = await compareInWorker(plans.map(({ input }) => input));
  return {
    suite,
    entries,
    benchmarks: cards.map(({ id, name }) => ({ id, name })),
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
      scores: { where: { scope: { startsWith: 'suite/' } }, select: { scope: true, ...OVERALL_COLUMNS } },
    },
  });
  return new Map(rows.map((row) => [row.id, row]));
}

type Found = Awaited<ReturnType<typeof findSubmissions>> extends Map<string, infer Row> ? Row : never;

/** The runs of submissions with their outcomes, by submission and benchmark. */
async function loadRuns(client: Queryable, ids: readonly string[]): Promise<Runs> {
  const rows = await client.run.findMany({
    where: { submissionId: { in: [...ids] } },
    select: {
      submissionId: true,
      benchmarkId: true,
      benchmarkVersion: true,
      params: true,
      generations: true,
      size: true,
      seeds: true,
      engineId: true,
      engineVersion: true,
      timings: true,
      submission: { select: { tier: true, spec: true } },
    },
  });
  const scores = await client.score.findMany({
    where: { submissionId: { in: [...ids] }, scope: { startsWith: 'benchmark/' } },
    select: { submissionId: true, scope: true, facets: true },
  });
  const facetsOf = new Map(
    scores.map((score) => [`${score.submissionId} ${score.scope}`, score.facets as unknown as BenchmarkFacets]),
  );
  const runs = new Map<string, Map<string, OwnRun>>(ids.map((id) => [id, new Map()]));
  for (const row of rows) {
    const facets = facetsOf.get(`${row.submissionId} benchmark/${row.benchmarkId}`);
    if (!facets?.outcome) continue;
    const { tier, spec } = row.submission;
    runs.get(row.submissionId)?.set(row.benchmarkId, {
      plan: {
        suite: findSuite({ id: row.benchmarkId, version: row.benchmarkVersion }) ?? '',
        benchmark: {
          id: row.benchmarkId,
          version: row.benchmarkVersion,
          tier,
          params: row.params as Params,
          generations: row.generations,
          size: row.size,
        },
        engine: { id: row.engineId, version: row.engineVersion },
        seeds: row.seeds,
      },
      spec,
      outcome: facets.outcome,
      controls: facets.controls,
      source: facets.source,
      durationMs: (row.timings as unknown as Timings).durationMs,
    });
  }
  return runs;
}

function controlIds(runs: Runs): string[] {
  const pairs = [...runs.values()].flatMap((own) => [...own.values()].flatMap(({ controls }) => controls ?? []));
  return [...new Set(pairs.flatMap(({ replace, oracle }) => [replace, oracle]))];
}

function controlsOf(run: OwnRun, benchmark: string, controls: Runs): Controls<OwnRun> | null {
  if (run.controls === null) return null;
  const replace = controls.get(run.controls.replace)?.get(benchmark);
  const oracle = controls.get(run.controls.oracle)?.get(benchmark);
  return replace && oracle ? { replace, oracle } : null;
}

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
  const { id, spec, title, authors, tier, scores } = submission;
  const overall = scores.find(({ scope }) => scope === boardScope({ suite, group: 'all' })) ?? NO_SCORE;
  const facets = overall.facets as unknown as OverallFacets;
  return {
    id,
    spec,
    title,
    role: roleOf(submission),
    authors: (authors as { name: string }[]).map(({ name }) => name),
    tier,
    division: facets.division,
    overall: overallScoreView({ ...overall, facets }),
    cost: facets.cost,
    runs: Object.fromEntries(
      details.flatMap(({ benchmark, score, facets: shown }) => {
        const run = runs.get(benchmark);
        return run && shown
          ? [[benchmark, { score, early: shown.early, late: shown.late, durationMs: run.durationMs }]]
          : [];
      }),
    ),
    profile: overall.value === null ? [] : profileOf(runs, controls),
  };
}

function profileOf(runs: ReadonlyMap<string, OwnRun>, controls: Runs): number[] {
  const scores = [...runs].flatMap(([benchmark, run]) => {
    const pair = controlsOf(run, benchmark, controls);
    if (!pair || run.outcome.state !== 'completed') return [];
    const [replace, oracle] = [alignedTo(run, pair.replace), alignedTo(run, pair.oracle)];
    return replace && oracle ? [gapClosed(run.outcome.averages.full, replace, oracle).perSeed] : [];
  });
  return scores.length === 0 ? [] : performanceProfile(scores, THRESHOLDS);
}

/** A control's averages on a run's seeds, in their order. */
function alignedTo({ plan: { seeds } }: OwnRun, { plan, outcome }: OwnRun): number[] | null {
  if (outcome.state !== 'completed') return null;
  const bySeed = new Map(plan.seeds.map((seed, index) => [seed, outcome.averages.full[index] as number]));
  return seeds.map((seed) => bySeed.get(seed) as number);
}
