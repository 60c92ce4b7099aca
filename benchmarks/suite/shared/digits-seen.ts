/** What the fixed classifier sees of digits, held against what it sees of held-out ones: every metric of images alone. */
import { loadDigitClassifier } from '../../data/digit-classifier.ts';
import { DIGITS, IMAGE_PIXELS, type LabelledImages } from '../../data/mnist.ts';
import { FEATURES, look, predictedClasses, type Seen } from '../../learners/classifier/network.ts';
import { classShares } from '../../metrics/formulas/class-shares.ts';
import { type Balls, densityAndCoverage } from '../../metrics/formulas/density-coverage.ts';
import { frechetDistance, type Moments, momentsOf } from '../../metrics/formulas/frechet.ts';
import { type Metric, valuesOf } from '../../metrics/metric.ts';
import type { SeenImages } from '../../metrics/seen.ts';
import { Batch } from '../../numerics/batch.ts';
import type { TensorEngine } from '../../numerics/engine/engine.ts';
import { mean } from '../../numerics/statistics.ts';
import type { BenchmarkCard } from '../../protocol/card.ts';

/** Samples that a model is measured by. Fixed: the Fréchet distance and the noise floors depend on it. */
export const MEASURED = 2000;
/** Held-out images that density, coverage and the reconstruction error rest on, and the samples of the first two. */
export const COMPARED = 1000;

/** A benchmark's card, as far as its metrics are concerned. */
export type DigitCard<Id extends string = string, Seen = SeenImages> = Pick<BenchmarkCard, 'id' | 'version'> & {
  readonly metrics: readonly Metric<Id, Seen>[];
};

/** What samples are held against. */
export interface Reference {
  /** The digits in the order in which metrics know the classes. `[10]` */
  readonly order: readonly number[];
  /** True frequency of each class, in that order, sum 1. `[10]` */
  readonly frequencies: Float64Array;
  /** Of held-out images' features, with the true frequencies. */
  readonly moments: Moments;
  /** Around the features of the compared images. */
  readonly balls: Balls;
  /** Held-out images with the true frequencies. `[COMPARED, 784]` */
  readonly compared: Batch;
}

/** The classifier's eye. */
export function seeWith(engine: TensorEngine): (pixels: Uint8Array) => Seen {
  const classifier = loadDigitClassifier();
  return (pixels) => look(engine, classifier, pixels, IMAGE_PIXELS);
}

/** What metrics look at in samples of a model, which makes `reconstructed` of the compared images. pixels `[MEASURED, 784]` */
export function seenImages(
  pixels: Uint8Array,
  seen: Seen,
  reconstructed: SeenImages['reconstructed'],
  { order, frequencies, moments, balls, compared }: Reference,
): SeenImages {
  let neighbours: ReturnType<typeof densityAndCoverage> | null = null;
  return {
    pixels,
    width: IMAGE_PIXELS,
    probabilities: seen.probabilities,
    classes: DIGITS,
    shares: sharesOf(seen, order),
    frequencies,
    frechetDistance: () => frechetDistance(momentsOf(seen.features, FEATURES), moments),
    densityAndCoverage: () => {
      neighbours ??= densityAndCoverage(balls, seen.features.subarray(0, COMPARED * FEATURES));
      return neighbours;
    },
    compared: compared.pixelData.values,
    reconstructed,
  };
}

/** Shares of the digits that the classifier names, in this order. `[10]` */
export function sharesOf(seen: Seen, order: readonly number[]): Float64Array {
  const shares = classShares(predictedClasses(seen), DIGITS);
  return Float64Array.from(order, (digit) => shares[digit] as number);
}

export function imagesOf({ pixels }: LabelledImages, indices: Int32Array): Batch {
  return Batch.pixels(pixels, IMAGE_PIXELS).take(indices);
}

/** The mean of each metric over several measurements, of the values that there are; in the order of `ids`. */
export function meansOf(
  ids: readonly string[],
  measured: readonly Readonly<Record<string, number | null>>[],
): Readonly<Record<string, number>> {
  const known = measured.map(valuesOf);
  const means = ids.flatMap((id) => {
    const values = known.flatMap((one) => one[id] ?? []);
    return values.length === 0 ? [] : [[id, mean(values)] as const];
  });
  return Object.fromEntries(means);
}

/** The first images of each class, as many as its frequency says. `[count]` */
export function stratified(labels: Uint8Array, frequencies: Float64Array, count: number): Int32Array {
  const wanted = wholeShares(frequencies, count);
  const chosen: number[] = [];
  for (const [index, label] of labels.entries()) {
    if ((wanted[label] as number) === 0) continue;
    wanted[label] = (wanted[label] as number) - 1;
    chosen.push(index);
  }
  return Int32Array.from(chosen);
}

/** Whole numbers in proportion to frequencies, sum `count`: the largest remainders are rounded up. `[classes]` */
export function wholeShares(frequencies: Float64Array, count: number): Float64Array {
  const wanted = frequencies.map((frequency) => Math.floor(frequency * count));
  const remainder = (label: number): number => (frequencies[label] as number) * count - (wanted[label] as number);
  const missing = count - wanted.reduce((sum, number) => sum + number, 0);
  const roundedUp = Array.from(frequencies.keys()).sort((a, b) => remainder(b) - remainder(a) || a - b);
  for (const label of roundedUp.slice(0, missing)) wanted[label] = (wanted[label] as number) + 1;
  return wanted;
}
