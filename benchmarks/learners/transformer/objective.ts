/** Next-token prediction as the trainer wants it. A unit is a token, a minibatch some sequences. */
import type { Batch } from '../../numerics/batch.ts';
import type { Tensor2D, TensorEngine } from '../../numerics/engine/engine.ts';
import type { Objective } from '../neural/train.ts';
import type { Weight, Weights } from '../neural/weights.ts';
import { predict } from './likelihood.ts';
import { hiddenStates, logitsOf, type NetworkShape, type Parameters } from './network.ts';
import { type Laid, layOut } from './sequences.ts';

export interface TextMinibatch {
  readonly laid: Laid;
  /** What the teacher predicts `[tokens, vocabulary]`. */
  readonly soft: Tensor2D | null;
  /** Weight of each token `[tokens]`. */
  readonly weights: Float32Array | null;
}

/** Whose probabilities are part of the targets, and how large a part. */
export interface Teacher {
  readonly parameters: Parameters;
  readonly weight: number;
}

/**
 * The loss of a token is its −ln p; with a teacher (1 − weight) of it and `weight` of the cross-entropy to the teacher. */
export function textObjective(
  engine: TensorEngine,
  shape: NetworkShape,
  initial: Weights,
  training: Batch,
  teacher: Teacher | null = null,
): Objective<TextMinibatch> {
  const { tf, ops } = engine;
  const scale = rootMeanSquare((initial.tokens as Weight).values);
  return {
    initial,
    count: training.count,
    minibatch: (examples) => {
      const laid = layOut(
        engine,
        Array.from(examples, (example) => training.sequence(example)),
        shape.vocabulary,
      );
      return {
        laid,
        soft: teacher === null ? null : tf.softmax(predict(engine, teacher.parameters, shape, laid)),
        weights: weightOfTokens(training, examples),
      };
    },
    inputShape: ({ laid }) => [laid.batch * laid.length, shape.width],
    losses: (variables, { laid, soft }, noise) => {
      const hidden = hiddenStates(engine, variables, shape, laid, noise && tf.mul(noise, scale));
      const rows = laid.rows === null ? hidden : ops.embed(hidden, laid.rows);
      const logits = logitsOf(engine, variables, rows);
      const hard = ops.softmaxCrossEntropy(logits, laid.targets);
      if (soft === null || teacher === null) return hard;
      const { weight } = teacher;
      return tf.add(tf.mul(1 - weight, hard), tf.mul(weight, ops.softTargetCrossEntropy(logits, soft)));
    },
    weights: ({ weights }) => weights,
  };
}

/** A token weighs what its sequence does. */
function weightOfTokens(training: Batch, examples: Int32Array): Float32Array | null {
  const { weights } = training;
  if (weights === null) return null;
  return Float32Array.from(
    Array.from(examples).flatMap((example) =>
      new Array<number>(training.unitsOf(example)).fill(weights[example] as number),
    ),
  );
}

function rootMeanSquare(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}
