import { constantTruths } from '../../../metrics/metric.ts';
import { PURE_ENGINE } from '../../../protocol/engine.ts';
import { defineBenchmark } from '../../shared/benchmark.ts';
import { drawSimilarity, framed } from '../../shared/frame.ts';
import { showReal } from '../show-real.ts';
import { gaussianWorld } from '../world.ts';
import { card } from './card.ts';

export default defineBenchmark(card, (params) => {
  const world = gaussianWorld(params, card.metrics);
  return {
    size: params.sampleSize,
    engine: PURE_ENGINE,
    truth: constantTruths(card.metrics),
    keptUnits: 500,
    open: (rng) => framed(world, drawSimilarity(params.dimension, rng.child('frame'))),
    showReal,
  };
});
