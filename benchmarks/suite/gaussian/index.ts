import { constantTruths } from '../../metrics/metric.ts';
import { PURE_ENGINE } from '../../protocol/engine.ts';
import { defineBenchmark } from '../shared/benchmark.ts';
import { card } from './card.ts';
import { showReal } from './show-real.ts';
import { gaussianWorld } from './world.ts';

export default defineBenchmark(card, (params) => {
  const world = gaussianWorld(params, card.metrics);
  return {
    size: params.sampleSize,
    engine: PURE_ENGINE,
    truth: constantTruths(card.metrics),
    keptUnits: 500,
    open: () => world,
    showReal,
  };
});
