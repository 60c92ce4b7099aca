/** A small classifier of images, 784 → 320 → 64 → classes with rectifiers: the fixed eye that generated digits are seen with. */
import type { Tensor1D, Tensor2D, TensorEngine } from '../../numerics/engine/engine.ts';
import { toUnitGrey } from '../neural/unit-grey.ts';
import { type Tensors, type Weights, withTensors } from '../neural/weights.ts';

export const HIDDEN = 320;
/** Width of the last hidden layer: the features. */
export const FEATURES = 64;

/** What the classifier sees in images. */
export interface Seen {
  readonly count: number;
  /** Activations of the last hidden layer. `[count, FEATURES]` */
  readonly features: Float32Array;
  /** `[count, classes]` */
  readonly probabilities: Float32Array;
}

/** Images at once, which bounds memory. */
const CHUNK = 1000;

/** The last hidden layer. input in [0, 1] `[n, pixels]` → `[n, FEATURES]`. */
export function featuresOf({ ops }: TensorEngine, weights: Tensors, input: Tensor2D): Tensor2D {
  const hidden = ops.linear(input, weights['hidden.w'] as Tensor2D, weights['hidden.b'] as Tensor1D, 'relu');
  return ops.linear(hidden, weights['features.w'] as Tensor2D, weights['features.b'] as Tensor1D, 'relu');
}

/** features `[n, FEATURES]` → logits `[n, classes]`. */
export function logitsOf({ ops }: TensorEngine, weights: Tensors, features: Tensor2D): Tensor2D {
  return ops.linear(features, weights['classes.w'] as Tensor2D, weights['classes.b'] as Tensor1D);
}

/** Looks at images, pixels 0–255 `[count, width]`. */
export function look(engine: TensorEngine, weights: Weights, pixels: Uint8Array, width: number): Seen {
  const { tf } = engine;
  const classes = weights['classes.b']?.values.length ?? 0;
  const count = pixels.length / width;
  const features = new Float32Array(count * FEATURES);
  const probabilities = new Float32Array(count * classes);
  withTensors(engine, weights, (tensors) => {
    for (let from = 0; from < count; from += CHUNK) {
      const to = Math.min(count, from + CHUNK);
      tf.tidy(() => {
        const input = tf.tensor2d(toUnitGrey(pixels.subarray(from * width, to * width)), [to - from, width]);
        const seen = featuresOf(engine, tensors, input);
        features.set(seen.dataSync(), from * FEATURES);
        probabilities.set(tf.softmax(logitsOf(engine, tensors, seen)).dataSync(), from * classes);
      });
    }
  });
  return { count, features, probabilities };
}

/** The most probable class of each image. `[count]` */
export function predictedClasses({ count, probabilities }: Seen): Uint8Array {
  const classes = probabilities.length / count;
  return Uint8Array.from({ length: count }, (_, i) => {
    const row = probabilities.subarray(i * classes, (i + 1) * classes);
    return row.indexOf(Math.max(...row));
  });
}
