/** When a trajectory collapses, by a benchmark card's rule (design, section 5). */

import type { CollapseRule } from '../protocol/card.ts';
import { HeirloomError } from '../protocol/errors.ts';
import { truthAt } from '../protocol/record.ts';
import type { MeasuredRun } from './input.ts';
import type { SurvivalTime } from './survival.ts';

/** Generation of collapse, or null where the trajectory doesn't collapse. */
export type FirstCollapse = number | null;

/**
 * Finds the generation at which a trajectory `[G+1]` collapses: the last one of the first stretch of `rule.consecutive`
 * generations g ≥ 1 that are all strictly past the limit at g. A null value ends a stretch: nothing is known of it.
 */
export function firstCollapse(
  values: readonly (number | null)[],
  rule: Pick<CollapseRule, 'side' | 'consecutive'>,
  limitAt: (generation: number) => number,
): FirstCollapse {
  let stretch = 0;
  for (let g = 1; g < values.length; g++) {
    const value = values[g];
    const past =
      value !== null && value !== undefined && (rule.side === 'below' ? value < limitAt(g) : value > limitAt(g));
    stretch = past ? stretch + 1 : 0;
    if (stretch === rule.consecutive) return g;
  }
  return null;
}

/**
 * The collapse time of every seed of a run: an event at its generation, or censored at the last generation measured.
 * Divergence counts as an event at its own generation unless collapse came first; a failed seed is censored.
 * @throws check-failed where the record lacks the rule's metric or the truth it is compared with.
 */
export function collapseTimes(record: MeasuredRun, rule: CollapseRule): SurvivalTime[] {
  const trajectories = record.trajectories[rule.metric];
  const truth = rule.relativeTo === 'truth' ? record.truth[rule.metric] : 1;
  if (trajectories === undefined || truth === undefined) {
    const lacks = trajectories === undefined ? `trajectories of "${rule.metric}"` : `the truth's "${rule.metric}"`;
    throw new HeirloomError(
      'check-failed',
      `The run of "${record.strategy.spec}" on "${record.benchmark.id}" lacks ${lacks}, which the benchmark's collapse rule needs. Run it again with this version of the benchmark.`,
    );
  }
  return record.statuses.map((status, s) => {
    const values = trajectories[s] ?? [];
    const collapse = firstCollapse(
      values,
      rule,
      (generation) => rule.threshold * (truthAt(truth, generation) ?? Number.NaN),
    );
    if (collapse !== null) return { time: collapse, event: true };
    if (status.state === 'diverged') return { time: Math.max(1, status.generation), event: true };
    return { time: Math.max(0, values.length - 1), event: false };
  });
}
