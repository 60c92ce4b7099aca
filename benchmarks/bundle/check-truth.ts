/** Checks the truth: it is the benchmark's, not the submitter's; collapse times and columns are measured against it. */
import type { BenchmarkCard } from '../protocol/card.ts';
import { isLater } from '../protocol/metric.ts';
import { type RunRecord, type Truth, truthAt } from '../protocol/record.ts';
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
    const given = Object.hasOwn(truth, id) ? truth[id] : undefined;
    if (given === undefined) {
      findings.add(at(file, 'truth', id), `missing; expected ${textOf(known?.[id])}, the truth of ${card.id}`);
    } else {
      const generations = benchmark?.generations ?? 0;
      checkTruthOf(id, given, { expected: known?.[id], generations, tolerance }, card, { file, findings });
    }
  }
}

interface Expected {
  /** Undefined where it isn't known. */
  readonly expected: Truth | undefined;
  readonly generations: number;
  readonly tolerance: number;
}

function checkTruthOf(
  id: string,
  given: Truth,
  { expected, generations, tolerance }: Expected,
  card: BenchmarkCard,
  { file, findings }: FileCheck,
): void {
  const moves = Array.isArray(expected) || (expected === undefined && Array.isArray(given));
  if (moves !== Array.isArray(given) || (Array.isArray(given) && given.length !== generations + 1)) {
    const received = Array.isArray(given) ? `${given.length} numbers` : given;
    const wanted = moves ? `${generations + 1} numbers, one a generation from 0` : textOf(expected);
    findings.add(at(file, 'truth', id), `received ${received}; expected ${wanted}, the truth of ${card.id}`);
    return;
  }
  const [low, high] = card.metrics.find((metric) => metric.id === id)?.range ?? [null, null];
  for (const [generation, value] of [given].flat().entries()) {
    const place = Array.isArray(given) ? at(file, 'truth', id, generation) : at(file, 'truth', id);
    const right = truthAt(expected, generation);
    if (right === undefined) {
      if (value < (low ?? value) || value > (high ?? value))
        findings.add(place, `received ${value}; expected ${low ?? '−∞'} to ${high ?? '∞'}, the range of ${id}`);
    } else if (Math.abs(value - right) > tolerance * Math.max(1, Math.abs(right))) {
      findings.add(place, `received ${value}; expected ${right}, the truth of ${card.id}`);
    }
  }
}

/** The value, or the first of those of a world that moves. */
const textOf = (truth: Truth | undefined): string =>
  truth === undefined ? 'a number' : Array.isArray(truth) ? `one number a generation, from ${truth[0]}` : String(truth);

const named = (id: string, value: Truth | undefined): string =>
  value === undefined ? id : `${id} ${Array.isArray(value) ? `${value[0]}, …` : value}`;
