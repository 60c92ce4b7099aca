/** What several strategies of a composition ask of one fit or one draw, put together. */
import type { Guide, SampleOptions } from '../learners/learner.ts';
import { HeirloomError } from '../protocol/errors.ts';
import type { Fit } from '../strategies/strategy.ts';

/** @throws run-failed where both set the same part of the fit */
export function joinFits(before: Fit, added: Fit): Fit {
  const twice = (['distill', 'anchor', 'adversarial', 'truncate', 'untrained', 'extrapolate'] as const).find(
    (name) => before[name] !== undefined && added[name] !== undefined,
  );
  if (twice !== undefined)
    throw new HeirloomError(
      'run-failed',
      `Two strategies of the composition set "${twice}" of the fit; leave one out.`,
    );
  return { ...before, ...added };
}

/** How a model is drawn from, with what it is drawn away from. */
export interface DrawnHow extends SampleOptions {
  readonly guide?: Guide;
}

/** Two temperatures multiply: p^(1/T₁), then its power 1/T₂, is p^(1/(T₁T₂)). @throws run-failed where both guide the draw */
export function joinOptions(outer: DrawnHow, inner: DrawnHow): DrawnHow {
  if (outer.guide !== undefined && inner.guide !== undefined)
    throw new HeirloomError('run-failed', 'Two strategies of the composition guide a draw; leave one out.');
  if (outer.temperature === undefined || inner.temperature === undefined) return { ...outer, ...inner };
  return { ...outer, ...inner, temperature: outer.temperature * inner.temperature };
}
