import { PURE_ENGINE } from '../../../protocol/engine.ts';
import { defineBenchmark } from '../../shared/benchmark.ts';
import { drawSimilarity, framed } from '../../shared/frame.ts';
import { showReal } from '../show-real.ts';
import { mixtureWorld } from '../world.ts';
import { card } from './card.ts';

export default defineBenchmark(card, ({ sampleSize, components, tolerance }) => {
  const world = mixtureWorld(components, `${card.id}@${card.version}`, tolerance);
  return {
    size: sampleSize,
    engine: PURE_ENGINE,
    truth: world.truth,
    keptUnits: Math.min(500, sampleSize),
    open: (rng) => framed(world, drawSimilarity(2, rng.child('frame'))),
    showReal,
  };
});
