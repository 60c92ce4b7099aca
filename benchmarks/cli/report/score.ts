/** Scores results against controls, wherever those are found. */
import type { ControlChoice } from '../../board/choose-controls.ts';
import { type BoardSubmission, makeBoard, type RowFacts } from '../../board/make.ts';
import { differencesFromTier } from '../../bundle/check-benchmark.ts';
import type { BenchmarkCard } from '../../protocol/card.ts';
import { HeirloomError } from '../../protocol/errors.ts';
import type { Tier } from '../../protocol/ids.ts';
import type { RunRecord } from '../../protocol/record.ts';
import { printable } from '../../protocol/unprintable.ts';
import { type Board, type Comparison, compare, type OverallRule, summariseRun } from '../../scoring/index.ts';
import { BENCHMARKS, requireBenchmark } from '../../suite/catalog.ts';
import {
  firstSuiteOf,
  isListed,
  MANIFESTS,
  overallRuleOf,
  rankRulesOf,
  type SuiteId,
  suiteEntries,
} from '../../suite/manifests.ts';
import { ControlFinder, type FoundRun, onCommonSeeds } from './controls.ts';
import type { Result } from './load.ts';

/** One run with what it is scored against. */
export interface PairedRun {
  readonly run: FoundRun;
  readonly controls: ControlChoice<FoundRun>;
}

/** A row of the board with what the report says beside it. Its id is the specification, with its path where two are alike. */
export interface ReportedStrategy extends RowFacts {
  readonly result: Result;
  /** What keeps its runs from being official, by benchmark; empty where all of them are. */
  readonly unofficial: readonly { readonly benchmark: string; readonly differences: readonly string[] }[];
  /** Mean over its benchmarks. */
  readonly realShare: number;
  /** By benchmark. */
  readonly runs: ReadonlyMap<string, PairedRun>;
}

export interface Report {
  /** By whose rules entries are scored and ranked. */
  readonly suite: SuiteId;
  /** How the overall score weighs benchmarks; null where each weighs the same. */
  readonly overall: OverallRule | null;
  readonly tier: Tier;
  /** Benchmark ids in the suite's order. */
  readonly benchmarks: readonly string[];
  /** Their cards, in the same order. */
  readonly cards: readonly BenchmarkCard[];
  /** Best first. */
  readonly strategies: readonly ReportedStrategy[];
  readonly board: Board;
  /** Where exactly two results were given. */
  readonly comparison: NamedComparison | null;
}

export interface NamedComparison extends Comparison {
  readonly a: string;
  readonly b: string;
}

/**
 * Scores what was loaded, as a site does whose owner has sent it in this order: all of it is vouched for by whoever asks,
 * and the last of several runs of a control is the newest. All results must be of one tier. How benchmarks weigh and who is
 * ranked go by the rules of `suite`; unless it is given, of the first that lists all the benchmarks.
 * @throws plan-mismatch where results can't be compared, naming what differs; usage where there is no such suite
 */
export async function makeReport(results: readonly Result[], wanted?: string): Promise<Report> {
  const tier = requireOneTier(results);
  const cards = cardsOf(results);
  const suite = suiteFor(cards, wanted);
  const overall = overallRuleFor(suite, cards);
  const finder = new ControlFinder(results, tier);
  const named = results.map((result) => ({ result, id: nameOf(result, results) }));
  const runsOf = new Map(named.map(({ result, id }) => [id, finder.given.get(result) ?? []]));
  const choices = new Map<FoundRun, ControlChoice<FoundRun>>();
  for (const run of [...runsOf.values()].flat()) choices.set(run, await finder.find(run));
  const choose = (run: FoundRun) => choices.get(run) as ControlChoice<FoundRun>;
  const { board, facts } = makeBoard({
    tier,
    rules: rankRulesOf(suite),
    overall,
    cards,
    submissions: named.map(({ result, id }) => toSubmission(result, id)).reverse(),
    runsOf,
    choose,
    outcomeOf: ({ scored }) => scored.outcome,
  });
  const strategies = named.map(({ result, id }): ReportedStrategy => {
    const paired = (runsOf.get(id) ?? []).map((run): [string, PairedRun] => [
      run.benchmarkId,
      { run, controls: choose(run) },
    ]);
    return { ...(facts.get(id) as RowFacts), ...describe(result), runs: new Map(paired) };
  });
  const benchmarks = cards.map(({ id }) => id);
  const order = new Map(board.rows.map((row, index) => [row.id, index]));
  return {
    suite,
    overall: overall ?? null,
    tier,
    benchmarks,
    cards,
    strategies: [...strategies].sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0)),
    board,
    comparison: comparisonOf(strategies, benchmarks, overall),
  };
}

