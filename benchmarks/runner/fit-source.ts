/** Fits one source in a generation: on what the hooks compose, and where they ask for it a second time, on its own samples. */
import { Divergence, type FitOptions } from '../learners/learner.ts';
import type { Batch } from '../numerics/batch.ts';
import type { Stream } from '../numerics/stream.ts';
import { HeirloomError } from '../protocol/errors.ts';
import type { Fit } from '../strategies/strategy.ts';
import type { GenerationHooks } from './hooks.ts';
import type { Meter } from './meter.ts';
import type { Source } from './seed-state.ts';

/** Told of a fit that takes many steps. */
export type Report = NonNullable<FitOptions['report']>;

interface Fitting {
  readonly hooks: GenerationHooks;
  readonly meter: Meter;
  /** Of this fit. */
  readonly rng: Stream;
  readonly report: Report;
}

/** The source's model of this generation; every fit is metered. @throws Divergence where a fit has nothing to be fitted to */
export async function fitSource(source: Source, composed: Batch, fitting: Fitting): Promise<unknown> {
  const { hooks, rng, report } = fitting;
  const fit = await hooks.fit(source.name, composed);
  const asked = hooks.resolveFit(fit, source);
  const model = await meteredFit(source, fit, fit.training, rng, { ...asked, report }, fitting.meter);
  return fit.extrapolate === undefined ? model : stepAway(source, model, fit, fit.extrapolate, asked, fitting);
}

/** θ → (1 + w)·θ − w·θ′, where θ′ is what θ becomes on samples of its own. */
async function stepAway(
  source: Source,
  model: unknown,
  fit: Fit,
  { weight, units, budget }: NonNullable<Fit['extrapolate']>,
  asked: FitOptions,
  { hooks, meter, rng }: Fitting,
): Promise<unknown> {
  const { extrapolate, id } = source.learner;
  if (!extrapolate)
    throw new HeirloomError(
      'run-failed',
      `A strategy asked to extrapolate the source "${source.name}", a learner of the family ${id}, which has no parameters to extrapolate. Its card must say that it needs "extrapolation"; sources of mix-sources can all be of the main learner’s family (families=same).`,
    );
  const own = await hooks.drawOwn(source.name, model, units);
  const { untrained: _, ...options } = asked;
  const from = { model, budget };
  const copy = await meteredFit(source, fit, own, rng.child('own'), { ...options, from }, meter);
  return extrapolate(model, copy, weight);
}

async function meteredFit(
  { name, learner }: Source,
  { distill }: Fit,
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
  if (distill) meter.teacherCalls += Math.round(epochs * training.units);
  return model;
}
