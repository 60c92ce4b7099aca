/** One fit of a learner, metered: what it trains on, its passes and its updates. */
import { Divergence, type FitOptions } from '../learners/learner.ts';
import type { Batch } from '../numerics/batch.ts';
import type { Stream } from '../numerics/stream.ts';
import type { Meter } from './meter.ts';
import type { Source } from './seed-state.ts';

/** @throws Divergence where the training set is empty, or the learner's own */
export async function meteredFit(
  { name, learner }: Pick<Source, 'name' | 'learner'>,
  training: Batch,
  rng: Stream,
  options: FitOptions,
  meter: Meter,
): Promise<unknown> {
  meter.train(training);
  if (training.count === 0) throw new Divergence(`The training set of "${name}" is empty.`);
  const { model, epochs, updates } = await learner.fit(training, rng, options);
  meter.epochs += epochs;
  meter.updates += updates;
  // A teacher is asked about every example of every pass.
  if (options.distill) meter.teacherCalls += Math.round(epochs * training.units);
  return model;
}
