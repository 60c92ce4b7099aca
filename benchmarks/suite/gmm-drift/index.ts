import type { Batch } from '../../numerics/batch.ts';
import type { Mixture2d } from '../../numerics/mixture-2d.ts';
import type { Stream } from '../../numerics/stream.ts';
import { PURE_ENGINE } from '../../protocol/engine.ts';
import { showReal } from '../gmm-2d/show-real.ts';
import { mixtureWorld } from '../gmm-2d/world.ts';
import { defineBenchmark, type Evaluation } from '../shared/benchmark.ts';
import { drawSimilarity, framed } from '../shared/frame.ts';
import { card } from './card.ts';
import { drawWay, relativeTo, turned, turnedBack } from './motion.ts';

export default defineBenchmark(card, ({ sampleSize, components, tolerance }) => {
  const still = mixtureWorld(components, `${card.id}@${card.version}`, tolerance);
  const { verify } = still;
  return {
    size: sampleSize,
    engine: PURE_ENGINE,
    truth: still.truth,
    keptUnits: Math.min(500, sampleSize),
    open: (rng) => {
      const way = drawWay(rng);
      const world = {
        ...still,
        drawReal: async (units: number, stream: Stream, generation: number) =>
          turned(await still.drawReal(units, stream, generation), way, generation),
        ...(verify && {
          verify: (batch: Batch, generation: number) => verify(turnedBack(batch, way, generation), generation),
        }),
        evaluate: ({ model, rng: stream, generation }: Evaluation) =>
          still.measure(relativeTo(model as Mixture2d, way, generation), stream),
      };
      return framed(world, drawSimilarity(2, rng.child('frame')));
    },
    showReal,
  };
});
