/** Checks the trajectories: the benchmark's metrics, one row a seed, one value a generation, each in its metric's range. */
import type { BenchmarkCard } from '../protocol/card.ts';
import { DIVERGENCE_BOUND, isWithinBound } from '../protocol/divergence-bound.ts';
import { isLater, type MetricCard } from '../protocol/metric.ts';
import { didYouMean } from '../protocol/nearest.ts';
import type { RunRecord, Trajectory } from '../protocol/record.ts';
import { isFullRow, isPerSeed, type RowLengths } from './check-seeds.ts';
import { at, type FileCheck, type Step, show } from './findings.ts';

/** Rounding may carry a value this far past the end of its range. */
const RANGE_SLACK = 1e-9;

/** The trajectories where they are well-shaped (rows of numbers and nulls for the card's metrics), else null. */
export function readTrajectories(
  value: unknown,
  card: BenchmarkCard | null,
  seeds: readonly number[] | undefined,
  lengths: RowLengths,
  check: FileCheck,
): RunRecord['trajectories'] | null {
  const { file, findings } = check;
  if (value === undefined) return null;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    findings.add(
      at(file, 'trajectories'),
      `received ${show(value)}; expected an object with one field for each metric`,
    );
    return null;
  }
  if (card === null) return null;
  const known = card.metrics.map((metric) => metric.id);
  for (const id of Object.keys(value)) {
    if (!known.includes(id)) findings.add(at(file, 'trajectories', id), unknownMetric(id, card));
  }
  let shaped = true;
  for (const metric of card.metrics) {
    const { id } = metric;
    const rows = Object.hasOwn(value, id) ? (value as Record<string, unknown>)[id] : undefined;
    // Records from before a metric came don't have it.
    if (rows === undefined && isLater(metric)) continue;
    if (rows === undefined) findings.add(at(file, 'trajectories', id), `missing; expected this metric of ${card.id}`);
    if (!isTrajectory(rows, id, card, seeds, lengths, check)) shaped = false;
  }
  return shaped && Object.keys(value).every((id) => known.includes(id)) ? (value as RunRecord['trajectories']) : null;
}

function isTrajectory(
  rows: unknown,
  id: string,
  card: BenchmarkCard,
  seeds: readonly number[] | undefined,
  lengths: RowLengths,
  check: FileCheck,
): rows is Trajectory {
  const { file, findings } = check;
  if (rows === undefined) return false;
  const steps = ['trajectories', id];
  if (!Array.isArray(rows)) {
    findings.add(at(file, ...steps), `received ${show(rows)}; expected an array with one row for each seed`);
    return false;
  }
  if (seeds !== undefined) isPerSeed(steps, rows, seeds, check);
  const metric = card.metrics.find((candidate) => candidate.id === id);
  let shaped = true;
  for (let seed = 0; seed < rows.length && !findings.full; seed++) {
    const row: unknown = rows[seed];
    if (!Array.isArray(row)) {
      findings.add(
        at(file, ...steps, seed),
        `received ${show(row)}; expected an array with one value for each generation`,
      );
      shaped = false;
      continue;
    }
    isFullRow([...steps, seed], row, seed, lengths, check);
    if (!checkRow(row, [...steps, seed], metric, id === card.primary, check)) shaped = false;
  }
  return shaped;
}

function checkRow(
  row: readonly unknown[],
  steps: readonly Step[],
  metric: MetricCard | undefined,
  isPrimary: boolean,
  { file, findings }: FileCheck,
): boolean {
  const lowest = (metric?.range[0] ?? Number.NEGATIVE_INFINITY) - RANGE_SLACK;
  const highest = (metric?.range[1] ?? Number.POSITIVE_INFINITY) + RANGE_SLACK;
  let shaped = true;
  for (let generation = 0; generation < row.length && !findings.full; generation++) {
    const value = row[generation];
    if (typeof value === 'number' && Number.isFinite(value)) {
      if (isPrimary && !isWithinBound(value)) {
        findings.add(
          at(file, ...steps, generation),
          `received ${value}; expected at most ${DIVERGENCE_BOUND} in size: a seed whose primary metric goes beyond has diverged, and its arrays end before`,
        );
        continue;
      }
      if (value >= lowest && value <= highest) continue;
      findings.add(
        at(file, ...steps, generation),
        `received ${value}; expected ${rangeOf(metric)}, the range of ${metric?.id}`,
      );
    } else if (value !== null) {
      shaped = false;
      // A number that is too large for a double was reported when it was read.
      if (typeof value !== 'number')
        findings.add(
          at(file, ...steps, generation),
          `received ${show(value)}; expected a number, or null where a secondary metric has none`,
        );
    } else if (isPrimary) {
      findings.add(
        at(file, ...steps, generation),
        'received null; the primary metric always has a value: a seed without one has diverged',
      );
    }
  }
  return shaped;
}

function rangeOf(metric: MetricCard | undefined): string {
  const [low, high] = metric?.range ?? [null, null];
  if (low === null) return high === null ? 'any number' : `at most ${high}`;
  return high === null ? `at least ${low}` : `${low} to ${high}`;
}

/** What is said of a metric that a benchmark doesn't have. */
export function unknownMetric(id: string, card: BenchmarkCard): string {
  const question = didYouMean(
    id,
    card.metrics.map((metric) => metric.id),
  );
  return `unknown metric of ${card.id}; ${question ?? 'remove it'} (npx heirloom show ${card.id} lists its metrics)`;
}
