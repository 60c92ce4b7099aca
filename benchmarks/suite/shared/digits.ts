/** What the two digit benchmarks share: MNIST, the VAE, and the classifier that looks at its samples. */
import { DIGITS, IMAGE_PIXELS, IMAGE_SIDE, loadMnist } from '../../data/mnist.ts';
import type { Weights } from '../../learners/neural/weights.ts';
import { reconstructions, vaeLearner } from '../../learners/vae/learner.ts';
import { RECOGNISED } from '../../metrics/formulas/images.ts';
import { measureAll } from '../../metrics/metric.ts';
import type { Batch } from '../../numerics/batch.ts';
import type { TensorEngine } from '../../numerics/engine/engine.ts';
import type { ShownAs } from '../../protocol/real-sample.ts';
import type { Benchmark } from './benchmark.ts';
import type { DigitParams } from './digits-card.ts';
import {
  type DigitCard,
  type DigitDistribution,
  type DigitStatistics,
  digitMetrics,
  imagesOf,
  MEASURED,
} from './digits-metrics.ts';

/** A grid of 10 × 10 images for every generation. */
const KEPT = 100;
const SHOWN = 30;

export function createDigits<MetricId extends string>(
  card: DigitCard<MetricId>,
  engine: TensorEngine,
  params: DigitParams,
  distribution: DigitDistribution,
  statistics: DigitStatistics,
): Benchmark<MetricId> {
  const { training } = loadMnist();
  const learner = vaeLearner(engine, { width: IMAGE_PIXELS, hidden: params.hidden, latents: params.latents }, params);
  const { see, look, compared } = digitMetrics(engine, distribution, statistics);

  return {
    size: params.sampleSize,
    engine: { id: engine.id, version: engine.version },
    truth: statistics.truth as Benchmark<MetricId>['truth'],
    keptUnits: KEPT,
    open: () => ({
      learner,
      families: {},
      drawReal: (units, rng) => imagesOf(training, distribution.draw(units, rng)),
      evaluate: async ({ model, rng }) => {
        const samples = await learner.sample(model as Weights, MEASURED, rng);
        const seen = look(samples.pixelData.values, () => reconstructions(engine, model as Weights, compared));
        return measureAll(card.metrics, seen, rng);
      },
      verify: (batch) => {
        const { probabilities } = see(batch.pixelData.values);
        return Uint8Array.from({ length: batch.count }, (_, i) =>
          Math.max(...probabilities.subarray(i * DIGITS, (i + 1) * DIGITS)) >= RECOGNISED ? 1 : 0,
        );
      },
    }),
    showReal,
  };
}

/** The first images of a draw in 16 shades. */
function showReal(batch: Batch): ShownAs<'images'> {
  return {
    kind: 'images',
    side: IMAGE_SIDE,
    images: Array.from({ length: Math.min(SHOWN, batch.count) }, (_, i) => packShades(batch.image(i))),
  };
}

/** Two pixels a byte, four bits each, in base64. */
function packShades(pixels: Uint8Array): string {
  const bytes = Buffer.alloc(pixels.length / 2);
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] = ((pixels[2 * i] as number) & 0xf0) | ((pixels[2 * i + 1] as number) >> 4);
  }
  return bytes.toString('base64');
}
