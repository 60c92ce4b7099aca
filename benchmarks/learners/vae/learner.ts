/** The VAE as a learner of images: fitted from scratch, unless a fit goes on from a model. */
import { Batch } from '../../numerics/batch.ts';
import type { Tensor2D, TensorEngine } from '../../numerics/engine/engine.ts';
import { Stream } from '../../numerics/stream.ts';
import { Divergence, type FitOptions, type Fitted, type Learner, type SampleOptions } from '../learner.ts';
import { continued, type Objective, type TrainingPlan, train } from '../neural/train.ts';
import { toUnitGrey, toUnitGreyRows } from '../neural/unit-grey.ts';
import { stepAwayWeights, type Tensors, toTensors, type Weights, withTensors } from '../neural/weights.ts';
import { decode, initialWeights, negativeBound, reconstruct, type VaeShape } from './network.ts';

/** Images at once where nothing is trained, which bounds memory. */
const CHUNK = 500;

interface Minibatch {
  readonly examples: Int32Array;
  readonly input: Tensor2D;
  readonly target: Tensor2D;
  /** `[n, latents]` */
  readonly noise: Tensor2D;
}

export interface VaeLearner extends Learner<Weights> {
  /** Samples are there at once. */
  sample(model: Weights, units: number, rng: Stream, options?: SampleOptions): Batch;
}

/**
 * A VAE over images of one shape. `plan`: how a training set is fitted.
 *
 * - Samples are the decoder's means, in 256 steps: no pixel noise is added, as in the paper's figures.
 * - `temperature` multiplies the variance of the latents' prior, whose power 1/T is N(0, T·I).
 * - The log-density is the evidence lower bound with one fixed draw of noise, the same for all images, so that it is a
 *   function of the image alone.
 */
export function vaeLearner(engine: TensorEngine, shape: VaeShape, plan: (training: Batch) => TrainingPlan): VaeLearner {
  const fixedNoise = new Stream('heirloom/vae/bound').normals(shape.latents);
  return {
    id: 'vae',
    fit: (training, rng, options = {}) =>
      fitVae(engine, shape, continued(plan(training), options.from), training, rng, options),
    extrapolate: stepAwayWeights,
    sample: (model, units, rng, options) => sampleVae(engine, shape, model, units, rng, options?.temperature ?? 1),
    logDensity: (model, batch) => {
      const bounds = new Float64Array(batch.count);
      mapImages(engine, model, batch, (weights, input, from) => {
        const noise = engine.tf.tile(engine.tf.tensor2d(fixedNoise, [1, shape.latents]), [input.shape[0], 1]);
        const losses = negativeBound(engine, weights, input, input, noise).dataSync();
        for (const [i, loss] of losses.entries()) bounds[from + i] = -loss;
      });
      return bounds;
    },
  };
}

function fitVae(
  engine: TensorEngine,
  shape: VaeShape,
  plan: TrainingPlan,
  training: Batch,
  rng: Stream,
  options: FitOptions<Weights>,
): Fitted<Weights> {
  if (training.count === 0) throw new Divergence('There are no images to train on.');
  const teacher = options.distill ? toTensors(engine, options.distill.teacher) : null;
  try {
    const initial = options.from?.model ?? initialWeights(shape, meanImage(training), rng.child('init'));
    const objective = objectiveOf(engine, shape, training, initial, teacher, options.distill?.weight ?? 0);
    const { weights, epochs, updates } = train(engine, objective, plan, rng, options);
    return { model: weights, epochs, updates };
  } finally {
    if (teacher !== null) engine.tf.dispose(Object.values(teacher));
  }
}

