/** What the two digit benchmarks share: MNIST, the VAE, the classifier that looks at its samples, and the metrics. */
import { loadDigitClassifier } from '../data/digit-classifier.ts';
import { DIGITS, IMAGE_PIXELS, IMAGE_SIDE, type LabelledImages, loadMnist } from '../data/mnist.ts';
import { FEATURES, look, predictedClasses } from '../learners/classifier/network.ts';
import type { Weights } from '../learners/neural/weights.ts';
import { reconstructions, vaeLearner } from '../learners/vae/learner.ts';
import { classEntropy, classesAlive, classRecall, classShares } from '../metrics/class-shares.ts';
import { ballsOf, densityAndCoverage } from '../metrics/density-coverage.ts';
import { frechetDistance, momentsOf } from '../metrics/frechet.ts';
import { ambiguousShare, pixelError, pixelVariance } from '../metrics/images.ts';
import { totalVariation } from '../metrics/total-variation.ts';
import { Batch } from '../numerics/batch.ts';
import type { TensorEngine } from '../numerics/engine/engine.ts';
import { mean } from '../numerics/statistics.ts';
import { Stream } from '../numerics/stream.ts';
import type { BenchmarkCard } from '../protocol/card.ts';
import type { ShownAs } from '../protocol/real-sample.ts';
import type { Benchmark } from './benchmark.ts';

/** Samples that a model is measured by. Fixed: the Fréchet distance and the noise floors depend on it. */
const MEASURED = 2000;
/** Held-out images that density, coverage and the reconstruction error rest on, and the samples of the first two. */
const COMPARED = 1000;
/** Draws of real data whose mean is a metric's value for the truth: what a perfect model would score. */
const TRUTH_DRAWS = 2;
/** The outside check accepts an image to which the classifier gives some digit at least this probability. */
const RECOGNISED = 0.9;
/** A grid of 10 × 10 images for every generation. */
const KEPT = 100;
const SHOWN = 30;

export interface DigitParams {
  readonly sampleSize: number;
  readonly hidden: number;
  readonly latents: number;
  readonly steps: number;
  readonly batchSize: number;
  readonly learningRate: number;
}

/** The real distribution: images of MNIST with these class frequencies. */
export interface DigitDistribution {
  /** True frequency of each digit, sum 1. `[10]` */
  readonly frequencies: Float64Array;
  /** Indices of training images, without replacement where that is possible. `[units]` */
  draw(units: number, rng: Stream): Int32Array;
}

type Measured = Record<string, number | null>;

export function createDigits(
  card: BenchmarkCard,
  engine: TensorEngine,
  params: DigitParams,
  { frequencies, draw }: DigitDistribution,
): Benchmark {
  const { training, heldOut } = loadMnist();
  const learner = vaeLearner(engine, { width: IMAGE_PIXELS, hidden: params.hidden, latents: params.latents }, params);
  const classifier: Weights = loadDigitClassifier();
  const see = (pixels: Uint8Array) => look(engine, classifier, pixels, IMAGE_PIXELS);

  const byFrequency = Array.from(frequencies.keys()).sort(
    (a, b) => (frequencies[a] as number) - (frequencies[b] as number),
  );
  const rare = byFrequency.slice(0, 3);
  const counts = classShares(heldOut.labels, DIGITS).map((share) => share * heldOut.count);
  const heldOutFeatures = see(heldOut.pixels).features;
  const truthMoments = momentsOf(
    heldOutFeatures,
    FEATURES,
    Float64Array.from(heldOut.labels, (label) => (frequencies[label] as number) / (counts[label] as number)),
  );
  const comparedImages = stratified(heldOut.labels, frequencies, COMPARED);
  const compared = imagesOf(heldOut, comparedImages);
  const balls = ballsOf(rowsOf(heldOutFeatures, FEATURES, comparedImages), FEATURES);

  /** Every metric of images alone. pixels `[MEASURED, 784]` */
  function measure(pixels: Uint8Array): Measured {
    const seen = see(pixels);
    const shares = classShares(predictedClasses(seen), DIGITS);
    return {
      frechet: frechetDistance(momentsOf(seen.features, FEATURES), truthMoments),
      'class-tv': totalVariation(shares, frequencies),
      ...densityAndCoverage(balls, seen.features.subarray(0, COMPARED * FEATURES)),
      'class-entropy': classEntropy(shares),
      'pixel-variance': pixelVariance(pixels, IMAGE_PIXELS),
      'rare-class-recall': classRecall(shares, frequencies, rare),
      'classes-alive': classesAlive(shares, frequencies),
      'ambiguous-share': ambiguousShare(seen.probabilities, DIGITS, RECOGNISED),
      ...Object.fromEntries(Array.from(shares, (share, digit) => [`digit-${digit}-share`, share])),
    };
  }

  const drawReal = (units: number, rng: Stream): Batch => imagesOf(training, draw(units, rng));
  const ids = card.metrics.map(({ id }) => id);

  return {
    size: params.sampleSize,
    engine: { id: engine.id, version: engine.version },
    truth: truthOf(ids, new Stream(`heirloom/${card.id}@${card.version}/truth`), (rng) =>
      measure(drawReal(MEASURED, rng).pixelData.values),
    ),
    keptUnits: KEPT,
    keptAs: { kind: 'npy' },
    open: () => ({
      learner,
      families: {},
      drawReal,
      evaluate: async ({ model, rng }) => {
        const samples = await learner.sample(model as Weights, MEASURED, rng);
        const measured: Measured = {
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

/** Mean of each metric over draws of real data. */
function truthOf(ids: readonly string[], rng: Stream, measure: (rng: Stream) => Measured): Record<string, number> {
  const draws = Array.from({ length: TRUTH_DRAWS }, (_, i) => measure(rng.child(`${i}`)));
  return Object.fromEntries(
    ids.flatMap((id) => {
      const values = draws.flatMap((draw) => draw[id] ?? []);
      return values.length === 0 ? [] : [[id, mean(values)]];
    }),
  );
}

function imagesOf({ pixels }: LabelledImages, indices: Int32Array): Batch {
  return Batch.pixels(pixels, IMAGE_PIXELS).take(indices);
}

/** These rows of a matrix `[n, d]`. */
function rowsOf(values: Float32Array, d: number, rows: Int32Array): Float32Array {
  const taken = new Float32Array(rows.length * d);
  for (const [place, row] of rows.entries()) taken.set(values.subarray(row * d, (row + 1) * d), place * d);
  return taken;
}

/** The first images of each class, as many as its frequency says (the largest remainders are rounded up). `[count]` */
function stratified(labels: Uint8Array, frequencies: Float64Array, count: number): Int32Array {
  const wanted = frequencies.map((frequency) => Math.floor(frequency * count));
  const remainder = (label: number): number => (frequencies[label] as number) * count - (wanted[label] as number);
  const missing = count - wanted.reduce((sum, number) => sum + number, 0);
  const roundedUp = Array.from(frequencies.keys()).sort((a, b) => remainder(b) - remainder(a) || a - b);
  for (const label of roundedUp.slice(0, missing)) wanted[label] = (wanted[label] as number) + 1;
  const chosen: number[] = [];
  for (const [index, label] of labels.entries()) {
    if ((wanted[label] as number) === 0) continue;
    wanted[label] = (wanted[label] as number) - 1;
    chosen.push(index);
  }
  return Int32Array.from(chosen);
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
