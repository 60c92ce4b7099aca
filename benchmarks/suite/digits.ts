/** What the two digit benchmarks share: MNIST, the VAE, and the classifier that looks at its samples. */
import { DIGITS, IMAGE_PIXELS, IMAGE_SIDE, loadMnist } from '../data/mnist.ts';
import type { Weights } from '../learners/neural/weights.ts';
import { reconstructions, vaeLearner } from '../learners/vae/learner.ts';
import { pixelError } from '../metrics/images.ts';
import type { Batch } from '../numerics/batch.ts';
import type { TensorEngine } from '../numerics/engine/engine.ts';
import type { BenchmarkCard } from '../protocol/card.ts';
import type { ShownAs } from '../protocol/real-sample.ts';
import type { Benchmark } from './benchmark.ts';
import type { DigitParams } from './digits-card.ts';
import {
  type DigitDistribution,
  type DigitStatistics,
  digitMetrics,
  imagesOf,
  MEASURED,
  RECOGNISED,
} from './digits-metrics.ts';

/** A grid of 10 × 10 images for every generation. */
const KEPT = 100;
const SHOWN = 30;

export function createDigits(
  card: BenchmarkCard,
  engine: TensorEngine,
  params: DigitParams,
  distribution: DigitDistribution,
  statistics: DigitStatistics,
): Benchmark {
  const { training } = loadMnist();
  const learner = vaeLearner(engine, { width: IMAGE_PIXELS, hidden: params.hidden, latents: params.latents }, params);
  const { see, measure, compared } = digitMetrics(engine, distribution, statistics);
  const ids = card.metrics.map(({ id }) => id);

  return {
    size: params.sampleSize,
    engine: { id: engine.id, version: engine.version },
    truth: statistics.truth,
    keptUnits: KEPT,
    open: () => ({
      learner,
      families: {},
      drawReal: (units, rng) => imagesOf(training, distribution.draw(units, rng)),
      evaluate: async ({ model, rng }) => {
        const samples = await learner.sample(model as Weights, MEASURED, rng);
        const measured: Record<string, number | null> = {
          ...measure(samples.pixelData.values),
          'reconstruction-error': pixelError(
            reconstructions(engine, model as Weights, compared),
            compared.pixelData.values,
          ),
        };
        return Object.fromEntries(ids.map((id) => [id, measured[id] ?? null]));
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