function objectiveOf(
  engine: TensorEngine,
  shape: VaeShape,
  training: Batch,
  initial: Weights,
  teacher: Tensors | null,
  teacherWeight: number,
): Objective<Minibatch> {
  const { tf } = engine;
  return {
    initial,
    count: training.count,
    minibatch: (examples, draws) => {
      // Converted as they are needed: a large training set in floats would take hundreds of megabytes a worker.
      const grey = toUnitGreyRows(training.pixelData.values, shape.width, examples);
      const input = tf.tensor2d(grey, [examples.length, shape.width]);
      const target =
        teacher === null
          ? input
          : tf.add<Tensor2D>(
              tf.mul(1 - teacherWeight, input),
              tf.mul(teacherWeight, reconstruct(engine, teacher, input)),
            );
      const noise = tf.tensor2d(draws.normals(examples.length * shape.latents), [examples.length, shape.latents]);
      return { examples, input, target, noise };
    },
    inputShape: ({ input }) => input.shape,
    losses: (variables, { input, target, noise }, moved) => {
      const seen = moved === null ? input : tf.clipByValue(tf.add(input, moved), 0, 1);
      return negativeBound(engine, variables, seen as Tensor2D, target, noise);
    },
    weights: ({ examples }) => {
      const { weights } = training;
      return weights === null ? null : Float32Array.from(examples, (i) => weights[i] as number);
    },
  };
}

/** Weighted mean of the images, in [0, 1] `[width]`. */
function meanImage(training: Batch): Float32Array {
  const { values, width } = training.pixelData;
  const sums = new Float64Array(width);
  let total = 0;
  for (let i = 0; i < training.count; i++) {
    const weight = training.weights?.[i] ?? 1;
    if (weight === 0) continue;
    total += weight;
    for (let j = 0; j < width; j++) sums[j] = (sums[j] as number) + weight * (values[i * width + j] as number);
  }
  if (!(total > 0)) throw new Divergence('All training weights are zero.');
  return Float32Array.from(sums, (sum) => sum / total / 255);
}

function sampleVae(
  engine: TensorEngine,
  { latents, width }: VaeShape,
  model: Weights,
  units: number,
  rng: Stream,
  temperature: number,
): Batch {
  const { tf } = engine;
  const deviation = Math.sqrt(temperature);
  const pixels = new Uint8Array(units * width);
  withTensors(engine, model, (weights) => {
    for (let from = 0; from < units; from += CHUNK) {
      const count = Math.min(CHUNK, units - from);
      const z = rng.normals(count * latents).map((value) => deviation * value);
      tf.tidy(() => {
        writePixels(tf.sigmoid(decode(engine, weights, tf.tensor2d(z, [count, latents]))), pixels, from * width);
      });
    }
  });
  return Batch.pixels(pixels, width);
}

/** The images' reconstructions: the decoder's mean at the encoder's mean, pixels 0–255 `[count, width]`. */
export function reconstructions(engine: TensorEngine, model: Weights, batch: Batch): Uint8Array {
  const { values, width } = batch.pixelData;
  const pixels = new Uint8Array(values.length);
  mapImages(engine, model, batch, (weights, input, from) => {
    writePixels(reconstruct(engine, weights, input), pixels, from * width);
  });
  return pixels;
}

/** Calls `use` on one chunk of images after another, inside a tidy. */
function mapImages(
  engine: TensorEngine,
  model: Weights,
  batch: Batch,
  use: (weights: Tensors, input: Tensor2D, from: number) => void,
): void {
  const { values, width } = batch.pixelData;
  withTensors(engine, model, (weights) => {
    for (let from = 0; from < batch.count; from += CHUNK) {
      const to = Math.min(batch.count, from + CHUNK);
      engine.tf.tidy(() => {
        const input = toUnitGrey(values.subarray(from * width, to * width));
        use(weights, engine.tf.tensor2d(input, [to - from, width]), from);
      });
    }
  });
}

function writePixels(probabilities: Tensor2D, into: Uint8Array, at: number): void {
  const values = probabilities.dataSync();
  for (let i = 0; i < values.length; i++) into[at + i] = Math.floor(255 * (values[i] as number) + 0.5);
}
