/** Checks the truth: it is the benchmark's, not the submitter's; collapse times and columns are measured against it. */
import type { BenchmarkCard } from '../protocol/card.ts';
import { isLater } from '../protocol/metric.ts';
import type { RunRecord } from '../protocol/record.ts';
import { isKnownEngine, knownTruth, metricsWithTruth } from '../suite/known.ts';
import { unknownMetric } from './check-trajectories.ts';
import { at, type FileCheck } from './findings.ts';

/** How far another engine may be from the truth as it was computed here: relative, and absolute below 1. */
const OTHER_ENGINE_TOLERANCE = 1e-9;

export function checkTruth(
  truth: RunRecord['truth'],
  { benchmark, engine, measured }: Partial<RunRecord> & { readonly measured: readonly string[] },
  card: BenchmarkCard,
  { file, findings }: FileCheck,
): void {
  // A metric that came later, and that the record doesn't have, has no truth in it either.
  const lacking = card.metrics.filter((metric) => isLater(metric) && !measured.includes(metric.id)).map(({ id }) => id);
  const expected = metricsWithTruth(card).filter((id) => !lacking.includes(id));
  const known = benchmark === undefined ? null : knownTruth(card, benchmark.params);
  if (Object.keys(truth).length === 0 && expected.length > 0) {
    findings.add(
      at(file, 'truth'),
      `received no value; expected ${expected.map((id) => named(id, known?.[id])).join(', ')}, the truth of ${card.id}`,
    );
    return;
  }
  for (const id of Object.keys(truth)) {
    if (expected.includes(id)) continue;
    const isMetric = card.metrics.some((metric) => metric.id === id);
    findings.add(
      at(file, 'truth', id),
      isMetric
        ? lacking.includes(id)
          ? `the record has no ${id}; remove its truth`
          : `${id} has no truth; remove it`
        : unknownMetric(id, card),
    );
  }
  const tolerance = engine !== undefined && isKnownEngine(engine) ? 0 : OTHER_ENGINE_TOLERANCE;
  for (const id of expected) {
    const value = Object.hasOwn(truth, id) ? truth[id] : undefined;
    const right = known?.[id];
    if (value === undefined) {
      findings.add(at(file, 'truth', id), `missing; expected ${right ?? 'a number'}, the truth of ${card.id}`);
    } else if (right === undefined) {
      const [low, high] = card.metrics.find((metric) => metric.id === id)?.range ?? [null, null];
      if (value < (low ?? value) || value > (high ?? value))
        findings.add(
          at(file, 'truth', id),
          `received ${value}; expected ${low ?? '−∞'} to ${high ?? '∞'}, the range of ${id}`,
        );
    } else if (Math.abs(value - right) > tolerance * Math.max(1, Math.abs(right))) {
      findings.add(at(file, 'truth', id), `received ${value}; expected ${right}, the truth of ${card.id}`);
    }
  }
}

const named = (id: string, value: number | undefined): string => (value === undefined ? id : `${id} ${value}`);
