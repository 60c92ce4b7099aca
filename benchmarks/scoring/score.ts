/** The score of one run on one benchmark, or the reason why there is none. */
import type { BenchmarkCard } from '../protocol/card.ts';
import { HeirloomError } from '../protocol/errors.ts';
import type { RunRecord } from '../protocol/record.ts';
import { type Denominator, denominatorOf, type GapClosed, gapClosed } from './gap-closed.ts';
import { type Controls, type RunOutcome, requireSamePlan, type ScoredRun, toScoredRun } from './input.ts';
import { clipScore, FEW_SEEDS } from './method.ts';

/** What a score on one benchmark is paired with: the controls' outcomes on its seeds, or null where there are none. */
export interface Ground {
  readonly id: string;
  readonly version: number;
  readonly controls: Controls<RunOutcome> | null;
}

/** An entry's outcome on one benchmark of a board. */
export type EntryOutcome =
  | RunOutcome
  | { readonly state: 'missing' }
  | { readonly state: 'not-applicable'; readonly reason: string };

/** A score, or why there is none. Nothing but `scored` ever counts as a number. */
export type BenchmarkScore =
  | (GapClosed & {
      readonly state: 'scored';
      /** The value as it enters the overall score, in [−100, 110]. */
      readonly clipped: number;
      /** The score with the horizon G/2; null where that doesn't separate the controls. */
      readonly half: number | null;
      readonly fewSeeds: boolean;
    })
  | { readonly state: 'diverged' | 'failed'; readonly stopped: number; readonly seeds: number }
  | { readonly state: 'not-separable'; readonly denominator: Denominator }
  | { readonly state: 'no-controls' | 'not-applicable'; readonly reason: string }
  | { readonly state: 'missing' };

/**
 * Scores a record against the controls' records on the same seeds; without controls the state says so.
 * @throws plan-mismatch naming what differs between the run and a control, or a control that is not one.
 * @throws check-failed where a completed seed lacks a value of the primary metric.
 */
export function scoreRun(
  record: RunRecord,
  controls: Controls<RunRecord> | null,
  card: Pick<BenchmarkCard, 'id' | 'primary'>,
): BenchmarkScore {
  const run = toScoredRun(record, card);
  const pair = controls && { replace: toScoredRun(controls.replace, card), oracle: toScoredRun(controls.oracle, card) };
  return scoreOutcome(pair === null ? run.outcome : outcomeForBoard(run, pair), groundFrom(run.plan.benchmark, pair));
}

/**
 * Builds the ground of one benchmark from its controls' runs.
 * @throws plan-mismatch where they are not the two controls or can't be paired with each other.
 */
export function groundFrom(
  benchmark: { readonly id: string; readonly version: number },
  controls: Controls<ScoredRun> | null,
): Ground {
  const { id, version } = benchmark;
  if (controls === null) return { id, version, controls: null };
  requireControls(controls);
  return { id, version, controls: { replace: controls.replace.outcome, oracle: controls.oracle.outcome } };
}

/**
 * Takes a run's outcome for a board after checking that it can be paired with the controls.
 * @throws plan-mismatch naming every field that differs.
 */
export function outcomeForBoard(run: ScoredRun, controls: Controls<ScoredRun>): RunOutcome {
  requireSamePlan(run.plan, controls.replace.plan, 'replace');
  requireSamePlan(run.plan, controls.oracle.plan, 'oracle');
  return run.outcome;
}

/** @throws plan-mismatch */
export function requireControls(controls: Controls<ScoredRun>): void {
  for (const name of ['replace', 'oracle'] as const) {
    const { spec, plan } = controls[name];
    if (spec !== name) {
      throw new HeirloomError(
        'plan-mismatch',
        `Received a run of "${spec}" on "${plan.benchmark.id}" as the ${name} control; expected a run of "${name}".`,
      );
    }
  }
  requireSamePlan(controls.replace.plan, controls.oracle.plan, 'oracle');
}

/** Scores an outcome on its benchmark. @throws plan-mismatch where it has another number of seeds than the controls */
export function scoreOutcome(outcome: EntryOutcome, ground: Ground): BenchmarkScore {
  if (outcome.state !== 'completed') return outcome;
  const { controls } = ground;
  if (controls === null) return { state: 'no-controls', reason: 'there are no control runs with the same settings' };
  const { replace, oracle } = controls;
  for (const [name, control] of Object.entries(controls)) {
    if (control.state !== 'completed') {
      return {
        state: 'no-controls',
        reason: `${control.stopped} of ${control.seeds} seeds of the ${name} control ${control.state}`,
      };
    }
  }
  if (replace.state !== 'completed' || oracle.state !== 'completed')
    throw new TypeError('unreachable: both controls completed');
  const n = replace.averages.full.length;
  const own = outcome.averages;
  if (own.full.length !== n || own.half.length !== n) {
    throw new HeirloomError(
      'plan-mismatch',
      `Received ${own.full.length} seeds on "${ground.id}"; its controls have ${n}. Pass the same seeds.`,
    );
  }
  const denominator = denominatorOf(replace.averages.full, oracle.averages.full);
  if (!denominator.separable) return { state: 'not-separable', denominator };
  const full = gapClosed(own.full, replace.averages.full, oracle.averages.full);
  const halfSeparable = denominatorOf(replace.averages.half, oracle.averages.half).separable;
  const half = halfSeparable ? gapClosed(own.half, replace.averages.half, oracle.averages.half).value : null;
  return { state: 'scored', ...full, clipped: clipScore(full.value), half, fewSeeds: n < FEW_SEEDS };
}
