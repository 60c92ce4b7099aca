/** Fits one source in a generation: on what the hooks compose, and where they ask for it a second time, on its own samples. */
import type { FitOptions } from '../learners/learner.ts';
import type { Batch } from '../numerics/batch.ts';
import type { Stream } from '../numerics/stream.ts';
import type { Fit } from '../strategies/strategy.ts';
import type { GenerationHooks } from './hooks.ts';
import { incapable } from './incapable.ts';
import type { Meter } from './meter.ts';
import { meteredFit } from './metered-fit.ts';
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
  const model = await meteredFit(source, fit.training, rng, { ...asked, report }, fitting.meter);
  return fit.extrapolate === undefined ? model : stepAway(source, model, fit.extrapolate, asked, fitting);
}

/** θ → (1 + w)·θ − w·θ′, where θ′ is what θ becomes on samples of its own. */
async function stepAway(
  source: Source,
  model: unknown,
  { weight, units, budget }: NonNullable<Fit['extrapolate']>,
  asked: FitOptions,
  { hooks, meter, rng }: Fitting,
): Promise<unknown> {
  const { extrapolate, id } = source.learner;
  if (!extrapolate) throw incapable(source.name, id, 'extrapolation', 'has no parameters to extrapolate');
  const own = await hooks.drawOwn(source.name, model, units);
  const { untrained: _, ...options } = asked;
  const from = { model, budget };
  const copy = await meteredFit(source, own, rng.child('own'), { ...options, from }, meter);
  return extrapolate(model, copy, weight);
}
