/** What the digit benchmarks of suite 0.3 share: worlds of MNIST digits, each seed with class frequencies and held-out images of its own. */
import { DIGITS, IMAGE_PIXELS, loadMnist } from '../../data/mnist.ts';
import { predictedClasses, type Seen } from '../../learners/classifier/network.ts';
import type { Learner } from '../../learners/learner.ts';
import { inProportion } from '../../learners/neural/train.ts';
import type { Weights } from '../../learners/neural/weights.ts';
import { reconstructions, vaeLearner } from '../../learners/vae/learner.ts';
import { metric as classesSurviving } from '../../metrics/classes-surviving.ts';
import { RECOGNISED } from '../../metrics/formulas/images.ts';
import { measureAll } from '../../metrics/metric.ts';
import { metric as rareClassSurvival } from '../../metrics/rare-class-survival.ts';
import type { SeenAfterGeneration0 } from '../../metrics/seen.ts';
import type { Batch } from '../../numerics/batch.ts';
import type { TensorEngine } from '../../numerics/engine/engine.ts';
import type { Stream } from '../../numerics/stream.ts';
import type { Benchmark, Evaluation, World } from './benchmark.ts';
import type { EpochParams } from './digits-card-3.ts';
import type { DigitClasses } from './digits-draw.ts';
import { type HeldOut, heldOutPool } from './digits-held-out.ts';
import { type DigitCard, imagesOf, MEASURED, seenImages, seeWith, sharesOf } from './digits-seen.ts';
import { KEPT_IMAGES, showImages } from './show-images.ts';

/** Samples of generation 0's model that its shares are counted in, once a seed. */
const INITIAL_SAMPLES = 10_000;

/** Metrics that hold a model against generation 0's. */
const AGAINST_INITIAL: readonly string[] = [rareClassSurvival.id, classesSurviving.id];

/** A benchmark's worlds. */
export interface DigitWorlds {
  classesAt(seed: number, generation: number): DigitClasses;
  /** Indices of training images `[units]`. */
  draw(classes: DigitClasses, units: number, rng: Stream): Int32Array;
  /** Whether the outside check refuses what a batch has too much of, too. */
  readonly checksFrequencies: boolean;
}

/** `truth`: of the world of generation g, the entry g modulo their number. */
export function createDigitWorlds<MetricId extends string>(
  card: DigitCard<MetricId, SeenAfterGeneration0>,
  engine: TensorEngine,
  params: EpochParams,
  worlds: DigitWorlds,
  truth: readonly Readonly<Record<string, number>>[],
): Benchmark<MetricId> {
  const { training } = loadMnist();
  const { hidden, latents, sampleSize } = params;
  const vae = vaeLearner(engine, { width: IMAGE_PIXELS, hidden, latents }, inProportion(params, sampleSize)) as Learner;
  const see = seeWith(engine);
  const drawHeldOut = heldOutPool(see);
  const looksBack = card.metrics.some(({ id }) => AGAINST_INITIAL.includes(id));

  const open = (rng: Stream, seed: number, other?: Learner): World<MetricId> => {
    const learner = other ?? vae;
    const referenceAt = references(worlds, seed, drawHeldOut(rng.child('held-out')));
    // Samples of generation 0 as the classifier saw them; kept for as long as its model is the same.
    let first: { readonly of: unknown; readonly seen: Seen } | null = null;
    const seenFirst = async (initial: unknown): Promise<Seen> => {
      if (first === null || first.of !== initial) {
        const { pixelData } = await learner.sample(initial, INITIAL_SAMPLES, rng.child('initial'));
        first = { of: initial, seen: see(pixelData.values) };
      }
      return first.seen;
    };
    return {
      learner,
      families: {},
      drawReal: (units, stream, generation) =>
        imagesOf(training, worlds.draw(worlds.classesAt(seed, generation), units, stream)),
      evaluate: async ({ model, initial, rng: stream, generation }: Evaluation) => {
        const reference = referenceAt(generation);
        const { pixelData } = await learner.sample(model, MEASURED, stream);
        const reconstructed = other ? null : () => reconstructions(engine, model as Weights, reference.compared);
        const before = looksBack ? await seenFirst(initial) : null;
        const seen = {
          ...seenImages(pixelData.values, see(pixelData.values), reconstructed, reference),
          initialShares: () => sharesOf(before as Seen, reference.order),
        };
        return measureAll(card.metrics, seen, stream);
      },
      verify: (batch, generation) =>
        acceptDigits(see, batch, worlds.checksFrequencies ? worlds.classesAt(seed, generation) : null),
    };
  };

  return {
    size: sampleSize,
    engine: { id: engine.id, version: engine.version },
    truth: truthsOf(truth) as Benchmark<MetricId>['truth'],
    keptUnits: KEPT_IMAGES,
    open,
    showReal: showImages,
  };
}

/** The reference of a generation; what was asked for last is kept. */
function references(worlds: DigitWorlds, seed: number, heldOut: HeldOut) {
  let last: { readonly classes: DigitClasses; readonly reference: ReturnType<HeldOut> } | null = null;
  return (generation: number): ReturnType<HeldOut> => {
    const classes = worlds.classesAt(seed, generation);
    if (last === null || !isSame(last.classes, classes)) last = { classes, reference: heldOut(classes) };
    return last.reference;
  };
}

const isSame = (a: DigitClasses, b: DigitClasses): boolean =>
  a.order.every((digit, i) => digit === b.order[i]) && a.frequencies.every((value, i) => value === b.frequencies[i]);

/** A number each where the world stands still, a function of the generation where it moves. */
function truthsOf(truth: readonly Readonly<Record<string, number>>[]): Benchmark['truth'] {
  const [first = {}, ...others] = truth;
  if (others.length === 0) return first;
  return Object.fromEntries(
    Object.keys(first).map((id) => [id, (generation: number) => truth[generation % truth.length]?.[id] as number]),
  );
}

/** A digit may be this many times as frequent in a batch as in truth. */
const TOLERANCE = 1.25;

/**
 * Accepts images to which the classifier gives some digit at least RECOGNISED; with `classes`, of n images only the first
 * ⌈1.25 · p_d · n⌉ of each digit. `[count]`
 */
function acceptDigits(see: (pixels: Uint8Array) => Seen, batch: Batch, classes: DigitClasses | null): Uint8Array {
  const seen = see(batch.pixelData.values);
  const predicted = predictedClasses(seen);
  const left = new Float64Array(DIGITS).fill(Number.POSITIVE_INFINITY);
  for (const [rank, digit] of (classes?.order ?? []).entries())
    left[digit] = Math.ceil(TOLERANCE * (classes?.frequencies[rank] as number) * batch.count);
  return predicted.map((digit, i) => {
    const isDigit = (seen.probabilities[i * DIGITS + digit] as number) >= RECOGNISED;
    if (!isDigit || (left[digit] as number) <= 0) return 0;
    left[digit] = (left[digit] as number) - 1;
    return 1;
  });
}
