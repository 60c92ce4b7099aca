/** Trains the classifier. Its weights are in the repository; this is how they came there (`npm run artefacts -- classifier`). */
import type { Tensor1D, Tensor2D, TensorEngine } from '../../numerics/engine/engine.ts';
import type { Stream } from '../../numerics/stream.ts';
import { glorotNormal, heNormal, zeros } from '../neural/initialise.ts';
import { type Objective, type Trained, type TrainingPlan, train } from '../neural/train.ts';
import { toUnitGrey } from '../neural/unit-grey.ts';
import type { Weights } from '../neural/weights.ts';
import { FEATURES, featuresOf, HIDDEN, logitsOf } from './network.ts';

export interface LabelledPixels {
  /** 0–255 `[count, side·side]` */
  readonly pixels: Uint8Array;
  /** `[count]` */
  readonly labels: Uint8Array;
  readonly count: number;
  readonly side: number;
  readonly classes: number;
}

/** Every image is shifted by up to so many pixels either way, anew in each pass: the only regularisation. */
const MAX_SHIFT = 2;

interface Minibatch {
  readonly input: Tensor2D;
  readonly labels: Tensor1D;
}

export function trainClassifier(
  engine: TensorEngine,
  images: LabelledPixels,
  plan: TrainingPlan,
  rng: Stream,
  report: (done: number, loss: number) => void,
): Trained {
  const { tf, ops } = engine;
  const width = images.side * images.side;
  const objective: Objective<Minibatch> = {
    initial: initialWeights(width, images.classes, rng.child('init')),
    count: images.count,
    minibatch: (examples, draws) => {
      const shifted = new Uint8Array(examples.length * width);
      for (const [row, example] of examples.entries()) {
        shift(images, example, draws, shifted.subarray(row * width, (row + 1) * width));
      }
      return {
        input: tf.tensor2d(toUnitGrey(shifted), [examples.length, width]),
        labels: tf.tensor1d(
          Int32Array.from(examples, (i) => images.labels[i] as number),
          'int32',
        ),
      };
    },
    inputShape: ({ input }) => input.shape,
    losses: (variables, { input, labels }, noise) => {
      const seen = noise === null ? input : tf.add<Tensor2D>(input, noise);
      return ops.softmaxCrossEntropy(logitsOf(engine, variables, featuresOf(engine, variables, seen)), labels);
    },
    weights: () => null,
  };
  return train(engine, objective, plan, rng, { report });
}

function initialWeights(width: number, classes: number, rng: Stream): Weights {
  return {
    'hidden.w': heNormal(width, HIDDEN, rng.child('hidden')),
    'hidden.b': zeros(HIDDEN),
    'features.w': heNormal(HIDDEN, FEATURES, rng.child('features')),
    'features.b': zeros(FEATURES),
    'classes.w': glorotNormal(FEATURES, classes, rng.child('classes')),
    'classes.b': zeros(classes),
  };
}

/** Writes one image, shifted; what comes in from outside is 0. */
function shift({ pixels, side }: LabelledPixels, example: number, draws: Stream, into: Uint8Array): void {
  const right = draws.int(2 * MAX_SHIFT + 1) - MAX_SHIFT;
  const down = draws.int(2 * MAX_SHIFT + 1) - MAX_SHIFT;
  const from = example * side * side;
  for (let y = Math.max(0, down); y < Math.min(side, side + down); y++) {
    for (let x = Math.max(0, right); x < Math.min(side, side + right); x++) {
      into[y * side + x] = pixels[from + (y - down) * side + x - right] as number;
    }
  }
}
