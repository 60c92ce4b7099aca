/** What the fixed classifier sees of digits, held against what it sees of real ones: every metric of images alone. */
import { SymmetricMatrix } from 'ml-matrix';
import { loadDigitClassifier } from '../../data/digit-classifier.ts';
import { DIGITS, IMAGE_PIXELS, type LabelledImages, loadMnist } from '../../data/mnist.ts';
import { FEATURES, look, predictedClasses, type Seen } from '../../learners/classifier/network.ts';
import { classShares } from '../../metrics/formulas/class-shares.ts';
import { type Balls, ballsOf, densityAndCoverage, NEIGHBOURS } from '../../metrics/formulas/density-coverage.ts';
import { frechetDistance, momentsOf } from '../../metrics/formulas/frechet.ts';
import { type Metric, measureAll, valuesOf } from '../../metrics/metric.ts';
import { metric as reconstructionError } from '../../metrics/reconstruction-error.ts';
import type { SeenImages } from '../../metrics/seen.ts';
import { Batch } from '../../numerics/batch.ts';
import type { TensorEngine } from '../../numerics/engine/engine.ts';
import { mean } from '../../numerics/statistics.ts';
import { Stream } from '../../numerics/stream.ts';
import type { BenchmarkCard } from '../../protocol/card.ts';

/** Samples that a model is measured by. Fixed: the Fréchet distance and the noise floors depend on it. */
export const MEASURED = 2000;
/** Held-out images that density, coverage and the reconstruction error rest on, and the samples of the first two. */
const COMPARED = 1000;
/** Draws of real data whose mean is a metric's value for the truth: what a perfect model would score. */
const TRUTH_DRAWS = 2;
/** The real distribution: images of MNIST with these class frequencies. */
export interface DigitDistribution {
  /** True frequency of each digit, sum 1. `[10]` */
  readonly frequencies: Float64Array;
  /** Indices of training images, without replacement where that is possible. `[units]` */
  draw(units: number, rng: Stream): Int32Array;
}

/**
 * What the classifier sees of real digits, the same in every run of a benchmark's version, and so kept beside its card (`statistics.json`, as others keep
 * the real statistics of a Fréchet distance). `npm run artefacts -- digit-statistics` writes it; a test computes it again.
 */
export interface DigitStatistics {
  /** Of the held-out images' features, weighted by the true frequencies. `[FEATURES]` */
  readonly mean: readonly number[];
  /** The same: the covariance as ml-matrix's SymmetricMatrix writes it. `[FEATURES·(FEATURES + 1)/2]` */
  readonly covariance: readonly number[];
  /** Of the balls around the features of COMPARED held-out images. `[COMPARED]` */
  readonly squaredRadii: readonly number[];
  /** Each metric of real images. */
  readonly truth: Readonly<Record<string, number>>;
}

export interface DigitMetrics {
  /** Held-out images with the true frequencies. `[COMPARED, 784]` */
  readonly compared: Batch;
  see(pixels: Uint8Array): Seen;
  /** What metrics look at in samples of a model, which makes `reconstructed` of the compared images. pixels `[MEASURED, 784]` */
  look(pixels: Uint8Array, reconstructed: SeenImages['reconstructed']): SeenImages;
}

/** A metric of the digit benchmarks. */
export type DigitMetric<Id extends string = string> = Metric<Id, SeenImages>;

/** A benchmark's card, as far as its metrics are concerned. */
export type DigitCard<Id extends string = string> = Pick<BenchmarkCard, 'id' | 'version'> & {
  readonly metrics: readonly DigitMetric<Id>[];
};

export function digitMetrics(
  engine: TensorEngine,
  { frequencies }: DigitDistribution,
  statistics: Omit<DigitStatistics, 'truth'>,
): DigitMetrics {
  const see = seeWith(engine);
  const compared = comparedImages(frequencies);
  const truthMoments = {
    mean: Float64Array.from(statistics.mean),
    covariance: SymmetricMatrix.fromCompact([...statistics.covariance]).toMatrix(),
  };
  const balls: Balls = {
    centres: see(compared.pixelData.values).features,
    d: FEATURES,
    k: NEIGHBOURS,
    squared: Float64Array.from(statistics.squaredRadii),
  };
  return {
    compared,
    see,
    look: (pixels, reconstructed) => {
      const { features, ...seen } = see(pixels);
      let neighbours: ReturnType<typeof densityAndCoverage> | null = null;
      return {
        pixels,
        width: IMAGE_PIXELS,
        probabilities: seen.probabilities,
        classes: DIGITS,
        shares: classShares(predictedClasses({ features, ...seen }), DIGITS),
        frequencies,
        frechetDistance: () => frechetDistance(momentsOf(features, FEATURES), truthMoments),
        densityAndCoverage: () => {
          neighbours ??= densityAndCoverage(balls, features.subarray(0, COMPARED * FEATURES));
          return neighbours;
        },
        compared: compared.pixelData.values,
        reconstructed,
      };
    },
  };
}

/** The statistics of a benchmark, computed from MNIST: it takes a second or two. */
export function computeDigitStatistics(
  card: DigitCard,
  engine: TensorEngine,
  distribution: DigitDistribution,
): DigitStatistics {
  const { frequencies, draw } = distribution;
  const { training, heldOut } = loadMnist();
  const see = seeWith(engine);
  const counts = classShares(heldOut.labels, DIGITS).map((share) => share * heldOut.count);
  const weights = Float64Array.from(
    heldOut.labels,
    (label) => (frequencies[label] as number) / (counts[label] as number),
  );
  const moments = momentsOf(see(heldOut.pixels).features, FEATURES, weights);
  const balls = ballsOf(see(comparedImages(frequencies).pixelData.values).features, FEATURES);
  const statistics = {
    mean: Array.from(moments.mean),
    covariance: new SymmetricMatrix(moments.covariance).toCompact(),
    squaredRadii: Array.from(balls.squared),
  };
  const { look } = digitMetrics(engine, distribution, statistics);
  const rng = new Stream(`heirloom/${card.id}@${card.version}/truth`);
  // Images alone reconstruct nothing.
  const ofImages = card.metrics.filter(({ id }) => id !== reconstructionError.id);
  const draws = Array.from({ length: TRUTH_DRAWS }, (_, i) => {
    const stream = rng.child(`${i}`);
    const pixels = imagesOf(training, draw(MEASURED, stream)).pixelData.values;
    return valuesOf(
      measureAll(
        ofImages,
        look(pixels, () => pixels),
        stream,
      ),
    );
  });
  const truth = ofImages.flatMap(({ id }) => {
    const values = draws.flatMap((measured) => measured[id] ?? []);
    return values.length === 0 ? [] : [[id, mean(values)] as const];
  });
  return { ...statistics, truth: Object.fromEntries(truth) };
}

function seeWith(engine: TensorEngine): (pixels: Uint8Array) => Seen {
  const classifier = loadDigitClassifier();
  return (pixels) => look(engine, classifier, pixels, IMAGE_PIXELS);
}

export function imagesOf({ pixels }: LabelledImages, indices: Int32Array): Batch {
  return Batch.pixels(pixels, IMAGE_PIXELS).take(indices);
}

/** Held-out images with the true frequencies. `[COMPARED, 784]` */
function comparedImages(frequencies: Float64Array): Batch {
  const { heldOut } = loadMnist();
  return imagesOf(heldOut, stratified(heldOut.labels, frequencies, COMPARED));
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
