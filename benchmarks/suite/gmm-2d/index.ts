import { PURE_ENGINE } from '../../protocol/engine.ts';
import { defineBenchmark } from '../shared/benchmark.ts';
import { card } from './card.ts';
import { showReal } from './show-real.ts';
import { mixtureWorld } from './world.ts';

export default defineBenchmark(card, ({ sampleSize, components, tolerance }) => {
  const world = mixtureWorld(components, `${card.id}@${card.version}`, tolerance);
  return {
    size: sampleSize,
    engine: PURE_ENGINE,
    truth: world.truth,
    keptUnits: Math.min(500, sampleSize),
    open: () => world,
    showReal,
  };
});
