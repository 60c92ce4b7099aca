/** What the two digit benchmarks of suite 0.2 share: MNIST, the VAE, and the classifier that looks at its samples. */
import { DIGITS, IMAGE_PIXELS, loadMnist } from '../../data/mnist.ts';
import type { Learner } from '../../learners/learner.ts';
import type { Weights } from '../../learners/neural/weights.ts';
import { reconstructions, vaeLearner } from '../../learners/vae/learner.ts';
import { RECOGNISED } from '../../metrics/formulas/images.ts';
import { measureAll } from '../../metrics/metric.ts';
import type { TensorEngine } from '../../numerics/engine/engine.ts';
import type { Benchmark } from './benchmark.ts';
import type { DigitParams } from './digits-card.ts';
import { type DigitDistribution, type DigitStatistics, digitMetrics } from './digits-metrics.ts';
import { type DigitCard, imagesOf, MEASURED } from './digits-seen.ts';
import { KEPT_IMAGES, showImages } from './show-images.ts';

export function createDigits<MetricId extends string>(
  card: DigitCard<MetricId>,
  engine: TensorEngine,
  params: DigitParams,
  distribution: DigitDistribution,
  statistics: DigitStatistics,
): Benchmark<MetricId> {
  const { training } = loadMnist();
  const { hidden, latents } = params;
  // As many updates whatever a strategy trains on.
  const vae = vaeLearner(engine, { width: IMAGE_PIXELS, hidden, latents }, () => params) as Learner;
  const { see, look, compared } = digitMetrics(engine, distribution, statistics);

  return {
    size: params.sampleSize,
    engine: { id: engine.id, version: engine.version },
    truth: statistics.truth as Benchmark<MetricId>['truth'],
    keptUnits: KEPT_IMAGES,
    open: (_, __, other) => ({
      learner: other ?? vae,
      families: {},
      drawReal: (units, rng) => imagesOf(training, distribution.draw(units, rng)),
      evaluate: async ({ model, rng }) => {
        const samples = await (other ?? vae).sample(model, MEASURED, rng);
        const reconstructed = other ? null : () => reconstructions(engine, model as Weights, compared);
        const seen = look(samples.pixelData.values, reconstructed);
        return measureAll(card.metrics, seen, rng);
      },
      verify: (batch) => {
        const { probabilities } = see(batch.pixelData.values);
        return Uint8Array.from({ length: batch.count }, (_, i) =>
          Math.max(...probabilities.subarray(i * DIGITS, (i + 1) * DIGITS)) >= RECOGNISED ? 1 : 0,
        );
      },
    }),
    showReal: showImages,
  };
}
