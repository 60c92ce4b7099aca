/** The metrics of the digit benchmarks of suite 0.2: held-out images are the same for all seeds, and what the classifier sees of them is kept. */
import { SymmetricMatrix } from 'ml-matrix';
import { DIGITS, loadMnist } from '../../data/mnist.ts';
import { FEATURES, type Seen } from '../../learners/classifier/network.ts';
import { classShares } from '../../metrics/formulas/class-shares.ts';
import { ballsOf, NEIGHBOURS } from '../../metrics/formulas/density-coverage.ts';
import { momentsOf } from '../../metrics/formulas/frechet.ts';
import { measureAll } from '../../metrics/metric.ts';
import { metric as reconstructionError } from '../../metrics/reconstruction-error.ts';
import type { SeenImages } from '../../metrics/seen.ts';
import type { Batch } from '../../numerics/batch.ts';
import type { TensorEngine } from '../../numerics/engine/engine.ts';
import { Stream } from '../../numerics/stream.ts';
import {
  COMPARED,
  type DigitCard,
  imagesOf,
  MEASURED,
  meansOf,
  type Reference,
  seenImages,
  seeWith,
  stratified,
} from './digits-seen.ts';

/** Draws of real data whose mean is a metric's value for the truth: what a perfect model would score. */
const TRUTH_DRAWS = 2;
/** The classes of these benchmarks are the digits, upwards. */
const ORDER = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

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

export function digitMetrics(
  engine: TensorEngine,
  { frequencies }: DigitDistribution,
  statistics: Omit<DigitStatistics, 'truth'>,
): DigitMetrics {
  const see = seeWith(engine);
  const compared = comparedImages(frequencies);
  const reference: Reference = {
    order: ORDER,
    frequencies,
    moments: {
      mean: Float64Array.from(statistics.mean),
      covariance: SymmetricMatrix.fromCompact([...statistics.covariance]).toMatrix(),
    },
    balls: {
      centres: see(compared.pixelData.values).features,
      d: FEATURES,
      k: NEIGHBOURS,
      squared: Float64Array.from(statistics.squaredRadii),
    },
    compared,
  };
  return {
    compared,
    see,
    look: (pixels, reconstructed) => seenImages(pixels, see(pixels), reconstructed, reference),
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
    return measureAll(
      ofImages,
      look(pixels, () => pixels),
      stream,
    );
  });
  const truth = meansOf(
    ofImages.map(({ id }) => id),
    draws,
  );
  return { ...statistics, truth };
}

/** Held-out images with the true frequencies. `[COMPARED, 784]` */
function comparedImages(frequencies: Float64Array): Batch {
  const { heldOut } = loadMnist();
  return imagesOf(heldOut, stratified(heldOut.labels, frequencies, COMPARED));
}
