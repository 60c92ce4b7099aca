import { constantTruths } from '../../metrics/metric.ts';
import { PURE_ENGINE } from '../../protocol/engine.ts';
import { defineBenchmark } from '../shared/benchmark.ts';
import { card } from './card.ts';
import { showReal } from './show-real.ts';
import { linearWorlds } from './world.ts';

export default defineBenchmark(card, (params) => {
  const { truth, open } = linearWorlds(params);
  return {
    size: params.sampleSize,
    engine: PURE_ENGINE,
    truth: constantTruths(card.metrics),
    keptUnits: Math.min(500, params.sampleSize),
    open,
    showReal: (batch) => showReal(batch, truth),
  };
});