export function recordOf(result: Result, benchmark: string): RunRecord | undefined {
  return result.records.find((record) => record.benchmark.id === benchmark);
}

/** The benchmarks that there are results of, in table order. @throws plan-mismatch where one is there in two protocols */
function cardsOf(results: readonly Result[]): readonly BenchmarkCard[] {
  const records = results.flatMap((result) => result.records);
  const cards = BENCHMARKS.map(({ card }) => card).filter(({ id, version }) =>
    records.some(({ benchmark }) => benchmark.id === id && benchmark.version === version),
  );
  const other = cards.find((card, index) => cards.findIndex(({ id }) => id === card.id) < index);
  if (other === undefined) return cards;
  const names = cards.filter(({ id }) => id === other.id).map(({ id, version }) => `${id}@${version}`);
  throw new HeirloomError(
    'plan-mismatch',
    `The results are of ${names.join(' and ')}, protocols of one benchmark, which can't be compared. Report each by itself.`,
  );
}

/** The suite's, of which benchmarks that it lists only in part have no use. */
function overallRuleFor(suite: SuiteId, cards: readonly BenchmarkCard[]): OverallRule | undefined {
  const rule = overallRuleOf(suite);
  return rule && cards.every(({ id }) => Object.hasOwn(rule.groups, id)) ? rule : undefined;
}

/** @throws usage, plan-mismatch */
function suiteFor(cards: readonly BenchmarkCard[], wanted: string | undefined): SuiteId {
  if (wanted === undefined) return firstSuiteOf(cards);
  if (!isListed(wanted))
    throw new HeirloomError(
      'usage',
      `Received the suite "${wanted}"; expected one of ${MANIFESTS.map(({ id }) => id).join(', ')}.`,
    );
  const listed = suiteEntries(wanted);
  const others = cards.filter(({ id, version }) => !listed.some((own) => own.id === id && own.protocol === version));
  if (others.length === 0) return wanted;
  const names = others.map(({ id, version }) => `${id}@${version}`).join(', ');
  throw new HeirloomError(
    'plan-mismatch',
    `The results are of ${names}, which suite ${wanted} does not list. Leave out --suite, or give results of its benchmarks alone.`,
  );
}

function requireOneTier(results: readonly Result[]): Tier {
  const tiers = [...new Set(results.flatMap((result) => result.records.map((record) => record.benchmark.tier)))];
  if (tiers.length === 1) return tiers[0] as Tier;
  throw new HeirloomError(
    'plan-mismatch',
    `The results are of the tiers ${tiers.join(' and ')}, which can't be compared. Report each tier by itself.`,
  );
}

function nameOf({ spec, path }: Result, all: readonly Result[]): string {
  const alike = all.filter((other) => other.spec === spec).length > 1;
  return printable(alike ? `${spec} (${path})` : spec, 1000);
}

/** Who asks is the owner of the board, and its only author. */
function toSubmission({ spec, records }: Result, id: string): BoardSubmission {
  return { id, spec, label: 'maintained', author: 'owner', parts: records[0]?.strategy.parts ?? [] };
}

function describe(result: Result): Pick<ReportedStrategy, 'result' | 'unofficial' | 'realShare'> {
  const summaries = result.records.map((record) => summariseRun(record, requireBenchmark(record.benchmark).card));
  return {
    result,
    unofficial: result.records
      .filter(({ official }) => !official)
      .map(({ benchmark, seeds }) => ({
        benchmark: benchmark.id,
        differences: differencesFromTier(benchmark, seeds, requireBenchmark(benchmark).card),
      })),
    realShare: summaries.reduce((sum, { realShare }) => sum + realShare, 0) / summaries.length,
  };
}

function comparisonOf(
  strategies: readonly ReportedStrategy[],
  benchmarks: readonly string[],
  overall: OverallRule | undefined,
): NamedComparison | null {
  const [a, b, ...more] = strategies;
  if (!a || !b || more.length > 0) return null;
  const runsOf = ({ runs }: ReportedStrategy) => [...runs.values()].map(({ run }) => run.scored);
  const comparison = compare({
    a: runsOf(a),
    b: runsOf(b),
    ...(overall && { overall }),
    controls: benchmarks.flatMap((id) => {
      const controls = (a.runs.get(id) ?? b.runs.get(id))?.controls.controls;
      return controls ? onCommonSeeds(controls) : [];
    }),
  });
  return { ...comparison, a: a.id, b: b.id };
}
