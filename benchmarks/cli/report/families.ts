/** Dose and response: what a strategy's parameter buys and costs, for strategies that were run with several of its values. */
import { namedParameters } from '../../board/doses.ts';
import { groupBy } from '../../protocol/group-by.ts';
import type { Params } from '../../protocol/ids.ts';
import { printable } from '../../protocol/unprintable.ts';
import { type ScoredRow, summariseRun } from '../../scoring/index.ts';
import { requireBenchmark } from '../../suite/catalog.ts';
import { scoreWithInterval } from './interval-text.ts';
import type { Report, ReportedStrategy } from './score.ts';
import { scoreText } from './score-text.ts';

type Value = Params[string];

export interface FamilyMember {
  /** The strategy's id in the report. */
  readonly id: string;
  /** Values of the family's parameters, in their order. */
  readonly values: readonly Value[];
  /**
   * What it consumed over generations 1…G, per unit of M·G, averaged over seeds and then over benchmarks: 1 is what replace trains on
   * and samples. Calls are those of verifiers and teachers.
   */
  readonly cost: { readonly trained: number; readonly sampled: number; readonly calls: number };
}

export interface Family {
  /** The strategies' ids, joined with `+`. */
  readonly name: string;
  /** The parameters that its members differ in. */
  readonly parameters: readonly string[];
  /** By the parameters' values, ascending. */
  readonly members: readonly FamilyMember[];
}

/** The families of which there are at least two members that differ in a parameter, in the order of the report's strategies. */
export function familiesOf({ strategies }: Pick<Report, 'strategies'>): Family[] {
  const groups = groupBy(strategies, (strategy) =>
    partsOf(strategy)
      .map(({ id }) => id)
      .join('+'),
  );
  return [...groups].flatMap(([name, group]) => {
    const values = group.map((strategy) => new Map(parametersOf(strategy)));
    const parameters = [...(values[0]?.keys() ?? [])].filter(
      (parameter) => new Set(values.map((own) => own.get(parameter))).size > 1,
    );
    if (parameters.length === 0) return [];
    const members = group.map((strategy, index) => ({
      id: strategy.id,
      values: parameters.map((parameter) => values[index]?.get(parameter) as Value),
      cost: costOf(strategy),
    }));
    return [{ name, parameters, members: members.sort(byValues) }];
  });
}

const partsOf = ({ result }: ReportedStrategy) => result.records[0]?.strategy.parts ?? [];

const parametersOf = (strategy: ReportedStrategy): [string, Value][] =>
  namedParameters(partsOf(strategy)).map(([name, value]) => [printable(name), value]);

function byValues(a: FamilyMember, b: FamilyMember): number {
  for (const [index, x] of a.values.entries()) {
    const y = b.values[index] as Value;
    if (x === y) continue;
    if (typeof x === 'number' && typeof y === 'number') return x - y;
    return String(x) < String(y) ? -1 : 1;
  }
  return 0;
}

function costOf({ result }: ReportedStrategy): FamilyMember['cost'] {
  const costs = result.records.map((record) => {
    const { cost } = summariseRun(record, requireBenchmark(record.benchmark).card);
    const unit = record.benchmark.size * record.benchmark.generations;
    return {
      trained: cost.trained / unit,
      sampled: cost.sampled / unit,
      calls: (cost.verifierCalls + cost.teacherCalls) / unit,
    };
  });
  const mean = (name: keyof FamilyMember['cost']) => costs.reduce((sum, cost) => sum + cost[name], 0) / costs.length;
  return { trained: mean('trained'), sampled: mean('sampled'), calls: mean('calls') };
}

export interface FamilyTable {
  readonly title: string;
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Columns that name a row. */
  readonly keys: number;
}

/** What the columns of cost mean. */
export const COST_WORDS = 'Trained on, sampled and calls: in units of M a generation, mean over benchmarks.';

/** A family as a table: score against the parameter, overall and by benchmark, with intervals, and cost. */
export function familyTable({ board, strategies, benchmarks }: Report, family: Family): FamilyTable {
  const rows = family.members.map(({ id, values, cost }) => {
    const row = board.rows.find((candidate) => candidate.id === id) as ScoredRow;
    const { realShare } = strategies.find((strategy) => strategy.id === id) as ReportedStrategy;
    return [
      ...values.map((value) => printable(String(value))),
      row.overall ? scoreWithInterval(row.overall.value, row.overall.interval) : '–',
      `${(100 * realShare).toFixed(1)}%`,
      ...[cost.trained, cost.sampled, cost.calls].map((value) => value.toFixed(2)),
      ...benchmarks.map((benchmark) => scoreText(row.scores[benchmark])),
    ];
  });
  return {
    title: `${family.name} by ${family.parameters.join(' and ')}`,
    headers: [...family.parameters, 'overall', 'real data', 'trained', 'sampled', 'calls', ...benchmarks],
    rows,
    keys: family.parameters.length,
  };
}
