import type { Gaussian } from '../../learners/gaussian.ts';
import { constantTruths } from '../../metrics/metric.ts';
import type { Batch } from '../../numerics/batch.ts';
import type { Stream } from '../../numerics/stream.ts';
import { PURE_ENGINE } from '../../protocol/engine.ts';
import { showReal } from '../gaussian/show-real.ts';
import { gaussianWorld, measureGaussian } from '../gaussian/world.ts';
import { defineBenchmark, type Evaluation } from '../shared/benchmark.ts';
import { drawSimilarity, framed } from '../shared/frame.ts';
import { card } from './card.ts';
import { drawDirection, moved, relativeTo, unmoved } from './motion.ts';

export default defineBenchmark(card, (params) => {
  const still = gaussianWorld(params, card.metrics);
  const { verify } = still;
  return {
    size: params.sampleSize,
    engine: PURE_ENGINE,
    truth: constantTruths(card.metrics),
    keptUnits: 500,
    open: (rng) => {
      const direction = drawDirection(params.dimension, rng);
      const world = {
        ...still,
        drawReal: async (units: number, stream: Stream, generation: number) =>
          moved(await still.drawReal(units, stream, generation), direction, generation),
        ...(verify && {
          verify: (batch: Batch, generation: number) => verify(unmoved(batch, direction, generation), generation),
        }),
        evaluate: ({ model, rng: stream, generation }: Evaluation) =>
          measureGaussian(card.metrics, relativeTo(model as Gaussian, direction, generation), stream),
      };
      return framed(world, drawSimilarity(params.dimension, rng.child('frame')));
    },
    showReal,
  };
});
