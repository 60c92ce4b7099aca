import { constantTruths } from '../../../metrics/metric.ts';
import { PURE_ENGINE } from '../../../protocol/engine.ts';
import { defineBenchmark } from '../../shared/benchmark.ts';
import { drawScale, framed, responseFrame } from '../../shared/frame.ts';
import { showReal } from '../show-real.ts';
import { linearWorlds } from '../world.ts';
import { card } from './card.ts';

export default defineBenchmark(card, (params) => {
  const { truth, open } = linearWorlds(params);
  return {
    size: params.sampleSize,
    engine: PURE_ENGINE,
    truth: constantTruths(card.metrics),
    keptUnits: Math.min(500, params.sampleSize),
    open: (rng) => {
      const frame = rng.child('frame');
      // Added to the coefficients: w = σ(w₁ + slope), with w₁ those of the truth's units.
      const slope = Float64Array.from({ length: params.dimension }, () => frame.normal());
      return framed(open(rng), responseFrame(slope, drawScale(frame)));
    },
    showReal: (batch) => showReal(batch, truth),
  };
});
