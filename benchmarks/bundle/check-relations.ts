/** Checks what the metrics of a generation say of each other: values that contradict each other were not measured on one model. */
import type { BenchmarkCard } from '../protocol/card.ts';
import type { Allowed, Relation, Setting } from '../protocol/metric.ts';
import type { RunRecord } from '../protocol/record.ts';
import { at, type FileCheck } from './findings.ts';

/** Rounding may carry values of double precision this far apart: relative, and absolute below 1. */
const SLACK = 1e-9;

/** Checks well-shaped trajectories, every value at its place. */
export function checkRelations(
  trajectories: RunRecord['trajectories'],
  benchmark: RunRecord['benchmark'],
  card: BenchmarkCard,
  check: FileCheck,
): void {
  const setting: Setting = { card, params: benchmark.params, size: benchmark.size };
  for (const { id, relations = [] } of card.metrics) {
    if (trajectories[id] === undefined) continue;
    for (const relation of relations)
      if (relation.from.every((other) => trajectories[other] !== undefined))
        checkRelation(id, relation, trajectories, setting, check);
  }
}

function checkRelation(
  metric: string,
  { from, words, computed = false, allowed }: Relation,
  trajectories: RunRecord['trajectories'],
  setting: Setting,
  { file, findings }: FileCheck,
): void {
  const others = from.map((id) => trajectories[id]);
  for (const [seed, row] of (trajectories[metric] ?? []).entries()) {
    for (const [generation, value] of row.entries()) {
      if (findings.full) return;
      if (value === null) continue;
      const values = others.map((rows) => rows?.[seed]?.[generation]);
      if (!values.every((other) => typeof other === 'number')) {
        const missing = values.indexOf(null);
        if (computed && missing >= 0)
          findings.add(
            at(file, 'trajectories', from[missing] as string, seed, generation),
            `received null; expected the value that ${metric} ${value} was computed from: ${metric} is ${words}`,
          );
        continue;
      }
      const expected = allowed(values, setting, value);
      if (expected === null || isAllowed(value, expected)) continue;
      findings.add(
        at(file, 'trajectories', metric, seed, generation),
        `received ${value}; expected ${describe(expected)}${words}`,
      );
    }
  }
}

function isAllowed(value: number, allowed: Allowed): boolean {
  const [low, high] = typeof allowed === 'number' ? [allowed, allowed] : allowed;
  const slack = (end: number): number => SLACK * Math.max(1, Math.abs(end), Math.abs(value));
  return (low === null || value >= low - slack(low)) && (high === null || value <= high + slack(high));
}

/** The number that was expected; a range is in the words. */
function describe(allowed: Allowed): string {
  return typeof allowed === 'number' ? `${allowed}, ` : '';
}
